import { formatDate, formatNumber } from '#domain/strings/strings.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';

/** Instants in milliseconds since 1970, UTC. */
export interface SearchIndexPageProps {
  frame: Frame;
  published: number;
  indexed: number;
  version: number;
  rebuild: {
    cursor: { phase: 'create' | 'copy' | 'merge' | 'catch-up' | 'drop' | 'done' };
    entries: number;
    finishedAt: number | null;
  } | null;
  checks: readonly { startedAt: number; entries: number; repaired: number }[];
}

export function SearchIndexPage(props: SearchIndexPageProps) {
  const { frame, published, indexed, version, rebuild, checks } = props;
  const { language, t } = frame;
  const number = (value: number) => formatNumber(language, value);
  const instant = (at: number) =>
    t('index.at', { date: formatDate(language, at), time: new Date(at).toISOString().slice(11, 16) });
  const path = paths.searchIndex(language);
  return (
    <Layout frame={frame} title={t('index.title')} noindex alternates={false}>
      <p>
        <a href={paths.moderation(language)}>{t('moderation.back')}</a>
      </p>
      <h1>{t('index.title')}</h1>
      <p class="lead">{t('index.lead')}</p>
      <DefinitionList
        items={[
          { term: t('index.register'), children: number(published) },
          { term: t('index.entries'), children: number(indexed) },
          { term: t('index.version'), children: String(version) },
          {
            term: t('index.rebuild.last'),
            children:
              rebuild && rebuild.finishedAt !== null
                ? t('index.rebuild.ended', {
                    at: instant(rebuild.finishedAt),
                    count: rebuild.entries,
                    number: number(rebuild.entries),
                  })
                : t(rebuild ? 'index.rebuild.running' : 'index.rebuild.none'),
          },
        ]}
      />
      {rebuild && rebuild.cursor.phase !== 'done' ? (
        <Notice kind="info" title={t('index.rebuild.running')}>
          <p>
            {t(`index.phase.${rebuild.cursor.phase}`, {
              number: number(rebuild.entries),
              total: number(published),
            })}
          </p>
          <p>
            <a href={path}>{t('index.rebuild.again')}</a>
          </p>
        </Notice>
      ) : (
        <form method="post" action={path}>
          <p>{t('index.rebuild.hint')}</p>
          <Button kind="secondary">{t('index.rebuild.begin')}</Button>
        </form>
      )}
      <h2>{t('index.checks')}</h2>
      {checks.length === 0 ? (
        <p>{t('index.checks.none')}</p>
      ) : (
        <DataTable
          caption={t('index.checks')}
          columns={[
            { key: 'at', label: t('index.check.at') },
            { key: 'entries', label: t('index.check.entries'), numeric: true },
            { key: 'repaired', label: t('index.check.repaired'), numeric: true },
          ]}
          rows={checks.map(({ startedAt, entries, repaired }) => ({
            id: String(startedAt),
            cells: [instant(startedAt), number(entries), number(repaired)],
          }))}
        />
      )}
    </Layout>
  );
}
