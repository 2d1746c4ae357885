import { Hono } from 'hono';
import { act } from '#db/act.ts';
import { acceptTranslation, refuseTranslation } from '#db/settle-translation.ts';
import { translationsOf } from '#db/translations.ts';
import { changedFields } from '#domain/initiative/changed-fields.ts';
import type { Content } from '#domain/initiative/content.ts';
import { can } from '#domain/initiative/permissions.ts';
import { withoutTranslation, withTranslation } from '#domain/initiative/translations.ts';
import { Problem } from '#domain/problems.ts';
import { MESSAGE_LENGTH, plainText } from '#domain/schemas/atoms.ts';
import { parse } from '#domain/schemas/parse.ts';
import { partsOfTranslation, Translation } from '#domain/schemas/translation.ts';
import { CONTENT_LANGUAGES } from '#domain/taxonomy/language.ts';
import { clean } from '#domain/text/unsafe.ts';
import { one } from '#web/pages/submit/answers.ts';
import { LanguagesPage } from '#web/pages/translations/LanguagesPage.tsx';
import { PARTS, type PartValues, valuesOf } from '#web/pages/translations/TranslationFields.tsx';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { fieldErrors } from '#worker/http/problem.ts';
import { versionOf } from './form-input.ts';
import { type Holder, heldSubject } from './held-entry.ts';
import { heldHref, heldPaths, holderOf } from './private-link.ts';
import { tidied } from './submission-input.ts';

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
      ? say(problem.code === 'edit-conflict' ? 'submit.held.conflict' : `problem.${problem.code}.detail`)
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

/** A new revision of the texts, which waits for a moderator like every change. */
async function revise(
  c: AppContext,
  holder: Holder,
  { version, change }: { version: number; change: (content: Content) => Content },
): Promise<void> {
  const { entry, subject } = await heldSubject(c.env.DB, holder);
  if (subject.state === 'changes-requested') throw new Problem('wrong-state');
  const content = change(entry.content);
  await act(c.env.DB, {
    ...{ initiativeId: holder.initiativeId, actor: holder, action: 'revise', expectedVersion: version },
    ...{ content, data: { fields: changedFields(entry.content, content) } },
    ...{ mails: ['revised'], at: c.get('clock')() },
  });
}

languages.on('POST', heldPaths('/languages'), async (c) => {
  const holder = await holderOf(c);
  const body = await formBody(c);
  const into = one(body, 'language');
  const values = Object.fromEntries(PARTS.map((part) => [part, one(body, part)]));
  const { entry } = await heldSubject(c.env.DB, holder);
  try {
    await limitNetwork(c, 'submit');
    const told = Object.entries(values).filter(([, value]) => value.trim() !== '');
    const said = parse(Translation, tidied({ ...Object.fromEntries(told), language: into }));
    if (said.language === entry.content.language)
      throw new Problem('invalid-input', {
        issues: [{ pointer: '#/language', code: 'unknown-code', params: {} }],
      });
    await revise(c, holder, {
      version: versionOf(one(body, 'expected_version')),
      change: (content) =>
        withTranslation(content, {
          ...{ language: said.language, ...partsOfTranslation(said) },
          ...{ origin: 'human', translator: 'owner' },
        }),
    });
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    const known = CONTENT_LANGUAGES.includes(into) && into !== entry.content.language;
    return languagesPage(c, holder, { into: known ? into : null, values, problem: error });
  }
  hurry(c);
  return c.redirect(`${heldHref(c)}/languages?done=revised`, 303);
});

const Answer = plainText(MESSAGE_LENGTH, { multiline: true, min: 0, formulas: true });

/** Does one thing and leads back to the page, which says what was done, or why it was not. */
async function doing(
  c: AppContext,
  done: keyof typeof DONE,
  work: (holder: Holder, body: Map<string, string[]>) => Promise<unknown>,
): Promise<Response> {
  const holder = await holderOf(c);
  const body = await formBody(c);
  await heldSubject(c.env.DB, holder);
  try {
    await limitNetwork(c, 'submit');
    await work(holder, body);
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    return languagesPage(c, holder, { problem: error });
  }
  hurry(c);
  return c.redirect(`${heldHref(c)}/languages?done=${done}`, 303);
}

languages.on('POST', heldPaths('/languages/remove'), (c) =>
  doing(c, 'revised', (holder, body) =>
    revise(c, holder, {
      version: versionOf(one(body, 'expected_version')),
      change: (content) => {
        const language = one(body, 'language');
        const known = content.texts.some((text) => text.language === language);
        if (!known || language === content.language) throw new Problem('not-found');
        return withoutTranslation(content, language);
      },
    }),
  ),
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
      expectedVersion: versionOf(one(body, 'expected_version')),
    }),
  ),
);

languages.on('POST', heldPaths('/languages/:translation/refuse'), (c) =>
  doing(c, 'refused', async (holder, body) =>
    refuseTranslation(c.env.DB, {
      ...wishOf(c, holder),
      answer: parse(Answer, clean(one(body, 'answer'), { multiline: true })),
    }),
  ),
);

// Where a form was sent again with what was wrong, the switch of languages leads back to the page.
for (const rest of ['/languages/remove', '/languages/:translation/:how{accept|refuse}'])
  languages.on('GET', heldPaths(rest), (c) => c.redirect(`${heldHref(c)}/languages`, 303));
