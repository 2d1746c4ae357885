import { Hono } from 'hono';
import { Problem } from '#domain/problems.ts';
import { ConfirmStepPage } from '#web/pages/versions/ConfirmStepPage.tsx';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { openRowLink } from '#worker/http/correction-links.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { statusPath } from '#worker/http/links.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { changeAddress } from './change-address.ts';
import { keepsSecret } from './private-link.ts';

/** Confirming a new address for the mails about an entry. A program that only looks at the link changes nothing. */
export const addresses = new Hono<AppEnv>();

const PATH = `${LANGUAGE_PREFIX}/address/:token` as const;

addresses.use(PATH, keepsSecret);

addresses.get(PATH, async (c) => {
  await openRowLink(c.env.LINK_SECRET, 'new-address', c.req.param('token'), c.get('clock')());
  return step(c, { lead: t(c)('submit.address.lead'), button: t(c)('submit.address.confirm') });
});

addresses.post(PATH, async (c) => {
  const now = c.get('clock')();
  const id = await openRowLink(c.env.LINK_SECRET, 'new-address', c.req.param('token'), now);
  await limitNetwork(c, 'confirm');
  const changed = await changeAddress(c.env.DB, id, now);
  if (!changed) throw new Problem('link-expired');
  const href = await statusPath(c.env.LINK_SECRET, c.get('language'), changed);
  return step(c, {
    lead: t(c)('submit.address.done'),
    next: { href, text: t(c)('submit.confirmed.status') },
  });
});

function step(
  c: AppContext,
  shown: { lead: string; button?: string; next?: { href: string; text: string } },
): Response {
  return page(
    c,
    <ConfirmStepPage
      frame={frameOf(c)}
      title={t(c)('submit.address.title')}
      action={c.req.path}
      {...shown}
    />,
    { private: true },
  );
}
