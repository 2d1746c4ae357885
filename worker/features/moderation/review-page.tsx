import { lookAt } from '#db/versions.ts';
import type { Problem } from '#domain/problems.ts';
import { type Form, one } from '#domain/schemas/form.ts';
import type { DecisionValues } from '#web/pages/moderation/DecisionFields.tsx';
import type { DeskValues } from '#web/pages/moderation/DeskForm.tsx';
import type { OpenProposal } from '#web/pages/moderation/Proposal.tsx';
import { ReviewPage } from '#web/pages/moderation/ReviewPage.tsx';
import { type AppContext, t } from '../../http/context.ts';
import { reader } from '../../http/databases.ts';
import { frameOf, page } from '../../http/page.tsx';
import { fieldErrors } from '../../http/problem.ts';
import { deskActionNamed, EMPTY, withTemplate } from './decision-form.ts';
import { presenceAt } from './presence.ts';
import { happenedSince, type Review, reviewOf, type Submission } from './review.ts';

interface Shown {
  /** The filters of the queue. */
  query: string;
  values?: DecisionValues;
  decided?: string | null;
  /** Why nothing was done. */
  problem?: Problem;
  /** The version it was about. */
  seen?: number;
  /** What was typed into another form than that of decisions. */
  typed?: Form;
  /** The form in which a template was asked for. */
  templateFor?: Form;
}

/** Words in the fields of the forms beside that of decisions. */
const FIELDS = ['action', 'message', 'recommendation', 'proposal', 'into', 'assignee'] as const;

function deskValues(form: Form, message: string, errors: DeskValues['errors']): DeskValues {
  const values = FIELDS.map((field) => [field, one(form, field)] as const);
  return {
    action: one(form, 'form'),
    values: { ...Object.fromEntries(values), message },
    errors,
  };
}

function proposalOf({ entry, history, names }: Review): OpenProposal | null {
  const { proposal } = entry.standing;
  if (!proposal) return null;
  return {
    ...proposal,
    name: names.get(proposal.by ?? '') ?? '',
    why: history.find(({ version }) => version === proposal.version)?.message ?? null,
  };
}

/** Answers the page of a submission; with a problem or a template, the form again with everything that was written. */
export async function showReview(c: AppContext, submission: Submission, shown: Shown): Promise<Response> {
  const { problem, seen = 0, query, typed, templateFor } = shown;
  const { entry, history } = submission;
  const { standing } = entry;
  const [review, presence, since] = await Promise.all([
    reviewOf(reader(c, c.env.DB), reader(c, c.env.SEARCH), submission),
    presenceAt(c, entry.id),
    lookAt(c.env.DB, submission.rights.me, entry, c.get('clock')()),
  ]);
  const conflict =
    problem && problem.code !== 'invalid-input' ? await happenedSince(c.env.DB, submission, seen) : null;
  const say = t(c);
  const found = fieldErrors(say, problem, 'action');
  const form = typed ?? templateFor;
  const message = templateFor ? withTemplate(templateFor, review) : typed ? one(typed, 'message') : '';
  const again = form?.has('form') ? deskValues(form, message, found) : null;
  const values = shown.values ?? EMPTY;
  return page(
    c,
    <ReviewPage
      frame={frameOf(c)}
      id={entry.id}
      state={standing.state}
      version={standing.version}
      content={entry.content}
      contact={review.contact}
      history={history}
      names={review.names}
      rights={submission.rights}
      assignee={standing.assignee}
      decidedBy={standing.decision?.by ?? null}
      deadline={standing.deadline}
      proposal={proposalOf(review)}
      presence={presence}
      duplicates={review.duplicates}
      hints={review.hints}
      checked={review.checked}
      reports={review.reports}
      since={since}
      query={query}
      values={templateFor && !again ? { ...values, message } : values}
      errors={again ? found.map((error) => ({ ...error, field: `${again.action}-${error.field}` })) : found}
      conflict={conflict}
      decided={shown.decided ?? null}
      done={problem || form ? null : deskActionNamed(c.req.query('done') ?? '')}
      again={again}
    />,
    { private: true, ...(problem && { status: problem.status as 409 | 422 }) },
  );
}
