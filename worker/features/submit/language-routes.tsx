import { Hono } from 'hono';
import { acceptTranslation, refuseTranslation } from '#db/settle-translation.ts';
import { translationsOf } from '#db/translations.ts';
import { can } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { one, versionOf } from '#domain/schemas/form.ts';
import { CONTENT_LANGUAGES } from '#domain/taxonomy/language.ts';
import { LanguagesPage } from '#web/pages/translations/LanguagesPage.tsx';
import { PARTS, type PartValues, valuesOf } from '#web/pages/translations/TranslationFields.tsx';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { fieldErrors, warningOf } from '#worker/http/problem.ts';
import { removeTranslation, translate } from './change-translations.ts';
import { type Holder, heldSubject } from './held-entry.ts';
import { answerIn, leadingBack } from './leading-back.ts';
import { heldHref, heldPaths, holderOf } from './private-link.ts';

/** The languages of an entry, for its owner: adding, changing and removing translations, and answering proposed ones. */
export const languages = new Hono<AppEnv>();

/** What the page says after a redirect from a form. */
const DONE = {
  revised: 'submit.revise.done',
  accepted: 'translations.accepted',
  refused: 'translations.refused',
} as const;

interface Shown {
  into?: string | null;
  values?: PartValues;
  problem?: Problem;
}

async function languagesPage(c: AppContext, holder: Holder, { into = null, values, problem }: Shown = {}) {
  const { entry, subject } = await heldSubject(c.env.DB, holder);
  const say = t(c);
  // A change request is answered on the page of the entry, with everything that was asked.
  const canRevise = can(holder, 'revise', subject) && subject.state !== 'changes-requested';
  const done = c.req.query('done') ?? '';
  const said = Object.hasOwn(DONE, done) ? say(DONE[done as keyof typeof DONE]) : null;
  const warning =
    problem && problem.issues.length === 0
      ? warningOf(say, problem)
      : into !== null && !canRevise && say('languages.closed');
  return page(
    c,
    <LanguagesPage
      frame={frameOf(c)}
      href={`${heldHref(c)}/languages`}
      back={heldHref(c)}
      version={entry.standing.version}
      content={entry.content}
      canRevise={canRevise}
      into={canRevise ? into : null}
      values={values ?? valuesOf(entry.content.texts.find(({ language }) => language === into))}
      errors={fieldErrors(say, problem, 'title')}
      translations={canRevise ? await translationsOf(c.env.DB, entry) : []}
      notice={
        warning ? { kind: 'warning', text: warning } : said ? { kind: 'success', text: said } : undefined
      }
    />,
    { private: true, ...(problem && { status: problem.status as 422, headers: { ...problem.headers } }) },
  );
}

languages.on('GET', heldPaths('/languages'), async (c) => {
  const holder = await holderOf(c);
  const { entry } = await heldSubject(c.env.DB, holder);
  const asked = c.req.query('language') ?? '';
  const known = asked !== entry.content.language && CONTENT_LANGUAGES.includes(asked);
  return languagesPage(c, holder, { into: known ? asked : null });
});

languages.on('POST', heldPaths('/languages'), async (c) => {
  const holder = await holderOf(c);
  const body = await formBody(c);
  const into = one(body, 'language');
  const values = Object.fromEntries(PARTS.map((part) => [part, one(body, part)]));
  const { entry } = await heldSubject(c.env.DB, holder);
  try {
    await limitNetwork(c, 'submit');
    const told = Object.entries(values).filter(([, value]) => value.trim() !== '');
    await translate(c, holder, versionOf(body), { ...Object.fromEntries(told), language: into });
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    const known = CONTENT_LANGUAGES.includes(into) && into !== entry.content.language;
    return languagesPage(c, holder, { into: known ? into : null, values, problem: error });
  }
  return c.redirect(`${heldHref(c)}/languages?done=revised`, 303);
});

const doing = leadingBack<keyof typeof DONE>('/languages', (c, holder, problem) =>
  languagesPage(c, holder, { problem }),
);

languages.on('POST', heldPaths('/languages/remove'), (c) =>
  doing(c, 'revised', (holder, body) => removeTranslation(c, holder, versionOf(body), one(body, 'language'))),
);

const wishOf = (c: AppContext, holder: Holder) => ({
  ...{ translationId: c.req.param('translation') ?? '', initiativeId: holder.initiativeId },
  ...{ actor: holder, at: c.get('clock')() },
});

languages.on('POST', heldPaths('/languages/:translation/accept'), (c) =>
  doing(c, 'accepted', (holder, body) =>
    acceptTranslation(c.env.DB, {
      ...wishOf(c, holder),
      answer: '',
      expectedVersion: versionOf(body),
    }),
  ),
);

languages.on('POST', heldPaths('/languages/:translation/refuse'), (c) =>
  doing(c, 'refused', async (holder, body) =>
    refuseTranslation(c.env.DB, {
      ...wishOf(c, holder),
      answer: answerIn(body),
    }),
  ),
);

// Where a form was sent again with what was wrong, the switch of languages leads back to the page.
for (const rest of ['/languages/remove', '/languages/:translation/:how{accept|refuse}'])
  languages.on('GET', heldPaths(rest), (c) => c.redirect(`${heldHref(c)}/languages`, 303));
