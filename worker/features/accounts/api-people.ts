import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { accountForAddress } from '#db/accounts.ts';
import { isAdministrator, STAFF_ROLES } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { GrantRequest } from '#domain/schemas/grant.ts';
import { parse } from '#domain/schemas/parse.ts';
import { jsonBody } from '../../http/body.ts';
import { type AppContext, type AppEnv, actorOf } from '../../http/context.ts';
import { jsonOf, problemAnswer } from '../../http/describe.ts';
import { hurry } from '../../http/hurry.ts';
import { grantRole, type Person as Held, listStaff, personById, revokeRole, Wanted } from './people.ts';
import { userOf } from './signed-in.ts';

const list = v.array(v.string());
const Person = v.object({
  id: v.string(),
  name: v.pipe(v.string(), v.description('As colleagues see it; may be empty.')),
  roles: v.array(
    v.object({
      grant_id: v.string(),
      role: v.picklist(STAFF_ROLES),
      languages: list,
      action_lines: list,
      commissions: list,
      countries: list,
      granted_at: v.pipe(v.string(), v.description('Instant in RFC 3339, UTC.')),
    }),
  ),
});
type Person = v.InferOutput<typeof Person>;
const People = v.object({ results: v.array(Person) });

const TAGS = ['People'];
const NO_STORE = { 'cache-control': 'no-store' };
const REFUSED = {
  401: problemAnswer('Nobody is signed in.'),
  404: problemAnswer('You are no administrator with staff power on, or there is no such account or grant.'),
};

/** The roles of people, for administrators with staff power. Addresses are in no answer. */
export const peopleApi = new Hono<AppEnv>();

function administratorOf(c: AppContext) {
  const user = userOf(c);
  if (!isAdministrator(actorOf(c))) throw new Problem('not-found');
  return user;
}

function answerOf({ id, name, grants }: Held): Person {
  return {
    id,
    name,
    roles: grants.map((grant) => ({
      grant_id: grant.id,
      role: grant.role,
      languages: [...grant.limits.languages],
      action_lines: [...grant.limits.action_lines],
      commissions: [...grant.limits.commissions],
      countries: [...grant.limits.countries],
      granted_at: new Date(grant.grantedAt).toISOString(),
    })),
  };
}

peopleApi.get(
  '/api/v1/people',
  describeRoute({
    operationId: 'listPeopleWithRoles',
    summary: 'Who has which role',
    description:
      'Everybody with a role, with its limits. For administrators who have switched staff power on.',
    tags: TAGS,
    responses: { 200: { description: 'The people.', content: jsonOf(People) }, ...REFUSED },
  }),
  async (c) => {
    administratorOf(c);
    const results = (await listStaff(c.env.DB)).map(answerOf);
    return c.json({ results } satisfies v.InferOutput<typeof People>, 200, NO_STORE);
  },
);

peopleApi.post(
  '/api/v1/people',
  describeRoute({
    operationId: 'findPerson',
    summary: 'Find somebody by address',
    description: 'If no account has the address, one is opened; its holder signs in with a mailed link.',
    tags: TAGS,
    requestBody: { content: jsonOf(Wanted, 'input'), required: true },
    responses: {
      200: { description: 'The person with all roles.', content: jsonOf(Person) },
      ...REFUSED,
      422: problemAnswer('The address is missing or is not one.'),
    },
  }),
  async (c) => {
    const by = administratorOf(c).id;
    const { email } = parse(Wanted, await jsonBody(c));
    const wish = { email, language: c.get('language'), by, at: c.get('clock')() };
    const id = await accountForAddress(c.env.DB, wish);
    return c.json(answerOf(await personById(c.env.DB, id)), 200, NO_STORE);
  },
);

peopleApi.post(
  '/api/v1/people/:id/roles',
  describeRoute({
    operationId: 'grantRole',
    summary: 'Give somebody a role',
    description:
      'An empty list limits nothing. Facilitators need an action line, focal points a country. The same role with the same ' +
      'limits again changes nothing. The person is told by mail.',
    tags: TAGS,
    requestBody: { content: jsonOf(GrantRequest, 'input'), required: true },
    responses: {
      200: { description: 'The person with all roles.', content: jsonOf(Person) },
      ...REFUSED,
      422: problemAnswer('A code is unknown, or the role would reach nothing.'),
    },
  }),
  async (c) => {
    const by = administratorOf(c);
    const request = parse(GrantRequest, await jsonBody(c));
    const id = c.req.param('id');
    await grantRole(c.env.DB, id, request, by.id, c.get('clock')());
    hurry(c);
    return c.json(answerOf(await personById(c.env.DB, id)), 200, NO_STORE);
  },
);

peopleApi.delete(
  '/api/v1/people/:id/roles/:grant',
  describeRoute({
    operationId: 'revokeRole',
    summary: 'Take a role back',
    description: 'One that was taken back before stays so. The person is told by mail.',
    tags: TAGS,
    responses: {
      204: { description: 'The role is taken back.' },
      ...REFUSED,
      409: problemAnswer('It is the last administrator.'),
    },
  }),
  async (c) => {
    const by = administratorOf(c);
    await revokeRole(c.env.DB, c.req.param('id'), c.req.param('grant'), by, c.get('clock')());
    hurry(c);
    return c.body(null, 204);
  },
);
