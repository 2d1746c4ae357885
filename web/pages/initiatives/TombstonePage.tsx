import { formatDate } from '#domain/strings/strings.ts';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { SearchBox } from '../../components/SearchBox.tsx';
import { paths } from '../../paths.ts';

export interface TombstonePageProps {
  frame: Frame;
  id: string;
  /** When it was withdrawn or deleted, in milliseconds since 1970. */
  at: number;
  deleted: boolean;
}

/** What remains of an entry that was public. */
export function TombstonePage({ frame, id, at, deleted }: TombstonePageProps) {
  const { language, t } = frame;
  const title = t(deleted ? 'tombstone.deleted.title' : 'tombstone.title');
  return (
    <Layout sheets={['view']} frame={frame} title={title} noindex>
      <h1>{title}</h1>
      <p class="lead">
        {t(deleted ? 'tombstone.deleted.lead' : 'tombstone.lead')}{' '}
        <time dateTime={new Date(at).toISOString()}>{formatDate(language, at)}</time>
      </p>
      <p>
        {t('entry.address')} <bdi class="code">{`${frame.origin}/i/${id}`}</bdi>
      </p>
      <SearchBox frame={frame} q="" />
      <p>
        <a href={paths.home(language)}>{t('problem-page.home')}</a>
      </p>
    </Layout>
  );
}
