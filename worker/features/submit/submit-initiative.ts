import { records } from '#db/client.ts';
import { commit } from '#db/commit.ts';
import { draftSent } from '#db/drafts.ts';
import { violates } from '#db/errors.ts';
import { contacts } from '#db/schema/main.ts';
import { newId, referenceOf } from '#domain/initiative/identifiers.ts';
import { Problem } from '#domain/problems.ts';
import type { Language } from '#domain/taxonomy/language.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitAddress } from '#worker/http/limits.ts';
import { type Claim, claimOf, keep, madeBefore } from './idempotency.ts';
import type { Receipt } from './schemas.ts';
import { contentOf, submissionFrom } from './submission-input.ts';

function receiptOf(id: string): Receipt {
  return { id, reference: referenceOf(id), status: 'unconfirmed' };
}

/** The statement by which a draft points to what it became; none without a draft. */
function sentDraft(c: AppContext, draftId: string | null, initiativeId: string, at: number) {
  const userId = c.get('user')?.id;
  return draftId && userId ? [draftSent(c.env.DB, { id: draftId, userId, initiativeId, at })] : [];
}

/**
 * The receipt of what was registered under the same key; null if nothing was, `idempotency-key-reused` if it was another
 * request. A draft that a device sent while nobody was signed in says from now on that it was sent.
 */
async function receiptBefore(
  c: AppContext,
  claim: Claim | null,
  draftId: string | null,
): Promise<Receipt | null> {
  const made = claim && (await madeBefore(c.env.DB, claim));
  if (!made) return null;
  const [sent] = sentDraft(c, draftId, made.id, c.get('clock')());
  await sent;
  if (!made.same) throw new Problem('idempotency-key-reused');
  return receiptOf(made.id);
}

/**
 * Registers an initiative; anybody may. It waits for its address to be confirmed. The same key with the same input makes
 * nothing twice and gets the first receipt; with another input `idempotency-key-reused`.
 */
export async function submitInitiative(
  c: AppContext,
  input: unknown,
  options: {
    idempotencyKey: string | null;
    language: Language;
    /** The draft of the signed-in person that it comes from; its name is then the key. */
    draftId: string | null;
  },
): Promise<Receipt> {
  const submission = submissionFrom(input);
  const database = c.env.DB;
  // Two people may send the same draft, from two forms or from a device.
  const key = options.draftId === null ? options.idempotencyKey : `draft:${options.draftId}`;
  const claim = key === null ? null : await claimOf(key, submission);
  const before = await receiptBefore(c, claim, options.draftId);
  if (before) return before;
  await limitAddress(c, 'submit', submission.contact_email);

  const at = c.get('clock')();
  const id = newId();
  const contactId = crypto.randomUUID();
  const contact = records(database)
    .insert(contacts)
    .values({
      id: contactId,
      email: submission.contact_email,
      language: submission.contact_language ?? options.language,
      createdAt: at,
    });
  try {
    await commit(database, {
      initiativeId: id,
      before: null,
      type: 'initiative.submitted',
      actor: { kind: 'link', id: contactId },
      content: contentOf(submission, new Date(at).getUTCFullYear()),
      contactId,
      jobs: [{ kind: 'mail', template: 'confirm', initiativeId: id, version: 1 }],
      at,
      also: [
        contact,
        ...(claim ? [keep(database, claim, id, at)] : []),
        ...sentDraft(c, options.draftId, id, at),
      ],
    });
  } catch (error) {
    const first = violates(error, 'idempotency_keys.key')
      ? await receiptBefore(c, claim, options.draftId)
      : null;
    if (!first) throw error;
    return first;
  }
  hurry(c);
  return receiptOf(id);
}
