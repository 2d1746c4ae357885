import { Hono } from 'hono';
import { subjectEntry } from '#db/subjects.ts';
import { confirmTranslation, translationById } from '#db/translations.ts';
import { faceOf } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { CONTENT_LANGUAGES } from '#domain/taxonomy/language.ts';
import { ProposePage, type ProposeValues } from '#web/pages/translations/ProposePage.tsx';
import { PARTS, valuesOf } from '#web/pages/translations/TranslationFields.tsx';
import { ConfirmStepPage } from '#web/pages/versions/ConfirmStepPage.tsx';
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
import { propose, translatable } from './propose.ts';

/** Proposing a translation without an account, and confirming it by a mailed link. */
export const proposing = new Hono<AppEnv>();

const PATH = `${LANGUAGE_PREFIX}/initiatives/:id/translate` as const;

/** The language to translate into; null for none that this entry can be translated into. */
function chosen(initiative: PublicInitiative, language: string): string | null {
  return language !== initiative.language && CONTENT_LANGUAGES.includes(language) ? language : null;
}

interface Shown {
  initiative: PublicInitiative;
  into: string | null;
  values: ProposeValues;
  problem?: Problem;
  notice?: 'submit.notice.renewed' | 'submit.notice.too-fast' | undefined;
}

function proposePage(c: AppContext, { initiative, into, values, problem, notice }: Shown): Response {
  const say = t(c);
  const other =
    problem && problem.code !== 'invalid-input' ? say(`problem.${problem.code}.detail`) : undefined;
  return page(
    c,
    <ProposePage
      frame={frameOf(c)}
      initiative={initiative}
      into={into}
      values={values}
      errors={fieldErrors(say, problem, 'title')}
      notice={notice ? say(notice) : other}
    />,
    // The token says when the form was opened, so nobody may keep the page.
    { private: true, ...(problem && { status: problem.status as 422, headers: { ...problem.headers } }) },
  );
}

proposing.get(PATH, async (c) => {
  const found = await translatable(c, c.req.param('id'));
  if (found.kind === 'merged') return c.redirect(paths.translate(c.get('language'), found.into), 301);
  const { initiative } = found;
  const into = chosen(initiative, c.req.query('language') ?? '');
  const { token } = await newFormToken(c);
  const parts = valuesOf(initiative.texts.find(({ language }) => language === into));
  return proposePage(c, { initiative, into, values: { parts, email: '', trap: '', token } });
});

proposing.post(PATH, async (c) => {
  const found = await translatable(c, c.req.param('id'));
  if (found.kind === 'merged') return c.redirect(paths.translate(c.get('language'), found.into), 303);
  const { initiative } = found;
  const body = await formBody(c);
  const one = (name: string) => body.get(name)?.[0] ?? '';
  const into = chosen(initiative, one('language'));
  if (into === null) throw new Problem('invalid-input');
  const token = await formToken(c, one('form'));
  const parts = Object.fromEntries(PARTS.map((part) => [part, one(part)]));
  const values = { parts, email: one('email'), trap: one('trap'), token: token.token };
  const again = (problem: Problem, notice?: Shown['notice']) =>
    proposePage(c, { initiative, into, values, problem, notice });
  const refused = new Problem('invalid-input');
  if (values.trap !== '')
    return again(
      new Problem('invalid-input', { issues: [{ pointer: '#/trap', code: 'unexpected', params: {} }] }),
    );
  if (token.renewed) return again(refused, 'submit.notice.renewed');
  if (c.get('clock')() - token.openedAt < MINIMUM_TIME) return again(refused, 'submit.notice.too-fast');
  let state: 'open' | 'unconfirmed';
  try {
    await limitNetwork(c, 'suggest');
    const said = Object.entries(parts).filter(([, value]) => value.trim() !== '');
    const input = {
      ...Object.fromEntries(said),
      language: into,
      ...(values.email && { email: values.email }),
    };
    state = await propose(c, initiative, input, token.id);
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    return again(error);
  }
  const known = state === 'open';
  return page(
    c,
    <ConfirmStepPage
      frame={frameOf(c)}
      title={t(c)(known ? 'translate.sent.title' : 'suggest.sent.title')}
      lead={t(c)(known ? 'translate.sent' : 'suggest.sent')}
      action=""
      next={{ href: paths.initiative(c.get('language'), initiative), text: t(c)('suggest.back') }}
    />,
    { private: true },
  );
});

const CONFIRM = `${LANGUAGE_PREFIX}/translations/confirm/:token` as const;

/** The proposal that a genuine link is about, and its entry as long as that is public. */
async function linked(c: AppContext) {
  const now = c.get('clock')();
  const id = await openRowLink(c.env.LINK_SECRET, 'translation', c.req.param('token') ?? '', now);
  const translation = await translationById(c.env.DB, id);
  if (!translation) throw new Problem('link-invalid');
  const held = await subjectEntry(c.env.DB, translation.initiativeId);
  if (!held || faceOf(held.entry.standing) !== 'public') throw new Problem('not-found');
  return { translation, held, now };
}

function confirmPage(c: AppContext, done: boolean): Response {
  const say = t(c);
  return page(
    c,
    <ConfirmStepPage
      frame={frameOf(c)}
      title={say(done ? 'translate.sent.title' : 'translate.confirm.title')}
      lead={say(done ? 'translate.sent' : 'translate.confirm.lead')}
      action={c.req.path}
      button={done ? undefined : say('suggest.confirm.do')}
    />,
    { private: true, headers: { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' } },
  );
}

proposing.get(CONFIRM, async (c) => confirmPage(c, (await linked(c)).translation.state !== 'unconfirmed'));

proposing.post(CONFIRM, async (c) => {
  await limitNetwork(c, 'confirm');
  const { translation, held, now } = await linked(c);
  await confirmTranslation(c.env.DB, translation, held, now);
  hurry(c);
  return confirmPage(c, true);
});
