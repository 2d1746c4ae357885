import { Radios } from '../../components/Radios.tsx';
import { DeskForm, type DeskFormContext, DeskMessage, typedBefore } from './DeskForm.tsx';
import type { DeskRights } from './rights.ts';
import { TemplatePicker } from './TemplatePicker.tsx';

const OUTCOMES = ['grant-appeal', 'reject-appeal'] as const;

/** Settling an appeal, for everybody but who decided; he is told why he cannot. */
export function Appeal(props: DeskFormContext & { rights: DeskRights; decidedBy: string | null }) {
  const { rights, decidedBy } = props;
  const { t } = props.frame;
  const open = OUTCOMES.filter((action) => rights.actions.includes(action));
  return (
    <section aria-labelledby="appeal" class="decision">
      <h2 id="appeal">{t('moderation.appeal')}</h2>
      {open.length === 0 ? (
        <p>{t(decidedBy === rights.me ? 'moderation.appeal.yours' : 'moderation.appeal.not-yours')}</p>
      ) : (
        <DeskForm {...props} name="appeal" button={t('moderation.decide')} kind="primary">
          <Radios
            id="appeal-action"
            name="action"
            label={t('moderation.decision.action')}
            {...typedBefore(props, 'appeal', 'action')}
            options={open.map((value) => ({ value, label: t(`moderation.action.${value}`) }))}
            required
          />
          <TemplatePicker frame={props.frame} prefix="appeal-" actions={open} />
          <DeskMessage
            {...props}
            name="appeal"
            label={t('moderation.decision.message')}
            hint={t('moderation.message.hint')}
            required
          />
        </DeskForm>
      )}
    </section>
  );
}
