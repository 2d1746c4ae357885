import type { ComponentChildren } from 'preact';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { BriefEntries } from '../../components/BriefEntries.tsx';
import { LinkButton } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { paths } from '../../paths.ts';

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
  /** After the entries. */
  pictures?: ComponentChildren;
  children?: ComponentChildren;
}

/** A page about an action line, goal, country or organisation: what it is, how many entries, the newest of them. */
export function TagPage({
  frame,
  title,
  mark,
  canonical,
  filter,
  total,
  newest,
  pictures,
  children,
}: TagPageProps) {
  const { language, t } = frame;
  const href = paths.search(language, { [filter[0]]: filter[1] });
  const count = t('search.total', { count: total });
  return (
    <Layout
      sheets={['view']}
      frame={frame}
      title={title}
      description={`${title}. ${count}`}
      canonical={canonical}
      wide
    >
      <header class="tag-head">
        <h1>
          {mark} <bdi>{title}</bdi>
        </h1>
        <p class="kicker">{count}</p>
      </header>
      {children}
      {total > 0 && <SearchBox frame={frame} q="" hidden={[filter]} label={t('tag.search')} />}
      <section aria-labelledby="newest">
        <h2 id="newest">{total > newest.length ? t('home.newest') : t('tag.entries')}</h2>
        <BriefEntries frame={frame} initiatives={newest} />
        {total > newest.length && (
          <p>
            <LinkButton href={href} kind="secondary">
              {t('tag.all', { count: total })}
            </LinkButton>
          </p>
        )}
      </section>
      {pictures}
    </Layout>
  );
}
