import type { ComponentChildren } from 'preact';
import type { Improvement } from '#domain/initiative/completeness.ts';
import type { Content } from '#domain/initiative/content.ts';
import type { SharedEventType } from '#domain/initiative/events.ts';
import type { PublicVersion } from '#domain/initiative/public-versions.ts';
import type { State } from '#domain/initiative/states.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { formatList } from '#domain/strings/strings.ts';
import { LinkButton } from '#web/components/Button.tsx';
import type { Frame } from '#web/components/frame.ts';
import { Layout } from '#web/components/Layout.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { Timeline } from '#web/components/Timeline.tsx';
import { paths } from '#web/paths.ts';
import { DraftDone } from '../drafts/FormDraft.tsx';
import type { ShownCorrection } from '../versions/CorrectionView.tsx';
import { AnswerList } from './AnswerList.tsx';
import type { Answers, FormView } from './answers.ts';
import { Corrections } from './Corrections.tsx';
import { type EntryStep, EntrySteps } from './EntrySteps.tsx';
import { Fold } from './Fold.tsx';
import { Errors } from './FormParts.tsx';
import { AddressForm, RollBackForm } from './HeldActions.tsx';
import { Improvements } from './Improvements.tsx';
import { OwnerActions, type OwnerActionsProps } from './OwnerActions.tsx';
import { RevisionForm } from './RevisionForm.tsx';

/** One step of the history as the submitter may see it: no names. */
export interface Happening {
  at: number;
  type: SharedEventType;
  by: 'link' | 'account' | 'system';
  fields: readonly string[];
  reason: string | null;
  message: string | null;
}

export interface StatusPageProps {
  view: FormView;
  title: string;
  reference: string;
  state: State;
  version: number;
  /** Address of this page. */
  href: string;
  publicHref: string | null;
  canRevise: boolean;
  /** Whether small changes are public at once. */
  canAmend: boolean;
  canWithdraw: boolean;
  history: readonly Happening[];
  fields: readonly string[];
  /** `arrived` says that a change of the entry was taken. */
  notice?: { kind: 'success' | 'warning'; text: string; arrived?: boolean } | undefined;
  /** What the owner may do by small forms. */
  owner: Pick<OwnerActionsProps, 'actions' | 'typed'>;
  /** What was typed but can no longer be sent. */
  lost?: Answers | undefined;
  /** Whether something was typed already. */
  edits: boolean;
  id: string;
  /** The entry as it is worked on. */
  content: Content;
  /** Earlier public versions that the holder may make public again. */
  versions: readonly PublicVersion[];
  /** The address that mails go to, masked, if the holder may name another. */
  contact: string | null;
  corrections: readonly ShownCorrection[];
  /** What would make the entry more useful, where the holder may change it. */
  improvements: readonly Improvement[];
}

export function StatusPage(props: StatusPageProps) {
  const { view, state, href, notice, lost, fields } = props;
  const { frame } = view;
  const { t } = frame;
  const request = state === 'changes-requested' && requestOf(props);
  const revision = props.canRevise && (
    <RevisionForm
      view={view}
      id={props.id}
      action={href}
      version={props.version}
      request={request}
      effect={effectOf(props)}
      open={props.edits}
    />
  );
  return (
    <Layout frame={frame} title={t('submit.status.title')} noindex>
      <Errors view={view} />
      {notice && (
        <Notice kind={notice.kind}>
          <p>{notice.text}</p>
          {notice.arrived && <DraftDone frame={frame} draft={`edit:${props.id}`} />}
        </Notice>
      )}
      <h1>
        <bdi lang={view.answers.get('language')?.[0]}>{props.title}</bdi>
      </h1>
      <p>
        {t('submit.status.reference')} <bdi class="code">{props.reference}</bdi>
      </p>
      <div class="standing">
        <p class="standing-now">{t(stateKey(props))}</p>
        {props.publicHref && (
          <p>
            <a href={props.publicHref}>{t('submit.status.public')}</a>
          </p>
        )}
        <Steps frame={frame} state={state} history={props.history} />
      </div>
      <Corrections {...props} frame={frame} />
      {request && revision}
      {lost && (
        <section>
          <h2>{t('submit.status.lost')}</h2>
          <AnswerList frame={frame} answers={lost} fields={fields} />
        </section>
      )}
      <Improvements
        frame={frame}
        improvements={props.improvements}
        lead={t('improve.after')}
        place={(improvement) => ({
          href: improvement === 'languages' ? `${href}/languages` : `#${improvementField(improvement)}`,
        })}
      />
      <section class="folds" aria-labelledby="can-do">
        <h2 id="can-do">{t('submit.status.can-do')}</h2>
        {!request && revision}
        {!request && props.canRevise && (
          <Fold title={t('languages.title')}>
            <p>{t('languages.add.lead')}</p>
            <LinkButton kind="secondary" href={`${href}/languages`}>
              {t('languages.open')}
            </LinkButton>
          </Fold>
        )}
        <OwnerActions frame={frame} href={href} version={props.version} {...props.owner} />
        {!props.canRevise && !lost && (
          <Fold title={t('submit.status.content')}>
            <AnswerList frame={frame} answers={view.answers} fields={fields} />
          </Fold>
        )}
        <RollBackForm {...props} frame={frame} />
        {props.contact && <AddressForm frame={frame} href={href} contact={props.contact} />}
        {props.canWithdraw && (
          <Fold title={t('submit.withdraw.link')}>
            <p>{t('submit.withdraw.lead')}</p>
            <LinkButton kind="danger" href={`${href}/withdraw`}>
              {t('submit.withdraw.link')}
            </LinkButton>
          </Fold>
        )}
      </section>
      <History frame={frame} history={props.history} />
    </Layout>
  );
}

