import { Hono } from 'hono';
import * as v from 'valibot';
import { queryFigures, registerFigures } from '#db/search/figures.ts';
import { newestInitiatives } from '#db/search/newest.ts';
import { Problem } from '#domain/problems.ts';
import { SearchQuery } from '#domain/schemas/search-query.ts';
import { localeOf } from '#domain/strings/strings.ts';
import { COUNTRIES, countryName, isCountryCode } from '#domain/taxonomy/countries.ts';
import { CountryFacts } from '#web/pages/initiatives/CountryFacts.tsx';
import { IndexPage } from '#web/pages/initiatives/IndexPage.tsx';
import { TagPage } from '#web/pages/initiatives/TagPage.tsx';
import { PictureScript } from '#web/pictures/Picture.tsx';
import { PictureOf } from '#web/pictures/pictures.tsx';
import { type AppEnv, t } from '#worker/http/context.ts';
import { searchIndex } from '#worker/http/databases.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';

const PATH = `${LANGUAGE_PREFIX}/countries` as const;
const NEWEST = 12;

export const countries = new Hono<AppEnv>()
  .get(PATH, async (c) => {
    const { facets } = await registerFigures(searchIndex(c));
    const frame = frameOf(c);
    const { compare } = new Intl.Collator(localeOf(frame.language));
    const named = (facets.country ?? [])
      .map(({ value, count }) => ({
        code: String(value),
        name: countryName(String(value), frame.language),
        count,
      }))
      .sort((a, b) => compare(a.name, b.name));
    return page(
      c,
      <IndexPage
        frame={frame}
        title={t(c)('countries.title')}
        lead={t(c)('countries.lead')}
        items={named.map(({ code, name, count }) => ({
          href: `/${frame.language}/countries/${code}`,
          label: name,
          count,
        }))}
      />,
    );
  })
  .get(`${PATH}/:code`, async (c) => {
    const asked = c.req.param('code');
    const code = asked.toUpperCase();
    if (!isCountryCode(code)) throw new Problem('not-found');
    const frame = frameOf(c);
    if (asked !== code) return c.redirect(`/${frame.language}/countries/${code}`, 301);
    const index = searchIndex(c);
    const query = { ...v.parse(SearchQuery, {}), country: [code] };
    const [{ figures }, newest] = await Promise.all([
      queryFigures(index, query, c.get('clock')()),
      newestInitiatives(index, NEWEST, { country: [code] }),
    ]);
    return page(
      c,
      <TagPage
        frame={frame}
        title={countryName(code, frame.language)}
        filter={['country', code]}
        total={figures.total}
        newest={newest}
        pictures={
          figures.total > 0 && (
            <>
              <PictureOf frame={frame} picture="matrix" figures={figures} query={query} />
              <PictureScript frame={frame} />
            </>
          )
        }
      >
        <CountryFacts frame={frame} country={COUNTRIES[code]} />
      </TagPage>,
    );
  });
