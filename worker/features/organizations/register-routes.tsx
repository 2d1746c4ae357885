import { Hono } from 'hono';
import { namesOf } from '#db/organization-lists.ts';
import { openOrganization, type RegisteredOrganization } from '#db/organizations.ts';
import { ALIKE, organizationsLike, type SimilarOrganization } from '#db/similar-organizations.ts';
import { mayEdit } from '#domain/organization/rights.ts';
import { type Issue, Problem } from '#domain/problems.ts';
import { type Form, one, versionOf } from '#domain/schemas/form.ts';
import { EditPage } from '#web/pages/organizations/EditPage.tsx';
import type {
  OrganizationFormView,
  OrganizationValues,
} from '#web/pages/organizations/OrganizationFields.tsx';
import { RegisterPage } from '#web/pages/organizations/RegisterPage.tsx';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, actorOf } from '#worker/http/context.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { signInFirst } from '#worker/http/sign-in-first.ts';
import { accountOf } from './access.ts';
import { checkNew, editOrganization, factsFrom, registerOrganization } from './facts.ts';
import { errorsOf, MANAGE, manageHref, nameOf } from './view.ts';

/** Registering and editing organisations. */
export const registration = new Hono<AppEnv>();

const SIMILAR_SHOWN = 8;

function valuesFrom(form: Form): OrganizationValues {
  const { names } = factsFrom(form) as { names: OrganizationValues['names'] };
  const text = (name: string) => one(form, name);
  return {
    names,
    acronym: text('acronym'),
    type: text('type'),
    country: text('country'),
    url: text('url'),
    parent: text('parent'),
  };
}

function viewOf(
  c: AppContext,
  values: OrganizationValues,
  issues: readonly Issue[] = [],
): OrganizationFormView {
  return { frame: frameOf(c), values, errors: errorsOf(c, issues) };
}

/** Registered organisations with a name like one of those given. */
async function similarTo(
  c: AppContext,
  { names, acronym }: OrganizationValues,
): Promise<SimilarOrganization[]> {
  const found = new Map<string, SimilarOrganization>();
  for (const text of [...names.map(({ name }) => name), acronym].filter(Boolean))
    for (const like of await organizationsLike(c.env.DB, text, c.get('language'), SIMILAR_SHOWN))
      if (like.alike >= ALIKE) found.set(like.id, like);
  return [...found.values()].sort((a, b) => b.alike - a.alike).slice(0, SIMILAR_SHOWN);
}

registration.get(`${MANAGE}/new`, (c) => {
  const elsewhere = signInFirst(c);
  if (elsewhere) return elsewhere;
  const name = (c.req.query('name') ?? '').slice(0, 500);
  const values = {
    names: name ? [{ language: c.get('language'), name }] : [],
    acronym: '',
    type: '',
    country: '',
    url: '',
    parent: '',
  };
  return page(c, <RegisterPage view={viewOf(c, values)} similar={[]} />, { private: true });
});

registration.post(`${MANAGE}/new`, async (c) => {
  const { id: userId } = accountOf(c);
  const form = await formBody(c);
  const values = valuesFrom(form);
  const again = (status: 200 | 422, issues: readonly Issue[], similar: readonly SimilarOrganization[]) =>
    page(c, <RegisterPage view={viewOf(c, values, issues)} similar={similar} />, { status });
  try {
    await limitNetwork(c, 'organization');
    const input = factsFrom(form);
    await checkNew(c, input);
    const seen = one(form, 'seen').split(' ');
    const similar = await similarTo(c, values);
    if (similar.some(({ id }) => !seen.includes(id))) return again(200, [], similar);
    const id = await registerOrganization(c, userId, input);
    return c.redirect(`${manageHref(c, id)}?done=saved`, 303);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid-input') throw error;
    // A name that is taken: show whose it is.
    const taken = error.issues.some(({ code }) => code === 'name-taken');
    return again(422, error.issues, taken ? await similarTo(c, values) : []);
  }
});

/** The organisation of the path for those who may edit it: `not-found` for people who do not belong to it. */
async function edited(c: AppContext): Promise<RegisteredOrganization> {
  const actor = accountOf(c);
  const organization = await openOrganization(c.env.DB, c.req.param('id') ?? '');
  if (actor.memberships.every(({ organizationId }) => organizationId !== organization.id))
    throw new Problem('not-found');
  if (!mayEdit(actorOf(c), organization.id)) throw new Problem('not-allowed');
  return organization;
}

function editPage(
  c: AppContext,
  organization: RegisteredOrganization,
  values: OrganizationValues,
  problem?: Problem,
): Response {
  return page(
    c,
    <EditPage
      view={viewOf(c, values, problem?.issues)}
      id={organization.id}
      name={nameOf(c, organization)}
      version={organization.version}
      conflict={problem?.code === 'edit-conflict'}
    />,
    { private: true, status: (problem?.status ?? 200) as 200 },
  );
}

registration.get(`${MANAGE}/:id/edit`, async (c) => {
  const elsewhere = signInFirst(c);
  if (elsewhere) return elsewhere;
  const organization = await edited(c);
  const { names, acronym, type, country, url, parentId } = organization;
  const parents = parentId ? await namesOf(c.env.DB, [parentId], c.get('language')) : null;
  return editPage(c, organization, {
    names: names.filter(({ current }) => current),
    acronym,
    type: type ?? '',
    country: country ?? '',
    url: url ?? '',
    parent: (parentId && parents?.get(parentId)) ?? '',
  });
});

registration.post(`${MANAGE}/:id/edit`, async (c) => {
  const { id: userId } = accountOf(c);
  const organization = await edited(c);
  const form = await formBody(c);
  try {
    await limitNetwork(c, 'organization');
    await editOrganization(c, userId, organization, versionOf(form), factsFrom(form));
  } catch (error) {
    if (!(error instanceof Problem) || !['invalid-input', 'edit-conflict'].includes(error.code)) throw error;
    return editPage(c, await edited(c), valuesFrom(form), error);
  }
  return c.redirect(`${manageHref(c, organization.id)}?done=saved`, 303);
});
