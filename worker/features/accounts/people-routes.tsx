import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { accountForAddress, accountIdOf } from '#db/accounts.ts';
import { isAdministrator } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import { GrantRequest } from '#domain/schemas/grant.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { GrantAnswers } from '#web/pages/accounts/GrantForm.tsx';
import { PeoplePage } from '#web/pages/accounts/PeoplePage.tsx';
import { PersonPage } from '#web/pages/accounts/PersonPage.tsx';
import { paths } from '#web/paths.ts';
import { formBody } from '../../http/body.ts';
import { type AppContext, type AppEnv, actorOf, t } from '../../http/context.ts';
import { hurry } from '../../http/hurry.ts';
import { LANGUAGE_PREFIX } from '../../http/language.ts';
import { frameOf, page } from '../../http/page.tsx';
import { fieldErrors, issueText } from '../../http/problem.ts';
import { grantRole, listStaff, personById, revokeRole, Wanted } from './people.ts';
import { signedInOnly, userOf } from './signed-in.ts';

/** Who has which role: for administrators with staff power. For everybody else there are no such pages. */
export const peopleRoutes = new Hono<AppEnv>();

const PEOPLE = `${LANGUAGE_PREFIX}/moderation/people` as const;
const PERSON = `${PEOPLE}/:id` as const;

const administratorsOnly = createMiddleware<AppEnv>(async (c, next) => {
  if (!isAdministrator(actorOf(c))) throw new Problem('not-found');
  return next();
});
for (const path of [PEOPLE, `${PEOPLE}/*`]) peopleRoutes.use(path, signedInOnly, administratorsOnly);

async function peoplePage(
  c: AppContext,
  asked: { email: string; error?: string; unknown?: boolean },
): Promise<Response> {
  const staff = (await listStaff(c.env.DB)).map(({ grants, ...person }) => ({
    ...person,
    roles: [...new Set(grants.map(({ role }) => role))],
  }));
  return page(c, <PeoplePage frame={frameOf(c)} staff={staff} {...asked} />, {
    private: true,
    status: asked.error ? 422 : 200,
  });
}

peopleRoutes.get(PEOPLE, (c) => peoplePage(c, { email: '' }));

// The address goes in the body: one in the address of a page would stay in logs and histories.
peopleRoutes.post(PEOPLE, async (c) => {
  const form = await formBody(c);
  const written = one(form, 'email');
  const language = c.get('language');
  let email: string;
  try {
    ({ email } = parse(Wanted, { email: written }));
  } catch (error) {
    const [first] = error instanceof Problem ? error.issues : [];
    if (!first) throw error;
    return peoplePage(c, { email: written, error: issueText(t(c), first) });
  }
  const known = await accountIdOf(c.env.DB, email);
  if (!known && one(form, 'do') !== 'open') return peoplePage(c, { email, unknown: true });
  const by = userOf(c).id;
  const id = known ?? (await accountForAddress(c.env.DB, { email, language, by, at: c.get('clock')() }));
  return c.redirect(`${paths.people(language)}/${id}`, 303);
});

const NOTHING: GrantAnswers = { role: '', languages: [], action_lines: [], commissions: [], countries: [] };

async function personPage(
  c: AppContext,
  again: { answers?: GrantAnswers; problem?: Problem } = {},
): Promise<Response> {
  const person = await personById(c.env.DB, c.req.param('id') ?? '');
  const { problem, answers = NOTHING } = again;
  const done = c.req.query('done');
  const errors = Object.fromEntries(
    fieldErrors(t(c), problem, 'role').map(({ field, text }) => [field, text]),
  );
  return page(
    c,
    <PersonPage
      frame={{ ...frameOf(c), path: `${paths.people(c.get('language'))}/${person.id}` }}
      person={person}
      answers={answers}
      errors={errors}
      done={!problem && (done === 'granted' || done === 'revoked') ? done : null}
      warning={problem?.code === 'last-administrator' ? t(c)('problem.last-administrator.detail') : undefined}
    />,
    { private: true, status: (problem?.status ?? 200) as 200 },
  );
}

peopleRoutes.get(PERSON, (c) => personPage(c));

peopleRoutes.post(PERSON, async (c) => {
  const form = await formBody(c);
  const chosen = (name: string) => (form.get(name) ?? []).filter((value) => value !== '');
  const answers = {
    role: one(form, 'role'),
    languages: chosen('languages'),
    action_lines: chosen('action_lines'),
    commissions: chosen('commissions'),
    countries: chosen('countries'),
  };
  const id = c.req.param('id');
  try {
    const request = parse(GrantRequest, { ...answers, role: answers.role || undefined });
    await grantRole(c.env.DB, id, request, userOf(c).id, c.get('clock')());
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid-input') throw error;
    return personPage(c, { answers, problem: error });
  }
  hurry(c);
  return c.redirect(`${paths.people(c.get('language'))}/${id}?done=granted`, 303);
});

peopleRoutes.post(`${PERSON}/revoke`, async (c) => {
  const grantId = one(await formBody(c), 'grant');
  const id = c.req.param('id');
  const user = userOf(c);
  try {
    await revokeRole(c.env.DB, id, grantId, user, c.get('clock')());
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'last-administrator') throw error;
    return personPage(c, { problem: error });
  }
  hurry(c);
  // Whoever took the own role back sees these pages no more.
  const own = id === user.id;
  const language = c.get('language');
  return c.redirect(own ? paths.account(language) : `${paths.people(language)}/${id}?done=revoked`, 303);
});
