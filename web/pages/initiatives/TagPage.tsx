import type { ComponentChildren } from 'preact';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { LinkButton } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { paths } from '../../paths.ts';
import { EntryCards } from './EntryCards.tsx';

export interface TagPageProps {
  frame: Frame;
  title: string;
  /** Shown before the title, e.g. an official number. */
  mark?: ComponentChildren;
  canonical?: string | undefined;
  /** Parameter and value of the search that this page is about. */
  filter: readonly [name: string, value: string];
  total: number;
  newest: readonly PublicInitiative[];
  children?: ComponentChildren;
}

/** A page about an action line, goal, country or organisation: what it is, how many entries, the newest of them. */
export function TagPage({ frame, title, mark, canonical, filter, total, newest, children }: TagPageProps) {
  const { language, t } = frame;
  const href = paths.search(language, { [filter[0]]: filter[1] });
  const count = t('search.total', { count: total });
  return (
    <Layout frame={frame} title={title} description={`${title}. ${count}`} canonical={canonical} wide>
      <h1>
        {mark} <bdi>{title}</bdi>
      </h1>
      {children}
      {total > 0 && <SearchBox frame={frame} q="" hidden={[filter]} label={t('tag.search')} />}
      <section aria-labelledby="newest">
        <h2 id="newest">{total > newest.length ? t('home.newest') : t('tag.entries')}</h2>
        <p>{count}</p>
        <EntryCards frame={frame} initiatives={newest} />
        {total > newest.length && (
          <p>
            <LinkButton href={href} kind="secondary">
              {t('tag.all', { count: total })}
            </LinkButton>
          </p>
        )}
      </section>
    </Layout>
  );
}
