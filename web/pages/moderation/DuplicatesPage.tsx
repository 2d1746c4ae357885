import { type DuplicateSign, pairOf } from '#domain/initiative/duplicates.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import type { State } from '#domain/initiative/states.ts';
import { formatList } from '#domain/strings/strings.ts';
import type { Language } from '#domain/taxonomy/language.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';

/** Address of the page that shows two entries side by side; the same for both orders. */
export function pairPath(language: Language, a: string, b: string): string {
  return `${paths.duplicates(language)}/${pairOf(a, b).join('/')}`;
}

interface Side {
  id: string;
  title: string;
  language: string;
  state: State;
}

export interface DuplicatesPageProps {
  frame: Frame;
  /** The most alike first. */
  pairs: readonly { low: Side; high: Side; signs: readonly DuplicateSign[] }[];
  /** Whether a pair was just dismissed. */
  dismissed: boolean;
}

/** Pairs of entries that may be one initiative. */
export function DuplicatesPage({ frame, pairs, dismissed }: DuplicatesPageProps) {
  const { t, language } = frame;
  const title = t('moderation.duplicates');
  return (
    <Layout frame={frame} title={title} noindex alternates={false} wide>
      {dismissed && (
        <Notice kind="success">
          <p>{t('duplicates.dismiss.hint')}</p>
        </Notice>
      )}
      <p>
        <a href={paths.moderation(language)}>{t('moderation.back')}</a>
      </p>
      <h1>{title}</h1>
      <p class="lead">{t('duplicates.lead')}</p>
      {pairs.length === 0 ? (
        <EmptyState title={t('duplicates.none')}>{null}</EmptyState>
      ) : (
        <DataTable
          caption={title}
          columns={[
            { key: 'pair', label: t('duplicates.pair') },
            { key: 'signs', label: t('duplicates.signs') },
            { key: 'compare', label: t('duplicates.compare') },
          ]}
          rows={pairs.map(({ low, high, signs }) => ({
            id: `${low.id}-${high.id}`,
            cells: [
              [low, high].map((side) => (
                <p key={side.id}>
                  <bdi lang={side.language}>{side.title}</bdi>{' '}
                  <span class="hint">{t(`state.${side.state}`)}</span>
                </p>
              )),
              formatList(
                language,
                signs.map((sign) => t(`duplicates.sign.${sign}`)),
              ),
              <a href={pairPath(language, low.id, high.id)}>
                {t('duplicates.compare')}
                <span class="visually-hidden">
                  {' '}
                  {referenceOf(low.id)} {referenceOf(high.id)}
                </span>
              </a>,
            ],
          }))}
        />
      )}
    </Layout>
  );
}
