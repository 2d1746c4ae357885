import { Button } from '#web/components/Button.tsx';
import type { Frame } from '#web/components/frame.ts';
import { TextArea } from '#web/components/TextArea.tsx';
import { paths } from '#web/paths.ts';
import { Fold } from './Fold.tsx';

/** What an owner does by a small form of the private page; each stands under its name below the page. */
export const OWNER_ACTIONS = ['reopen', 'appeal', 'message', 'restore', 'archive'] as const;
export type OwnerActionName = (typeof OWNER_ACTIONS)[number];

/** Words that were typed and not taken. */
export interface OwnerWordsTyped {
  action: OwnerActionName;
  message: string;
  error: string | null;
}

export interface OwnerActionsProps {
  frame: Frame;
  /** Address of the private page. */
  href: string;
  version: number;
  actions: readonly OwnerActionName[];
  typed: OwnerWordsTyped | null;
}

/** The small forms of an owner, as far as the state of the entry takes them. */
export function OwnerActions(props: OwnerActionsProps) {
  const { frame, actions } = props;
  return (
    <>
      {actions.map((action) => (
        <OwnerForm key={action} {...props} action={action} />
      ))}
      {actions.includes('appeal') && (
        <p>
          <a href={paths.reasons(frame.language)}>{frame.t('submit.owner.reasons')}</a>
        </p>
      )}
    </>
  );
}

function OwnerForm({
  frame: { t },
  href,
  version,
  action,
  typed,
}: OwnerActionsProps & { action: OwnerActionName }) {
  const mine = typed?.action === action ? typed : null;
  const words = action === 'appeal' || action === 'message';
  const urgent = action === 'appeal' || action === 'reopen';
  return (
    <Fold title={t(`submit.owner.${action}`)} open={urgent || mine !== null}>
      <p>{t(`submit.owner.${action}.lead`)}</p>
      <form method="post" action={`${href}/${action}`} noValidate>
        <input type="hidden" name="expected_version" value={String(version)} />
        {words && (
          <TextArea
            id={`${action}-message`}
            name="message"
            label={t(`submit.owner.${action}.label`)}
            value={mine?.message ?? ''}
            error={mine?.error ?? undefined}
            rows={5}
            required
          />
        )}
        <p class="actions">
          <Button kind={urgent ? 'primary' : 'secondary'}>
            {t(words ? `submit.owner.${action}.send` : `submit.owner.${action}`)}
          </Button>
        </p>
      </form>
    </Fold>
  );
}
