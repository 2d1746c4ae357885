import { Hono } from 'hono';
import { OfflineFormPage } from '#web/pages/offline/OfflineFormPage.tsx';
import type { AppEnv } from '#worker/http/context.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { STAGES } from './stages.ts';

/** The form for those without a connection: a page that anybody may keep, with nobody's answers and no token. */
export const offlineForm = new Hono<AppEnv>();

offlineForm.get(`${LANGUAGE_PREFIX}/submit/offline`, (c) => {
  const frame = frameOf(c);
  const answers = new Map([
    ['language', [frame.language]],
    ['contact_language', [frame.language]],
  ]);
  return page(
    c,
    <OfflineFormPage
      view={{ frame, answers, errors: new Map() }}
      script={frame.assets.offlineForm}
      stages={STAGES.map(({ id }) => id).filter((id) => id !== 'duplicates' && id !== 'check')}
    />,
  );
});
