import { Hono } from 'hono';
import { rollBack } from '#db/roll-back.ts';
import { acceptCorrection, refuseCorrection } from '#db/settle-correction.ts';
import { Problem } from '#domain/problems.ts';
import { MESSAGE_LENGTH, plainText } from '#domain/schemas/atoms.ts';
import { parse } from '#domain/schemas/parse.ts';
import { clean } from '#domain/text/unsafe.ts';
import { one } from '#web/pages/submit/answers.ts';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { issueText } from '#worker/http/problem.ts';
import { askForAddress } from './change-address.ts';
import { versionOf } from './form-input.ts';
import { type Holder, heldEntry } from './held-entry.ts';
import { heldHref, heldPaths, holderOf } from './private-link.ts';
import { statusPage } from './status-page.tsx';

/** Smaller things that owners do on the private page of an entry; each leads back to it. */
export const heldActions = new Hono<AppEnv>();

const Answer = plainText(MESSAGE_LENGTH, { multiline: true, min: 0, formulas: true });

/** Does one thing and leads back to the page, which says what was done, or why it was not. */
async function doing(
  c: AppContext,
  done: string,
  work: (holder: Holder, body: Map<string, string[]>) => Promise<unknown>,
): Promise<Response> {
  const holder = await holderOf(c);
  const body = await formBody(c);
  await heldEntry(c.env.DB, holder);
  try {
    await limitNetwork(c, 'submit');
    await work(holder, body);
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    const say = t(c);
    const [issue] = error.issues;
    const text = issue
      ? issueText(say, issue)
      : error.code === 'edit-conflict'
        ? say('submit.held.conflict')
        : say(`problem.${error.code}.detail`);
    return statusPage(c, holder, { problem: error, notice: { kind: 'warning', text } });
  }
  hurry(c);
  return c.redirect(`${heldHref(c)}?done=${done}`, 303);
}

heldActions.on('POST', heldPaths('/roll-back'), (c) =>
  doing(c, 'rolled-back', (holder, body) =>
    rollBack(c.env.DB, {
      initiativeId: holder.initiativeId,
      actor: holder,
      expectedVersion: versionOf(one(body, 'expected_version')),
      number: versionOf(one(body, 'number')),
      at: c.get('clock')(),
    }),
  ),
);

heldActions.on('POST', heldPaths('/corrections/:correction/accept'), (c) =>
  doing(c, 'accepted', (holder, body) =>
    acceptCorrection(c.env.DB, {
      correctionId: c.req.param('correction') ?? '',
      initiativeId: holder.initiativeId,
      actor: holder,
      expectedVersion: versionOf(one(body, 'expected_version')),
      overwrite: one(body, 'overwrite') === 'yes',
      at: c.get('clock')(),
    }),
  ),
);

heldActions.on('POST', heldPaths('/corrections/:correction/refuse'), (c) =>
  doing(c, 'refused', (holder, body) =>
    refuseCorrection(c.env.DB, {
      correctionId: c.req.param('correction') ?? '',
      initiativeId: holder.initiativeId,
      actor: holder,
      answer: parse(Answer, clean(one(body, 'answer'), { multiline: true })),
      at: c.get('clock')(),
    }),
  ),
);

heldActions.on('POST', heldPaths('/address'), (c) =>
  doing(c, 'address', (holder, body) => askForAddress(c, holder, one(body, 'email'))),
);
