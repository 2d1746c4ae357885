import { type CorrectableField, OWNER_DAYS } from '#domain/schemas/correction.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';

export interface DueCorrection {
  id: string;
  field: CorrectableField;
  /** Milliseconds since 1970, UTC. */
  createdAt: number;
  title: string;
  titleLanguage: string;
}

export interface CorrectionsPageProps {
  frame: Frame;
  corrections: readonly DueCorrection[];
  /** What was just done with one. */
  done: 'accepted' | 'refused' | undefined;
}

/** Suggested corrections that wait for a moderator, the longest first. */
export function CorrectionsPage({ frame, corrections, done }: CorrectionsPageProps) {
  const { t, language } = frame;
  const title = t('corrections.title');
  return (
    <Layout frame={frame} title={title} noindex alternates={false} wide>
      {done && (
        <Notice kind="success">
          <p>{t(`corrections.${done}`)}</p>
        </Notice>
      )}
      <p>
        <a href={paths.moderation(language)}>{t('moderation.back')}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{t('corrections.lead', { days: OWNER_DAYS })}</p>
      {corrections.length === 0 ? (
        <EmptyState title={t('corrections.none')}>{null}</EmptyState>
      ) : (
        <DataTable
          caption={title}
          columns={[
            { key: 'title', label: t('corrections.entry') },
            { key: 'field', label: t('corrections.field') },
            { key: 'since', label: t('corrections.since') },
          ]}
          rows={corrections.map((one) => ({
            id: one.id,
            cells: [
              <a href={`${paths.moderation(language)}/corrections/${one.id}`}>
                <bdi lang={one.titleLanguage}>{one.title}</bdi>
              </a>,
              t(`field.${one.field}`),
              <time dateTime={new Date(one.createdAt).toISOString()}>
                {formatDate(language, one.createdAt)}
              </time>,
            ],
          }))}
        />
      )}
    </Layout>
  );
}
