import { Hono } from 'hono';
import { countsOf, mergeOrganizations } from '#db/merge-organizations.ts';
import { ownersOf } from '#db/organization-lists.ts';
import { openOrganization, type RegisteredOrganization } from '#db/organizations.ts';
import { mayMerge } from '#domain/organization/rights.ts';
import { Problem } from '#domain/problems.ts';
import { one, versionOf } from '#domain/schemas/form.ts';
import { MergePage } from '#web/pages/organizations/MergePage.tsx';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { signInFirst } from '#worker/http/sign-in-first.ts';
import { accountOf } from './access.ts';
import { organizationMeant } from './facts.ts';
import { managed } from './manage-routes.tsx';
import { MANAGE, manageHref, nameOf } from './view.ts';

/** Making one organisation of two. */
export const merging = new Hono<AppEnv>();

const PATH = `${MANAGE}/:id/merge` as const;

async function mergePage(
  c: AppContext,
  from: RegisteredOrganization,
  wanted: string,
  problem?: Problem,
): Promise<Response> {
  const side = (organization: RegisteredOrganization) => ({
    id: organization.id,
    name: nameOf(c, organization),
    version: organization.version,
  });
  const id = wanted === '' ? null : await organizationMeant(c, wanted);
  const into = id === null || id === from.id ? null : await openOrganization(c.env.DB, id);
  if (into && !mayMerge(accountOf(c), from.id, into.id)) throw new Problem('not-allowed');
  const unknown = wanted !== '' && !into;
  return page(
    c,
    <MergePage
      frame={frameOf(c)}
      from={side(from)}
      wanted={wanted}
      error={unknown ? t(c)('issue.unknown-organization') : undefined}
      preview={into && { into: side(into), counts: await countsOf(c.env.DB, from.id) }}
      conflict={problem?.code === 'edit-conflict'}
    />,
    { private: true, status: unknown ? 422 : ((problem?.status ?? 200) as 200) },
  );
}

merging.get(PATH, async (c) => {
  const elsewhere = signInFirst(c);
  return elsewhere ?? mergePage(c, await managed(c), (c.req.query('into') ?? '').trim().slice(0, 2000));
});

merging.post(PATH, async (c) => {
  const actor = accountOf(c);
  const from = await managed(c);
  const form = await formBody(c);
  const wanted = one(form, 'into');
  const into = await openOrganization(c.env.DB, wanted);
  if (!mayMerge(actor, from.id, into.id)) throw new Problem('not-allowed');
  try {
    const seen = [versionOf(form), Number(one(form, 'into_version'))];
    if (from.version !== seen[0] || into.version !== seen[1]) throw new Problem('edit-conflict');
    const owners = new Set([...(await ownersOf(c.env.DB, from.id)), ...(await ownersOf(c.env.DB, into.id))]);
    owners.delete(actor.id);
    await mergeOrganizations(c.env.DB, {
      from,
      into,
      actorId: actor.id,
      mails: [...owners].map((account) => ({
        template: 'organization-merged' as const,
        to: { account },
        link: `/organizations/${from.id}`,
      })),
      at: c.get('clock')(),
    });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'edit-conflict') throw error;
    return mergePage(c, await managed(c), wanted, error);
  }
  hurry(c);
  return c.redirect(`${manageHref(c, into.id)}?done=merged`, 303);
});
