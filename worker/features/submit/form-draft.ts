import { lastStage, notePresence, othersPresent } from '#db/draft-members.ts';
import { beginDraft, type Draft, draftFor, draftsOf, saveDraft } from '#db/drafts.ts';
import { type DraftAnswers, differingFields, fieldOfName } from '#domain/draft/merge.ts';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import type { FormDraftProps } from '#web/pages/drafts/FormDraft.tsx';
import type { Answers } from '#web/pages/submit/answers.ts';
import { paths } from '#web/paths.ts';
import type { AppContext } from '#worker/http/context.ts';
import type { FormToken } from '#worker/http/form-token.ts';
import { answersOf } from './form-input.ts';
import { ANSWER_NAMES, namesOf, type Stage, stageOf } from './stages.ts';

/** The draft on the server that a form belongs to. */
export interface FormDraft {
  id: string;
  /** The version that the answers of the form go on from. */
  version: number;
}

/** Answers that are asked for again, and not kept. */
const NOT_KEPT = new Set(['duplicates', 'trap']);
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

function answersIn(draft: Draft): Map<string, string[]> {
  const body = new Map(Object.entries(draft.answers).map(([name, values]) => [name, [...values]]));
  return answersOf(body, ANSWER_NAMES);
}

/** A draft to go on with, where it was left; `not-found` for everybody but its members. */
export async function openDraft(c: AppContext, id: string, userId: string) {
  const draft = await draftFor(c.env.DB, id, userId);
  const stage = (await lastStage(c.env.DB, id, userId)) ?? draft.stage;
  return {
    answers: answersIn(draft),
    stage: stageOf(stage),
    draft: { id, version: draft.version },
    sent: draft.initiativeId !== null,
  };
}

/** The answers as a draft keeps them. What the stage shows and nobody filled in is said to be empty. */
function keptAnswers(answers: Answers, stage: Stage): DraftAnswers {
  const given = [...answers].filter(([name]) => !NOT_KEPT.has(name));
  const fields = new Set(given.map(([name]) => fieldOfName(name)));
  const empty = namesOf(stage).filter((name) => !NOT_KEPT.has(name) && !fields.has(fieldOfName(name)));
  return Object.fromEntries([
    ...given,
    ...empty.filter((name) => !name.includes('.')).map((name): [string, string[]] => [name, []]),
  ]);
}

export interface Kept {
  answers: Map<string, string[]>;
  draft: FormDraft | null;
  /** Whether others changed something that the sender of the form has not seen. */
  news: boolean;
}

/**
 * Saves what was sent with a stage in the draft of a signed-in person, who gets one with the first title. The answer is
 * the form as it stands then, or the way to where two versions are compared.
 */
export async function keepInDraft(
  c: AppContext,
  sent: { body: ReadonlyMap<string, readonly string[]>; stage: Stage; token: FormToken },
): Promise<Kept | Response> {
  const { body, stage, token } = sent;
  const answers = answersOf(body, ANSWER_NAMES);
  const named = one(body, 'draft');
  const version = Number(/^\d{1,9}$/.exec(one(body, 'draft_version'))?.[0] ?? 0);
  const known = UUID.test(named) ? { id: named, version } : null;
  const user = c.get('user');
  if (!user) return { answers, draft: known, news: false };
  // A form begun here names its draft by its own id, so that a page sent twice begins one draft.
  const draft = known ?? { id: token.id, version: 0 };
  const saving = {
    ...draft,
    userId: user.id,
    base: draft.version,
    language: c.get('language'),
    stage: stage.id,
    answers: keptAnswers(answers, stage),
    at: c.get('clock')(),
  };
  try {
    const saved = await saveDraft(c.env.DB, saving);
    if (saved.copy !== null && saved.draft.initiativeId === null)
      return c.redirect(`${paths.draft(c.get('language'), draft.id)}/copies/${saved.copy}`, 303);
    if (saved.draft.initiativeId !== null) return c.redirect(paths.draft(c.get('language'), draft.id), 303);
    const news = known !== null && differingFields(saved.draft.answers, saving.answers).length > 0;
    const merged = answersIn(saved.draft);
    for (const name of NOT_KEPT) merged.set(name, answers.get(name) ?? []);
    return { answers: merged, draft: { id: draft.id, version: saved.draft.version }, news };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code !== 'not-found') return { answers, draft: known, news: false };
  }
  if (one(answers, 'title').trim() === '') return { answers, draft: null, news: false };
  const begun = await beginDraft(c.env.DB, { ...saving, id: token.id });
  return { answers, draft: begun && { id: begun.id, version: begun.version }, news: false };
}

/** What a stage shows about the draft of the form, and marks that it is open now. */
export async function draftShown(
  c: AppContext,
  stage: Stage,
  draft: FormDraft | null,
): Promise<FormDraftProps['kept']> {
  const user = c.get('user');
  const continues = c.req.method === 'GET' && c.req.query('continue') === '1';
  if (!user) return { draft, signedIn: false, others: [], drafts: [], continues: false };
  if (!draft) {
    const first = c.req.method === 'GET' && stage.id === 'title';
    const drafts = first ? (await draftsOf(c.env.DB, user.id)).filter(({ sentAt }) => sentAt === null) : [];
    return { draft, signedIn: true, others: [], drafts, continues };
  }
  const at = c.get('clock')();
  const seen = { draftId: draft.id, userId: user.id };
  const [, others] = await Promise.all([
    notePresence(c.env.DB, { ...seen, stage: stage.id, at }),
    othersPresent(c.env.DB, { ...seen, now: at }),
  ]);
  return { draft, signedIn: true, others, drafts: [], continues: false };
}
