import type { FieldName } from '#domain/initiative/changed-fields.ts';
import { type Content, textIn } from '#domain/initiative/content.ts';
import type { Hint } from '#domain/initiative/hints.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import type { State } from '#domain/initiative/states.ts';
import type { DESK_ACTIONS } from '#domain/schemas/decision.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { formatDate, formatList } from '#domain/strings/strings.ts';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import { EntryLayout } from '../../components/EntryLayout.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { OpenReports } from '../signals/OpenReports.tsx';
import { Appeal } from './Appeal.tsx';
import { SinceLook, type SinceLookProps } from './Changes.tsx';
import { ConflictNotice } from './ConflictNotice.tsx';
import type { DecisionValues } from './DecisionFields.tsx';
import { DecisionForm } from './DecisionForm.tsx';
import { DeskBar } from './DeskBar.tsx';
import type { DeskValues } from './DeskForm.tsx';
import { DeskForms } from './DeskForms.tsx';
import { Duplicates, Hints } from './Findings.tsx';
import { factsOf } from './facts.tsx';
import { History, type HistoryEvent } from './History.tsx';
import { DeskScript } from './KeyboardHelp.tsx';
import { Presence, type PresenceProps } from './Presence.tsx';
import { type OpenProposal, Proposal } from './Proposal.tsx';
import { DecidedNotice } from './QueuePage.tsx';
import type { DeskRights } from './rights.ts';

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
  names: ReadonlyMap<string, string>;
  rights: DeskRights;
  assignee: string | null;
  decidedBy: string | null;
  /** Until when the submitter may answer, in milliseconds since 1970. */
  deadline: number | null;
  proposal: OpenProposal | null;
  /** Who has it open. */
  presence: Pick<PresenceProps, 'until' | 'looking'>;
  duplicates: {
    published: readonly PublicInitiative[];
    waiting: readonly { id: string; title: string; language: string; state: State }[];
  };
  hints: readonly Hint[];
  /** Whether links and texts were looked at already. */
  checked: boolean;
  /** Reports of the entry that wait. */
  reports: number;
  since: SinceLookProps['since'];
  /** The filters of the queue the moderator came from, as a query. */
  query: string;
  values: DecisionValues;
  errors: readonly { field: string; text: string }[];
  conflict: { events: readonly HistoryEvent[]; changes: Comparison | null } | null;
  /** Id of the entry decided before this one. */
  decided: string | null;
  /** What was just done here. */
  done: (typeof DESK_ACTIONS)[number] | null;
  /** What was typed into another form than that of decisions, and not taken. */
  again: DeskValues | null;
}

/** One submission with everything a decision needs. */
export function ReviewPage(props: ReviewPageProps) {
  const { frame, id, state, content, errors, conflict, since, decided, query } = props;
  const { t } = frame;
  const title = textIn(content, content.language);
  const facts = factsOf(frame, content);
  return (
    <Layout
      frame={frame}
      title={title.title}
      head={<DeskScript frame={frame} />}
      noindex
      alternates={false}
      wide
    >
      {errors.length > 0 && (
        <ErrorSummary
          title={t('problem.invalid-input.title')}
          items={errors.map(({ field, text }) => ({ href: `#${field}`, text }))}
        />
      )}
      {conflict && <ConflictNotice {...props} conflict={conflict} />}
      {props.done && !conflict && errors.length === 0 && (
        <Notice kind="success">
          <p>{t('moderation.done', { action: props.done })}</p>
        </Notice>
      )}
      {decided && !conflict && <DecidedNotice frame={frame} id={decided} query={query} />}
      <DeskBar frame={frame} id={id} query={query} />
      <header>
        <h1>
          <bdi lang={title.language}>{title.title}</bdi>
        </h1>
        <p class="fine-print">
          <strong class="state">{t(`state.${state}`)}</strong> <bdi class="code">{referenceOf(id)}</bdi>
          <Standing {...props} />
        </p>
      </header>
      <Presence {...props.presence} frame={frame} id={id} query={query} />
      {props.proposal && <Proposal {...props} proposal={props.proposal} />}
      <EntryLayout asideLabel={t('moderation.aside')} aside={<Aside {...props} />}>
        <SinceLook frame={frame} id={id} since={since} />
        <section class="submission" aria-labelledby="submission">
          <h2 id="submission">{t('moderation.submission')}</h2>
          <DefinitionList items={facts.given} />
          {facts.empty.length > 0 && (
            <p class="fine-print">
              {t('moderation.empty-fields', { fields: formatList(frame.language, facts.empty) })}
            </p>
          )}
        </section>
        {state === 'appealed' && <Appeal {...props} />}
        <DecisionForm {...props} />
        <DeskForms {...props} />
      </EntryLayout>
    </Layout>
  );
}

/** Who has it, and until when the submitter may answer. */
function Standing({ frame: { language, t }, assignee, names, rights, deadline }: ReviewPageProps) {
  const name = assignee === null ? undefined : names.get(assignee);
  return (
    <>
      {name && (
        <>
          {' · '}
          {assignee === rights.me ? t('moderation.assigned.me') : t('moderation.assigned', { name })}
        </>
      )}
      {deadline !== null && (
        <>
          {' · '}
          {t('moderation.event.deadline', { date: formatDate(language, deadline) })}
        </>
      )}
    </>
  );
}

function Aside(props: ReviewPageProps) {
  const { frame, id, contact, history, hints, checked, reports, duplicates, names, query } = props;
  const { t } = frame;
  return (
    <>
      <OpenReports frame={frame} id={id} count={reports} />
      <Hints frame={frame} hints={hints} checked={checked} />
      <Duplicates frame={frame} id={id} query={query} {...duplicates} />
      <section aria-labelledby="history">
        <h2 id="history">{t('moderation.history')}</h2>
        <History frame={frame} events={history} names={names} />
      </section>
      <section aria-labelledby="contact">
        <h2 id="contact">{t('moderation.contact')}</h2>
        <p>{contact ? <bdi>{contact}</bdi> : t('moderation.contact.none')}</p>
        <p class="hint">{t('moderation.contact.hint')}</p>
      </section>
    </>
  );
}
