import type { ComponentChildren } from 'preact';
import { RECOMMENDATIONS } from '#domain/initiative/events.ts';
import { Radios } from '../../components/Radios.tsx';
import { Select } from '../../components/Select.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { paths } from '../../paths.ts';
import { DeskForm, type DeskFormContext, DeskMessage, typedBefore } from './DeskForm.tsx';
import type { DeskRights } from './rights.ts';
import { TemplatePicker } from './TemplatePicker.tsx';

export interface DeskFormsProps extends DeskFormContext {
  rights: DeskRights;
  /** Account that shall decide. */
  assignee: string | null;
}

/** Everything but the decision itself: each form is there only for those who may. */
export function DeskForms(props: DeskFormsProps) {
  const { frame, rights } = props;
  const { t } = frame;
  const may = (action: DeskRights['actions'][number]) => rights.actions.includes(action);
  if (rights.actions.length === 0) return null;
  return (
    <section aria-labelledby="more-actions" class="desk-forms">
      <h2 id="more-actions">{t('moderation.more')}</h2>
      {may('undo') && (
        <DeskForm {...props} name="undo" action="undo" button={t('moderation.undo.do')}>
          <p>{t('moderation.undo.hint')}</p>
        </DeskForm>
      )}
      {may('recommend') && <Recommend {...props} />}
      {may('message') && (
        <Folded {...props} name="message" summary={t('moderation.message')}>
          <DeskForm {...props} name="message" action="message" button={t('moderation.message.send')}>
            <DeskMessage
              {...props}
              name="message"
              label={t('moderation.decision.message')}
              hint={t('moderation.message.hint')}
              required
            />
          </DeskForm>
        </Folded>
      )}
      {may('note') && (
        <Folded {...props} name="note" summary={t('moderation.note')}>
          <DeskForm {...props} name="note" action="note" button={t('moderation.note.save')}>
            <DeskMessage
              {...props}
              name="note"
              label={t('moderation.note')}
              hint={t('moderation.internal.hint')}
              required
            />
          </DeskForm>
        </Folded>
      )}
      {may('assign') && <Assign {...props} />}
      {(['archive', 'restore', 'withdraw'] as const).filter(may).map((action) => (
        <Folded key={action} {...props} name={action} summary={t(`moderation.action.${action}`)}>
          <DeskForm
            {...props}
            name={action}
            action={action}
            button={t(`moderation.action.${action}`)}
            kind={action === 'withdraw' ? 'danger' : 'secondary'}
          >
            <p>{t(`moderation.effect.${action}`)}</p>
            <TemplatePicker frame={frame} prefix={`${action}-`} actions={[action]} />
            <DeskMessage {...props} name={action} label={t('moderation.decision.message')} />
          </DeskForm>
        </Folded>
      ))}
      {rights.proposals.length > 0 && <Propose {...props} />}
    </section>
  );
}

/** Closed until one wants it, or until something in it was wrong. */
function Folded({
  again,
  name,
  summary,
  children,
}: DeskFormContext & { name: string; summary: string; children: ComponentChildren }) {
  return (
    <details class="fold" open={again?.action === name}>
      <summary>{summary}</summary>
      <div class="fold-body">{children}</div>
    </details>
  );
}

function Recommend(props: DeskFormsProps) {
  const { t } = props.frame;
  return (
    <Folded {...props} name="recommend" summary={t('moderation.recommend')}>
      <DeskForm {...props} name="recommend" action="recommend" button={t('moderation.recommend.save')}>
        <Radios
          id="recommend-recommendation"
          name="recommendation"
          label={t('moderation.recommend.what')}
          {...typedBefore(props, 'recommend', 'recommendation')}
          options={RECOMMENDATIONS.map((value) => ({ value, label: t(`moderation.action.${value}`) }))}
          required
        />
        <DeskMessage
          {...props}
          name="recommend"
          label={t('moderation.why')}
          hint={t('moderation.internal.hint')}
        />
      </DeskForm>
    </Folded>
  );
}

function Assign(props: DeskFormsProps) {
  const { rights, assignee } = props;
  const { t } = props.frame;
  const others = rights.colleagues.filter(({ id }) => id !== rights.me);
  const { error } = typedBefore(props, 'assign', 'assignee');
  return (
    <Folded {...props} name="assign" summary={t('moderation.assign')}>
      <DeskForm {...props} name="assign" action="assign" button={t('moderation.assign.save')}>
        <Select
          id="assign-assignee"
          name="assignee"
          label={t('moderation.assign.to')}
          value={assignee === rights.me ? 'me' : (assignee ?? '')}
          error={error}
          emptyLabel={t('moderation.assign.nobody')}
          options={[
            { value: 'me', label: t('moderation.assign.me') },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </DeskForm>
    </Folded>
  );
}

/** What needs two people. A merge is looked at first, on its own page. */
function Propose(props: DeskFormsProps) {
  const { frame, id, query, rights } = props;
  const { t } = frame;
  const alone = rights.proposals.filter((kind) => kind !== 'merge');
  return (
    <Folded {...props} name="propose" summary={t('moderation.propose')}>
      <p>{t('moderation.propose.hint')}</p>
      {rights.proposals.includes('merge') && (
        <form method="get" action={`${paths.moderation(frame.language)}/${id}/merge`} class="desk-form">
          {[...new URLSearchParams(query)].map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          <TextInput
            id="merge-into"
            name="into"
            label={t('moderation.merge.into')}
            hint={t('moderation.merge.into.hint')}
            value=""
            required
          />
          <p class="actions">
            <button type="submit" class="button secondary">
              {t('moderation.merge.preview')}
            </button>
          </p>
        </form>
      )}
      {alone.length > 0 && (
        <DeskForm
          {...props}
          name="propose"
          action="propose"
          button={t('moderation.propose.do')}
          kind="danger"
        >
          <Radios
            id="propose-proposal"
            name="proposal"
            label={t('moderation.propose.what')}
            {...typedBefore(props, 'propose', 'proposal')}
            options={alone.map((value) => ({ value, label: t(`moderation.propose.${value}`) }))}
            required
          />
          <DeskMessage
            {...props}
            name="propose"
            label={t('moderation.why')}
            hint={t('moderation.internal.hint')}
            required
          />
        </DeskForm>
      )}
    </Folded>
  );
}
