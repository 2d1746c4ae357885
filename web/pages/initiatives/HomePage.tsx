import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { formatNumber } from '#domain/strings/strings.ts';
import type { ActionLine } from '#domain/taxonomy/action-lines.ts';
import type { Sdg } from '#domain/taxonomy/sdgs.ts';
import { LinkButton } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { MatrixTable } from '../../components/MatrixTable.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { paths } from '../../paths.ts';
import { EntryCards } from './EntryCards.tsx';

export interface HomePageProps {
  frame: Frame;
  figures: {
    total: number;
    organizations: number;
    countries: number;
    matrix: Record<ActionLine, Record<Sdg, number>>;
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
    <Layout frame={frame} title={t('site.name')} description={t('home.description')} wide>
      <div class="hero">
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
        <p>
          <LinkButton href={paths.submit(language)} kind="secondary">
            {t('layout.submit')}
          </LinkButton>
        </p>
      </div>
      <section aria-labelledby="matrix">
        <h2 id="matrix">{t('home.matrix')}</h2>
        <p>
          {t('home.matrix.lead')} <a href={`/${language}/action-lines`}>{t('home.action-lines')}</a> ·{' '}
          <a href={`/${language}/sdgs`}>{t('home.sdgs')}</a>
        </p>
        <MatrixTable
          frame={frame}
          counts={figures.matrix}
          official
          hrefOf={(line, sdg) => paths.search(language, { action_line: line, sdg })}
        />
      </section>
      <section aria-labelledby="newest">
        <h2 id="newest">{t('home.newest')}</h2>
        <EntryCards frame={frame} initiatives={newest} />
        <p>
          <a href={paths.search(language)}>{t('home.all')}</a>
        </p>
      </section>
    </Layout>
  );
}
