import type { FieldName } from '#domain/initiative/changed-fields.ts';
import { type Content, textIn } from '#domain/initiative/content.ts';
import type { Hint } from '#domain/initiative/hints.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import type { State } from '#domain/initiative/states.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import { EntryLayout } from '../../components/EntryLayout.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { paths } from '../../paths.ts';
import { Changes } from './Changes.tsx';
import { ConflictNotice } from './ConflictNotice.tsx';
import { DecisionForm, type DecisionValues } from './DecisionForm.tsx';
import { Duplicates, Hints } from './Findings.tsx';
import { factsOf } from './facts.tsx';
import { History, type HistoryEvent } from './History.tsx';
import { DecidedNotice } from './QueuePage.tsx';

export interface Comparison {
  before: Content;
  after: Content;
  fields: readonly FieldName[];
}

export interface ReviewPageProps {
  frame: Frame;
  id: string;
  state: State;
  version: number;
  content: Content;
  contact: string | null;
  history: readonly HistoryEvent[];
  decisions: readonly DecisionValues['action'][];
  duplicates: {
    published: readonly PublicInitiative[];
    waiting: readonly { id: string; title: string; language: string; state: State }[];
  };
  hints: readonly Hint[];
  revised: Comparison | null;
  /** The filters of the queue the moderator came from, as a query. */
  query: string;
  values: DecisionValues;
  errors: readonly { field: string; text: string }[];
  conflict: { events: readonly HistoryEvent[]; changes: Comparison | null } | null;
  /** Id of the entry decided before this one. */
  decided: string | null;
}

/** One submission with everything a decision needs. */
export function ReviewPage(props: ReviewPageProps) {
  const { frame, id, state, content, errors, conflict, revised, decided, query } = props;
  const { t } = frame;
  const title = textIn(content, content.language);
  return (
    <Layout frame={frame} title={title.title} noindex alternates={false} wide>
      {errors.length > 0 && (
        <ErrorSummary
          title={t('problem.invalid-input.title')}
          items={errors.map(({ field, text }) => ({ href: `#${field}`, text }))}
        />
      )}
      {conflict && <ConflictNotice {...props} conflict={conflict} />}
      {decided && !conflict && <DecidedNotice frame={frame} id={decided} query={query} />}
      <p>
        <a href={`${paths.moderation(frame.language)}${query ? `?${query}` : ''}`}>{t('moderation.back')}</a>
      </p>
      <header>
        <h1>
          <bdi lang={title.language}>{title.title}</bdi>
        </h1>
        <p class="fine-print">
          <bdi>{referenceOf(id)}</bdi> · {t(`state.${state}`)}
        </p>
      </header>
      <EntryLayout asideLabel={t('moderation.aside')} aside={<Aside {...props} />}>
        {revised && (
          <section aria-labelledby="revised">
            <h2 id="revised">{t('moderation.revised')}</h2>
            <Changes frame={frame} comparison={revised} />
          </section>
        )}
        <section aria-labelledby="submission">
          <h2 id="submission">{t('moderation.submission')}</h2>
          <DefinitionList items={factsOf(frame, content)} />
        </section>
        <DecisionForm {...props} />
      </EntryLayout>
    </Layout>
  );
}

function Aside({ frame, contact, history, hints, duplicates, query }: ReviewPageProps) {
  const { t } = frame;
  return (
    <>
      <Hints frame={frame} hints={hints} />
      <Duplicates frame={frame} query={query} {...duplicates} />
      <section aria-labelledby="history">
        <h2 id="history">{t('moderation.history')}</h2>
        <History frame={frame} events={history} />
      </section>
      <section aria-labelledby="contact">
        <h2 id="contact">{t('moderation.contact')}</h2>
        <p>{contact ? <bdi>{contact}</bdi> : t('moderation.contact.none')}</p>
        <p class="hint">{t('moderation.contact.hint')}</p>
      </section>
    </>
  );
}
