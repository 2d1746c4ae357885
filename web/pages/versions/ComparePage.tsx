import { referenceOf } from '#domain/initiative/identifiers.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { Button } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Select } from '../../components/Select.tsx';
import { paths } from '../../paths.ts';
import { type Compared, Differences } from './Differences.tsx';
import { RollBackFields } from './RollBackFields.tsx';

export interface ComparedRevision {
  revision: number;
  /** Milliseconds since 1970, UTC. */
  at: number;
  /** Its number as a public version; null if it was never public. */
  number: number | null;
  /** Whether it is public now. */
  isPublic: boolean;
}

export interface ComparePageProps {
  frame: Frame;
  id: string;
  title: string;
  titleLanguage: string;
  /** Of the entry, to be named in a write. */
  version: number;
  /** Oldest first. */
  revisions: readonly ComparedRevision[];
  from: number;
  to: number;
  comparison: Compared;
  canRollBack: boolean;
  warning?: string | undefined;
}

/** What differs between any two revisions of an entry. */
export function ComparePage(props: ComparePageProps) {
  const { frame, id, title, titleLanguage, comparison, warning } = props;
  const { t, language } = frame;
  return (
    <Layout frame={frame} title={`${t('compare.title')}: ${title}`} noindex alternates={false} wide>
      {warning && (
        <Notice kind="warning">
          <p>{warning}</p>
        </Notice>
      )}
      <p>
        <a href={`${paths.moderation(language)}/${id}`}>{t('compare.back')}</a>
      </p>
      <header>
        <h1>{t('compare.title')}</h1>
        <p class="lead">
          <bdi lang={titleLanguage}>{title}</bdi>
        </p>
        <p class="fine-print">
          <bdi>{referenceOf(id)}</bdi>
        </p>
      </header>
      <Choose {...props} />
      <section aria-labelledby="differences">
        <h2 id="differences">{t('version.changes')}</h2>
        <Differences frame={frame} comparison={comparison} level={3} />
      </section>
      <RollBack {...props} />
    </Layout>
  );
}

function labelOf({ t, language }: Frame, { revision, at, number, isPublic }: ComparedRevision): string {
  return t('compare.revision', {
    revision,
    date: formatDate(language, at),
    number: number ?? 0,
    state: isPublic ? 'public' : number === null ? 'never' : 'was',
  });
}

function Choose({ frame, id, revisions, from, to }: ComparePageProps) {
  const { t, language } = frame;
  const options = revisions.map((one) => ({ value: String(one.revision), label: labelOf(frame, one) }));
  return (
    <form class="compare-choice" method="get" action={`${paths.moderation(language)}/${id}/compare`}>
      <Select
        id="from"
        name="from"
        label={t('compare.from')}
        value={String(from)}
        options={options}
        required
      />
      <Select id="to" name="to" label={t('compare.to')} value={String(to)} options={options} required />
      <Button kind="secondary">{t('compare.show')}</Button>
    </form>
  );
}

function RollBack({ frame, id, version, revisions, canRollBack }: ComparePageProps) {
  const { t, language } = frame;
  const earlier = revisions.filter(({ number, isPublic }) => number !== null && !isPublic);
  if (!canRollBack || earlier.length === 0) return null;
  return (
    <section class="decision" aria-labelledby="roll-back">
      <h2 id="roll-back">{t('submit.roll-back.title')}</h2>
      <p>{t('submit.roll-back.lead')}</p>
      <form class="form" method="post" action={`${paths.moderation(language)}/${id}/roll-back`}>
        <RollBackFields
          frame={frame}
          version={version}
          choices={earlier.map((one) => ({ number: one.number, label: labelOf(frame, one) }))}
        />
      </form>
    </section>
  );
}
