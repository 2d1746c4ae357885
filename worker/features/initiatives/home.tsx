import { Hono } from 'hono';
import { registerFigures } from '#db/search/figures.ts';
import { newestInitiatives } from '#db/search/newest.ts';
import { HomePage } from '#web/pages/initiatives/HomePage.tsx';
import type { AppEnv } from '#worker/http/context.ts';
import { searchIndex } from '#worker/http/databases.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { countsByValue } from './counts.ts';

const NEWEST = 6;

export const home = new Hono<AppEnv>().get(LANGUAGE_PREFIX, async (c) => {
  const index = searchIndex(c);
  const [figures, newest] = await Promise.all([registerFigures(index), newestInitiatives(index, NEWEST)]);
  return page(
    c,
    <HomePage
      frame={frameOf(c)}
      figures={{
        ...figures,
        countries: figures.facets.country?.length ?? 0,
        byCountry: countsByValue(figures.facets.country),
      }}
      newest={newest}
    />,
  );
});
