import * as v from 'valibot';
import { records } from '#db/client.ts';
import { entriesOfAddress } from '#db/entries.ts';
import { owe } from '#db/outbox.ts';
import { EmailAddress, issue } from '#domain/schemas/atoms.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitAddress, limitNetwork } from '#worker/http/limits.ts';

const Request = v.object({ email: EmailAddress }, issue('wrong-type'));

/** Mails the private links of an address to that address. Says nothing about whether there are any. */
export async function sendStatusLinks(c: AppContext, input: unknown): Promise<void> {
  const email = parse(Request, input).email.toLowerCase();
  await limitNetwork(c, 'status-links');
  await limitAddress(c, 'status-links', email);
  const entries = await entriesOfAddress(c.env.DB, email);
  const contactIds = [...new Set(entries.map((entry) => entry.contactId))];
  // An unknown address costs the same write, so that the time of the answer tells nothing; its job sends no mail.
  const job = { kind: 'status-links', contactIds, language: c.get('language') } as const;
  await owe(records(c.env.DB), job, c.get('clock')(), crypto.randomUUID());
  hurry(c);
}
