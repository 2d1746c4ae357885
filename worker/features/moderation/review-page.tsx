import type { Problem } from '#domain/problems.ts';
import type { DecisionValues } from '#web/pages/moderation/DecisionForm.tsx';
import { ReviewPage } from '#web/pages/moderation/ReviewPage.tsx';
import { type AppContext, t } from '../../http/context.ts';
import { reader } from '../../http/databases.ts';
import { frameOf, page } from '../../http/page.tsx';
import { issueText } from '../../http/problem.ts';
import { happenedSince, reviewOf, type Submission } from './review.ts';

interface Shown {
  /** The filters of the queue. */
  query: string;
  values: DecisionValues;
  decided: string | null;
  /** Why the decision was not made. */
  problem?: Problem;
  /** The version the decision was about. */
  seen?: number;
}

/** Answers the page of a submission; with a problem, the form again with everything that was written. */
export async function showReview(c: AppContext, submission: Submission, shown: Shown): Promise<Response> {
  const { problem, seen = 0, query, values, decided } = shown;
  const { entry, history, decisions } = submission;
  const review = await reviewOf(reader(c, c.env.DB), reader(c, c.env.SEARCH), submission);
  const conflict =
    problem && problem.code !== 'invalid-input' ? await happenedSince(c.env.DB, submission, seen) : null;
  const say = t(c);
  return page(
    c,
    <ReviewPage
      frame={frameOf(c)}
      id={entry.id}
      state={entry.standing.state}
      version={entry.standing.version}
      content={entry.content}
      contact={review.contact}
      history={history}
      decisions={decisions}
      duplicates={review.duplicates}
      hints={review.hints}
      revised={review.revised}
      query={query}
      values={values}
      errors={(problem?.issues ?? []).map((issue) => ({
        field: issue.pointer.split('/')[1] ?? 'action',
        text: issueText(say, issue),
      }))}
      conflict={conflict}
      decided={decided}
    />,
    { private: true, ...(problem && { status: problem.status as 409 | 422 }) },
  );
}
