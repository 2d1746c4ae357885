import type { MatrixCounts } from '#domain/pictures/matrix-gaps.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { formatNumber } from '#domain/strings/strings.ts';
import { BriefEntries } from '../../components/BriefEntries.tsx';
import { LinkButton } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { MatrixTable } from '../../components/MatrixTable.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { paths } from '../../paths.ts';
import { HomeMap } from '../../pictures/HomeMap.tsx';
import type { CountryCounts } from '../../pictures/WorldMap.tsx';
import { WaysIn } from './WaysIn.tsx';

export interface HomePageProps {
  frame: Frame;
  figures: {
    total: number;
    organizations: number;
    countries: number;
    matrix: MatrixCounts;
    byCountry: CountryCounts;
  };
  newest: readonly PublicInitiative[];
}

export function HomePage({ frame, figures, newest }: HomePageProps) {
  const { language, t } = frame;
  const live = [
    {
      figure: figures.total,
      label: t('home.figure.initiatives', { count: figures.total }),
      href: paths.search(language),
    },
    {
      figure: figures.organizations,
      label: t('home.figure.organizations', { count: figures.organizations }),
    },
    {
      figure: figures.countries,
      label: t('home.figure.countries', { count: figures.countries }),
      href: `/${language}/countries`,
    },
  ];
  return (
    <Layout sheets={['view']} frame={frame} title={t('site.name')} description={t('home.description')} wide>
      <div class="hero scheme-dark">
        <div class="hero-text">
          <h1>{t('home.title')}</h1>
          <p class="lead">{t('home.lead')}</p>
          <SearchBox frame={frame} q="" />
          <dl class="figures">
            {live.map(({ figure, label, href }) => (
              <div key={label}>
                <dt>{href ? <a href={href}>{label}</a> : label}</dt>
                <dd>{formatNumber(language, figure)}</dd>
              </div>
            ))}
          </dl>
        </div>
        <HomeMap frame={frame} counts={figures.byCountry} />
      </div>
      <WaysIn frame={frame} />
      <section aria-labelledby="matrix">
        <h2 id="matrix">{t('home.matrix')}</h2>
        <p>
          {t('home.matrix.lead')} <a href={`/${language}/action-lines`}>{t('home.action-lines')}</a> ·{' '}
          <a href={`/${language}/sdgs`}>{t('home.sdgs')}</a>
        </p>
        <MatrixTable
          frame={frame}
          counts={figures.matrix}
          hrefOf={(line, sdg) => paths.search(language, { action_line: line, sdg })}
        />
      </section>
      <section aria-labelledby="newest">
        <h2 id="newest">{t('home.newest')}</h2>
        <BriefEntries frame={frame} initiatives={newest} />
        <p>
          <LinkButton href={paths.search(language)} kind="secondary">
            {t('home.all')}
          </LinkButton>
        </p>
      </section>
    </Layout>
  );
}