/** Id of the control that tells it; a group of several has its id on the group. */
function improvementField(improvement: Improvement): string {
  return improvement === 'countries' || improvement === 'beneficiaries'
    ? `${improvement}-field`
    : improvement;
}

/** Where the entry stands in words. A change that waits leaves public what was approved. */
function stateKey({ state, publicHref }: StatusPageProps): MessageKey {
  if (publicHref && (state === 'pending' || state === 'changes-requested' || state === 'appealed'))
    return `submit.status.update-${state}`;
  return `submit.status.${state}`;
}

/** What happens to a change, before it is made. */
function effectOf({ view: { frame }, publicHref, canAmend }: StatusPageProps): string {
  if (canAmend) return frame.t('submit.edit.small');
  return frame.t(publicHref ? 'submit.edit.public' : 'submit.edit.waiting');
}

function requestOf({ view, history }: StatusPageProps): ComponentChildren {
  const request = history.findLast(({ type }) => type === 'initiative.changes-requested');
  return request && <Words frame={view.frame} happening={request} />;
}

/** How many of the steps are behind an entry in each state. */
const DONE: Record<State, number> = {
  unconfirmed: 1,
  pending: 2,
  'changes-requested': 2,
  appealed: 2,
  published: 4,
  declined: 4,
  closed: 4,
  archived: 4,
  withdrawn: 4,
  hidden: 4,
  merged: 4,
  deleted: 4,
};

/** Events that end a step, by the step. */
const ENDS: Readonly<Partial<Record<SharedEventType, EntryStep>>> = {
  'initiative.submitted': 'sent',
  'initiative.confirmed': 'confirmed',
  'initiative.approved': 'decided',
  'initiative.declined': 'decided',
};

function Steps({ frame, state, history }: Pick<StatusPageProps, 'state' | 'history'> & { frame: Frame }) {
  const { t, language } = frame;
  // An entry taken back half-way was never decided on; its history says what happened.
  if (state === 'withdrawn' || history.length === 0) return null;
  const at: Partial<Record<EntryStep, number>> = {};
  for (const happening of history) {
    const step = ENDS[happening.type];
    if (step) at[step] = happening.at;
  }
  return (
    <EntrySteps
      frame={frame}
      done={DONE[state]}
      at={at}
      about={{
        'looked-at': state === 'pending' && (
          <p>
            <a href={paths.reviewTimes(language)}>{t('review-times.title')}</a>
          </p>
        ),
      }}
    />
  );
}

/** What a moderator asked, or why one declined. */
function Words({ frame, happening }: { frame: Frame; happening: Happening }) {
  const { t, language } = frame;
  const { fields, reason, message } = happening;
  const names = fields.map((field) => t(`field.${field}` as MessageKey));
  return (
    <>
      {names.length > 0 && <p>{t('submit.status.about', { fields: formatList(language, names) })}</p>}
      {reason && <p>{t(`reason.${reason}` as MessageKey)}</p>}
      {message && (
        <blockquote class="message" dir="auto">
          {message}
        </blockquote>
      )}
    </>
  );
}

function History({ frame, history }: { frame: Frame; history: readonly Happening[] }) {
  const { t } = frame;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t('submit.status.history')}</h2>
      <Timeline
        frame={frame}
        items={history.map((happening) => ({
          at: happening.at,
          title: t(`submit.history.${happening.type}`, { who: happening.by }),
          body:
            happening.fields.length > 0 || happening.reason || happening.message ? (
              <Words frame={frame} happening={happening} />
            ) : undefined,
        }))}
      />
    </section>
  );
}
