import { Hono } from 'hono';
import { confirmCorrection, correctionById } from '#db/corrections.ts';
import { subjectEntry } from '#db/subjects.ts';
import { isTextField } from '#domain/initiative/changed-fields.ts';
import { faceOf } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';
import { CORRECTABLE_FIELDS, type CorrectableField, valueAt } from '#domain/schemas/correction.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { ConfirmStepPage } from '#web/pages/versions/ConfirmStepPage.tsx';
import { SuggestPage, type SuggestValues } from '#web/pages/versions/SuggestPage.tsx';
import { paths } from '#web/paths.ts';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { openRowLink } from '#worker/http/correction-links.ts';
import { formToken, MINIMUM_TIME, newFormToken } from '#worker/http/form-token.ts';
import { hurry } from '#worker/http/hurry.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { fieldErrors } from '#worker/http/problem.ts';
import { correctable, suggestCorrection } from './suggest-correction.ts';

/** Suggesting a correction without an account, and confirming it by a mailed link. */
export const suggesting = new Hono<AppEnv>();

const PATH = `${LANGUAGE_PREFIX}/initiatives/:id/suggest` as const;

function isCorrectable(field: string): field is CorrectableField {
  return (CORRECTABLE_FIELDS as readonly string[]).includes(field);
}

/** The field and language that the form is for; the whole list to choose from if they are none of the entry. */
function chosen(initiative: PublicInitiative, field: string, language: string) {
  if (!isCorrectable(field)) return null;
  if (!isTextField(field)) return { field, language: null };
  return initiative.texts.some((text) => text.language === language) ? { field, language } : null;
}

/** A value as the form shows it: lists one line each. */
function shown(
  initiative: PublicInitiative,
  at: { field: CorrectableField; language: string | null },
): string {
  return [valueAt(initiative, at) ?? []].flat().join('\n');
}

suggesting.get(PATH, async (c) => {
  const found = await correctable(c, c.req.param('id'));
  if (found.kind === 'merged') return c.redirect(paths.suggest(c.get('language'), found.into), 301);
  const { initiative } = found;
  const choice = chosen(initiative, c.req.query('field') ?? '', c.req.query('language') ?? '');
  const { token } = await newFormToken(c);
  const value = choice ? shown(initiative, choice) : '';
  return page(
    c,
    <SuggestPage
      frame={frameOf(c)}
      initiative={initiative}
      choice={choice}
      values={{ value, evidence: '', email: '', trap: '', token }}
      errors={[]}
    />,
    // The token says when the form was opened, so nobody may keep the page.
    { private: true },
  );
});

suggesting.post(PATH, async (c) => {
  const found = await correctable(c, c.req.param('id'));
  if (found.kind === 'merged') return c.redirect(paths.suggest(c.get('language'), found.into), 303);
  const { initiative } = found;
  const body = await formBody(c);
  const one = (name: string) => body.get(name)?.[0] ?? '';
  const choice = chosen(initiative, one('field'), one('language'));
  if (!choice) throw new Problem('invalid-input');
  const token = await formToken(c, one('form'));
  const values: SuggestValues = {
    ...{ value: one('value'), evidence: one('evidence'), email: one('email'), trap: one('trap') },
    token: token.token,
  };
  const again = (problem: Problem, notice?: 'submit.notice.renewed' | 'submit.notice.too-fast') =>
    suggestPage(c, { initiative, choice, values, problem, notice });
  const refused = new Problem('invalid-input');
  if (values.trap !== '')
    return again(
      new Problem('invalid-input', { issues: [{ pointer: '#/trap', code: 'unexpected', params: {} }] }),
    );
  if (token.renewed) return again(refused, 'submit.notice.renewed');
  if (c.get('clock')() - token.openedAt < MINIMUM_TIME) return again(refused, 'submit.notice.too-fast');
  try {
    await limitNetwork(c, 'suggest');
    await suggestCorrection(c, initiative, inputFrom(choice, values), token.id);
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    return again(error);
  }
  const href = paths.initiative(c.get('language'), initiative);
  return page(
    c,
    <ConfirmStepPage
      frame={frameOf(c)}
      title={t(c)('suggest.sent.title')}
      lead={t(c)('suggest.sent')}
      action=""
      next={{ href, text: t(c)('suggest.back') }}
    />,
    { private: true },
  );
});

/** The form as the API would have it. */
function inputFrom(
  { field, language }: { field: CorrectableField; language: string | null },
  { value, evidence, email }: SuggestValues,
): Record<string, unknown> {
  const lines = value.split(/\r\n|\r|\n/).map((line) => line.trim());
  const said =
    field === 'urls'
      ? lines.filter((line) => line !== '')
      : field === 'title' || field === 'summary'
        ? value
        : value.trim() || null;
  return { field, language, value: said, evidence, email };
}

function suggestPage(
  c: AppContext,
  shownAgain: {
    initiative: PublicInitiative;
    choice: { field: CorrectableField; language: string | null };
    values: SuggestValues;
    problem: Problem;
    notice?: 'submit.notice.renewed' | 'submit.notice.too-fast' | undefined;
  },
): Response {
  const { initiative, choice, values, problem, notice } = shownAgain;
  const say = t(c);
  const errors = fieldErrors(say, problem, 'value');
  const other = problem.code === 'invalid-input' ? undefined : say(`problem.${problem.code}.detail`);
  return page(
    c,
    <SuggestPage
      frame={frameOf(c)}
      initiative={initiative}
      choice={choice}
      values={values}
      errors={errors}
      notice={notice ? say(notice) : other}
    />,
    { private: true, status: problem.status as 422, headers: { ...problem.headers } },
  );
}

const CONFIRM = `${LANGUAGE_PREFIX}/corrections/confirm/:token` as const;

/** The suggestion that a genuine link is about, and its entry as long as that is public. */
async function linked(c: AppContext) {
  const now = c.get('clock')();
  const id = await openRowLink(c.env.LINK_SECRET, 'correction', c.req.param('token') ?? '', now);
  const correction = await correctionById(c.env.DB, id);
  if (!correction) throw new Problem('link-invalid');
  const held = await subjectEntry(c.env.DB, correction.initiativeId);
  if (!held || faceOf(held.entry.standing) !== 'public') throw new Problem('not-found');
  return { correction, held, now };
}

function confirmPage(c: AppContext, done: boolean): Response {
  const say = t(c);
  return page(
    c,
    <ConfirmStepPage
      frame={frameOf(c)}
      title={say('suggest.confirm.title')}
      lead={say(done ? 'suggest.confirm.done' : 'suggest.confirm.lead')}
      action={c.req.path}
      button={done ? undefined : say('suggest.confirm.do')}
    />,
    { private: true, headers: { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' } },
  );
}

suggesting.get(CONFIRM, async (c) => confirmPage(c, (await linked(c)).correction.state !== 'unconfirmed'));

suggesting.post(CONFIRM, async (c) => {
  await limitNetwork(c, 'confirm');
  const { correction, held, now } = await linked(c);
  await confirmCorrection(c.env.DB, correction, held, now);
  hurry(c);
  return confirmPage(c, true);
});
