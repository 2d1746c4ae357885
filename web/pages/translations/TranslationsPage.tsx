import { formatDate } from '#domain/strings/strings.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';

export interface WaitingTranslation {
  id: string;
  language: string;
  /** Milliseconds since 1970, UTC. */
  createdAt: number;
  title: string;
  titleLanguage: string;
}

export interface TranslationsPageProps {
  frame: Frame;
  translations: readonly WaitingTranslation[];
  /** What was just done with one. */
  done: 'accepted' | 'refused' | undefined;
}

/** Proposed translations that wait, the longest first. */
export function TranslationsPage({ frame, translations, done }: TranslationsPageProps) {
  const { t, language } = frame;
  const title = t('translations.title');
  return (
    <Layout frame={frame} title={title} noindex alternates={false} wide>
      {done && (
        <Notice kind="success">
          <p>{t(`translations.${done}`)}</p>
        </Notice>
      )}
      <p>
        <a href={paths.moderation(language)}>{t('moderation.back')}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{t('translations.lead')}</p>
      {translations.length === 0 ? (
        <EmptyState title={t('translations.none')}>{null}</EmptyState>
      ) : (
        <DataTable
          caption={title}
          columns={[
            { key: 'title', label: t('corrections.entry') },
            { key: 'language', label: t('field.language') },
            { key: 'since', label: t('translations.since') },
          ]}
          rows={translations.map((one) => ({
            id: one.id,
            cells: [
              <a href={`${paths.translations(language)}/${one.id}`}>
                <bdi lang={one.titleLanguage}>{one.title}</bdi>
              </a>,
              languageName(one.language, language),
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
