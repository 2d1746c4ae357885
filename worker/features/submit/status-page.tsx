import { correctionsOf } from '#db/corrections.ts';
import { contactById, historyOf, type LoggedEvent } from '#db/entries.ts';
import type { SubjectEntry } from '#db/subjects.ts';
import { publicVersionsOf } from '#db/versions.ts';
import { improvementsOf, toldBy } from '#domain/initiative/completeness.ts';
import { textIn } from '#domain/initiative/content.ts';
import { isShared } from '#domain/initiative/events.ts';
import { can } from '#domain/initiative/permissions.ts';
import { faceOf, type State } from '#domain/initiative/states.ts';
import type { Issue, Problem } from '#domain/problems.ts';
import { FIELD_NAMES } from '#domain/schemas/submission.ts';
import { masked } from '#domain/text/masked.ts';
import type { Answers } from '#web/pages/submit/answers.ts';
import { OWNER_ACTIONS, type OwnerWordsTyped } from '#web/pages/submit/OwnerActions.tsx';
import { StatusPage, type StatusPageProps } from '#web/pages/submit/StatusPage.tsx';
import { type AppContext, t } from '#worker/http/context.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { answersFrom } from './form-input.ts';
import { errorTexts } from './form-problems.ts';
import { type Holder, heldSubject } from './held-entry.ts';
import { heldHref } from './private-link.ts';
import { revisionOf } from './submission-input.ts';
import { submissionStatus } from './submission-status.ts';

/** Where a correction can be taken up without answering for something else. */
const TAKES_CORRECTIONS: readonly State[] = ['published', 'pending'];

/** What the page shows beside the entry after something was tried. */
export interface Again {
  answers?: Answers;
  issues?: readonly Issue[];
  notice?: StatusPageProps['notice'];
  problem?: Problem;
  /** Words that were not taken. */
  owner?: OwnerWordsTyped;
}

function happeningsOf(history: readonly LoggedEvent[]): StatusPageProps['history'] {
  return history.filter(isShared).map(({ at, type, actorKind, data, message }) => ({
    at,
    type,
    by: data.side === 'owner' ? 'link' : actorKind,
    fields: data.fields ?? [],
    reason: data.reason ?? null,
    message,
  }));
}

/** The versions that the holder may make public again. */
async function versionsFor(c: AppContext, holder: Holder, { entry, subject }: SubjectEntry) {
  if (!can(holder, 'roll-back', subject)) return [];
  const versions = await publicVersionsOf(c.env.DB, entry.id);
  return versions.filter(({ revision }) => revision !== entry.standing.publishedRevision);
}

/** Whether mails about the entry go to the holder, who may then name another address. */
export function holdsAddress(holder: Holder, { subject }: SubjectEntry): boolean {
  return holder.kind === 'link' || subject.submitterId === holder.id;
}

async function contactFor(c: AppContext, holder: Holder, held: SubjectEntry) {
  const { contactId } = held.entry;
  const contact =
    contactId && holdsAddress(holder, held) && held.subject.state !== 'unconfirmed'
      ? await contactById(c.env.DB, contactId)
      : null;
  return contact?.email ? masked(contact.email) : null;
}

/** The private page of an entry. */
export async function statusPage(c: AppContext, holder: Holder, again: Again = {}): Promise<Response> {
  const held = await heldSubject(c.env.DB, holder);
  const { entry, subject } = held;
  const [history, versions, contact, corrections] = await Promise.all([
    historyOf(c.env.DB, entry.id),
    versionsFor(c, holder, held),
    contactFor(c, holder, held),
    TAKES_CORRECTIONS.includes(subject.state) && can(holder, 'revise', subject)
      ? correctionsOf(c.env.DB, entry)
      : [],
  ]);
  const { reference, state, version, actions, fields } = submissionStatus(holder, held, history);
  const canRevise = actions.includes('revise');
  const current = answersFrom(revisionOf(entry.content));
  const isPublic = ['public', 'archived'].includes(faceOf(entry.standing));
  return page(
    c,
    <StatusPage
      view={{
        frame: frameOf(c),
        answers: canRevise ? (again.answers ?? current) : current,
        errors: errorTexts(t(c), again.issues ?? []),
        asked: new Set<string>(fields),
      }}
      title={textIn(entry.content, entry.content.language).title}
      reference={reference}
      state={state}
      version={version}
      href={heldHref(c)}
      publicHref={isPublic ? `/i/${entry.id}` : null}
      canRevise={canRevise}
      canAmend={can(holder, 'amend', subject)}
      canWithdraw={actions.includes('withdraw')}
      history={happeningsOf(history)}
      fields={FIELD_NAMES}
      notice={again.notice}
      owner={{
        actions: OWNER_ACTIONS.filter((action) => can(holder, action, subject)),
        typed: again.owner ?? null,
      }}
      lost={canRevise ? undefined : again.answers}
      edits={again.answers !== undefined}
      id={entry.id}
      versions={versions}
      contact={contact}
      content={entry.content}
      corrections={corrections}
      improvements={canRevise ? improvementsOf(toldBy(entry.content)) : []}
    />,
    { private: true, status: (again.problem?.status ?? 200) as 200, headers: { ...again.problem?.headers } },
  );
}
