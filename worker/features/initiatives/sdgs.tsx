import { Hono } from 'hono';
import { registerFigures } from '#db/search/figures.ts';
import { newestInitiatives } from '#db/search/newest.ts';
import { Problem } from '#domain/problems.ts';
import { SDG_NAMES } from '#domain/taxonomy/names/sdgs.ts';
import { SDG_IDS } from '#domain/taxonomy/sdgs.ts';
import { SdgTile } from '#web/components/SdgTile.tsx';
import { IndexPage } from '#web/pages/initiatives/IndexPage.tsx';
import { sdgItem } from '#web/pages/initiatives/LinkList.tsx';
import { SdgFacts } from '#web/pages/initiatives/TagFacts.tsx';
import { TagPage } from '#web/pages/initiatives/TagPage.tsx';
import { type AppEnv, t } from '#worker/http/context.ts';
import { searchIndex } from '#worker/http/databases.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { countsByValue } from './counts.ts';

const PATH = `${LANGUAGE_PREFIX}/sdgs` as const;
const NEWEST = 6;

export const sdgs = new Hono<AppEnv>()
  .get(PATH, async (c) => {
    const figures = await registerFigures(searchIndex(c));
    const counts = countsByValue(figures.facets.sdg);
    const frame = frameOf(c);
    return page(
      c,
      <IndexPage
        frame={frame}
        title={t(c)('sdgs.title')}
        lead={t(c)('sdgs.lead')}
        items={SDG_IDS.map((sdg) => sdgItem(frame, sdg, { count: counts[sdg] ?? 0 }))}
      />,
    );
  })
  .get(`${PATH}/:number`, async (c) => {
    const sdg = SDG_IDS.find((id) => String(id) === c.req.param('number'));
    if (sdg === undefined) throw new Problem('not-found');
    const index = searchIndex(c);
    const [figures, newest] = await Promise.all([
      registerFigures(index),
      newestInitiatives(index, NEWEST, { sdg: [sdg] }),
    ]);
    const frame = frameOf(c);
    return page(
      c,
      <TagPage
        frame={frame}
        title={SDG_NAMES[sdg][frame.language]}
        mark={<SdgTile frame={frame} sdg={sdg} />}
        filter={['sdg', String(sdg)]}
        total={countsByValue(figures.facets.sdg)[sdg] ?? 0}
        newest={newest}
      >
        <SdgFacts frame={frame} sdg={sdg} />
      </TagPage>,
    );
  });
