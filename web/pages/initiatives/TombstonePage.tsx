import { formatDate } from '#domain/strings/strings.ts';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { paths } from '../../paths.ts';

/** What remains of an entry that was public. `at` is when it was withdrawn, in milliseconds. */
export function TombstonePage({ frame, id, at }: { frame: Frame; id: string; at: number }) {
  const { language, t } = frame;
  return (
    <Layout frame={frame} title={t('tombstone.title')} noindex>
      <h1>{t('tombstone.title')}</h1>
      <p class="lead">
        {t('tombstone.lead')} <time dateTime={new Date(at).toISOString()}>{formatDate(language, at)}</time>
      </p>
      <p>
        {t('entry.address')} <bdi class="code">{`${frame.origin}/i/${id}`}</bdi>
      </p>
      <p>
        <a href={paths.search(language)}>{t('problem-page.search')}</a>
      </p>
    </Layout>
  );
}
