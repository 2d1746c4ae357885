import { records } from '#db/client.ts';
import { commit } from '#db/commit.ts';
import { draftSent } from '#db/drafts.ts';
import { violates } from '#db/errors.ts';
import { contacts } from '#db/schema/main.ts';
import { newId, referenceOf } from '#domain/initiative/identifiers.ts';
import type { Language } from '#domain/taxonomy/language.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitAddress } from '#worker/http/limits.ts';
import { claimOf, keep, madeBefore } from './idempotency.ts';
import type { Receipt } from './schemas.ts';
import { contentOf, submissionFrom } from './submission-input.ts';

function receiptOf(id: string): Receipt {
  return { id, reference: referenceOf(id), status: 'unconfirmed' };
}

/** The statement by which a draft points to what it became; none without a draft. */
function sentDraft(c: AppContext, draftId: string | null | undefined, initiativeId: string, at: number) {
  const userId = c.get('user')?.id;
  return draftId && userId ? [draftSent(c.env.DB, { id: draftId, userId, initiativeId, at })] : [];
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
    /** The draft of the signed-in person that it comes from. */
    draftId?: string | null;
  },
): Promise<Receipt> {
  const submission = submissionFrom(input);
  const database = c.env.DB;
  const claim = options.idempotencyKey === null ? null : await claimOf(options.idempotencyKey, submission);
  const made = claim && (await madeBefore(database, claim));
  if (made) return receiptOf(made);
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
    const first = claim && violates(error, 'idempotency_keys.key') ? await madeBefore(database, claim) : null;
    if (!first) throw error;
    return receiptOf(first);
  }
  hurry(c);
  return receiptOf(id);
}
