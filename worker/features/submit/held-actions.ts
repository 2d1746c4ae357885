import { Hono } from 'hono';
import { rollBack } from '#db/roll-back.ts';
import { acceptCorrection, refuseCorrection } from '#db/settle-correction.ts';
import { one, versionOf } from '#domain/schemas/form.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { warningOf } from '#worker/http/problem.ts';
import { askForAddress } from './change-address.ts';
import type { Holder } from './held-entry.ts';
import { answerIn, leadingBack } from './leading-back.ts';
import { heldPaths } from './private-link.ts';
import { statusPage } from './status-page.tsx';

/** Smaller things that owners do on the private page of an entry; each leads back to it. */
export const heldActions = new Hono<AppEnv>();

const doing = leadingBack('', (c, holder, problem) =>
  statusPage(c, holder, { problem, notice: { kind: 'warning', text: warningOf(t(c), problem) } }),
);

const wishOf = (c: AppContext, holder: Holder) => ({
  initiativeId: holder.initiativeId,
  actor: holder,
  at: c.get('clock')(),
});

heldActions.on('POST', heldPaths('/roll-back'), (c) =>
  doing(c, 'rolled-back', (holder, form) =>
    rollBack(c.env.DB, {
      ...wishOf(c, holder),
      expectedVersion: versionOf(form),
      number: versionOf(form, 'number'),
    }),
  ),
);

heldActions.on('POST', heldPaths('/corrections/:correction/accept'), (c) =>
  doing(c, 'accepted', (holder, form) =>
    acceptCorrection(c.env.DB, {
      ...wishOf(c, holder),
      correctionId: c.req.param('correction') ?? '',
      expectedVersion: versionOf(form),
      overwrite: one(form, 'overwrite') === 'yes',
    }),
  ),
);

heldActions.on('POST', heldPaths('/corrections/:correction/refuse'), (c) =>
  doing(c, 'refused', async (holder, form) =>
    refuseCorrection(c.env.DB, {
      ...wishOf(c, holder),
      correctionId: c.req.param('correction') ?? '',
      answer: answerIn(form),
    }),
  ),
);

heldActions.on('POST', heldPaths('/address'), (c) =>
  doing(c, 'address', (holder, form) => askForAddress(c, holder, one(form, 'email'))),
);
