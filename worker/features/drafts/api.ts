import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type * as v from 'valibot';
import { notePresence, othersPresent } from '#db/draft-members.ts';
import { saveDraft } from '#db/drafts.ts';
import { differingFields, fieldOfName } from '#domain/draft/merge.ts';
import { Problem } from '#domain/problems.ts';
import { parse } from '#domain/schemas/parse.ts';
import { translator } from '#domain/strings/strings.ts';
import { otherText } from '#web/pages/drafts/FormDraft.tsx';
import { jsonBody } from '#worker/http/body.ts';
import type { AppEnv } from '#worker/http/context.ts';
import { jsonOf, problemAnswer } from '#worker/http/describe.ts';
import { memberOf, ownDraft } from './access.ts';
import { DraftState, DraftWish, Presence, PresenceWish } from './schemas.ts';

/** What the script of the form does between two stages. */
export const api = new Hono<AppEnv>();

const PATH = '/api/v1/drafts/:id';
const ID = {
  name: 'id',
  in: 'path' as const,
  required: true,
  description: 'Id of a draft of the signed-in person.',
  schema: { type: 'string' as const },
};
const ERRORS = {
  400: problemAnswer('The body is not JSON, or an object in it holds a key twice.'),
  401: problemAnswer('Nobody is signed in.'),
  403: problemAnswer('The request does not come from our own pages.'),
  404: problemAnswer('There is no such draft for this person.'),
  413: problemAnswer('The body or the answers are larger than the limit, named in `limit_bytes`.'),
  415: problemAnswer('The content type is not `application/json`.'),
  422: problemAnswer('Some values cannot be accepted; `errors` says which and why.'),
};

api.put(
  PATH,
  describeRoute({
    operationId: 'saveDraft',
    summary: 'Save the answers of a draft',
    description:
      'Others may have saved since: what only they changed stays, field by field. If both changed the same field ' +
      'nothing is saved; the answers are kept as a copy beside the draft, where people compare and choose.',
    tags: ['Drafts'],
    parameters: [ID],
    requestBody: { required: true, content: jsonOf(DraftWish, 'input') },
    responses: {
      200: { description: 'Saved.', content: jsonOf(DraftState) },
      ...ERRORS,
      409: problemAnswer(
        'Others changed the same (`edit-conflict`; `copy` is the number of the copy), or the draft was sent (`wrong-state`).',
      ),
    },
  }),
  async (c) => {
    const { id: userId } = memberOf(c);
    const { expected_version: base, ...wish } = parse(DraftWish, await jsonBody(c));
    const saving = { ...wish, base, id: c.req.param('id'), userId, at: c.get('clock')() };
    const { draft, copy } = await saveDraft(c.env.DB, saving);
    if (draft.initiativeId !== null) throw new Problem('wrong-state', { extra: { copy } });
    if (copy !== null)
      throw new Problem('edit-conflict', { extra: { current_version: draft.version, copy } });
    const theirs = new Set(differingFields(draft.answers, wish.answers));
    const answers = Object.entries(draft.answers).filter(([name]) => theirs.has(fieldOfName(name)));
    const state: v.InferOutput<typeof DraftState> = {
      version: draft.version,
      saved_at: new Date(draft.updatedAt).toISOString(),
      answers: Object.fromEntries(answers.map(([name, values]) => [name, [...values]])),
    };
    return c.json(state, 200, { 'cache-control': 'no-store' });
  },
);

api.post(
  `${PATH}/presence`,
  describeRoute({
    operationId: 'notePresence',
    summary: 'Say which stage of a draft is open',
    description: 'Holds for a minute unless it is said again. Keeps nobody out.',
    tags: ['Drafts'],
    parameters: [ID],
    requestBody: { required: true, content: jsonOf(PresenceWish, 'input') },
    responses: { 200: { description: 'Who else is there.', content: jsonOf(Presence) }, ...ERRORS },
  }),
  async (c) => {
    const draft = await ownDraft(c);
    const { stage, language } = parse(PresenceWish, await jsonBody(c));
    const at = c.get('clock')();
    const seen = { draftId: draft.id, userId: memberOf(c).id };
    await notePresence(c.env.DB, { ...seen, stage, at });
    const others = await othersPresent(c.env.DB, { ...seen, now: at });
    const t = translator(language);
    const presence: v.InferOutput<typeof Presence> = {
      version: draft.version,
      others: others.map((other) => ({ ...other, text: otherText({ t }, other) })),
    };
    return c.json(presence, 200, { 'cache-control': 'no-store' });
  },
);
