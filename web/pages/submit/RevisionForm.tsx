import type { ComponentChildren } from 'preact';
import { Button } from '#web/components/Button.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { DraftStatus, EditOffer } from '../drafts/FormDraft.tsx';
import { AboutFields } from './AboutFields.tsx';
import type { FormView } from './answers.ts';
import { Fold } from './Fold.tsx';
import { OrganizationFields } from './OrganizationFields.tsx';
import { GoalFields, LineFields } from './TagFields.tsx';
import { TitleFields } from './TitleFields.tsx';

export interface RevisionFormProps {
  view: FormView;
  action: string;
  /** Of the entry. */
  id: string;
  /** The version the writer sees; sent along, so that nobody overwrites what changed meanwhile. */
  version: number;
  /** What the moderator asked; nothing when the owner changes the entry unasked. */
  request: ComponentChildren;
  /** What happens to a change nobody asked for. */
  effect: string;
  /** Whether to show the form at once, because something was typed already. */
  open: boolean;
}

/** All fields on one page, filled with the entry as it is, those asked about marked. */
export function RevisionForm(props: RevisionFormProps) {
  const { view, request, effect, open } = props;
  const { t } = view.frame;
  if (request)
    return (
      <section aria-labelledby="answer">
        <h2 id="answer">{t('submit.revise.title')}</h2>
        <Notice kind="info" title={t('submit.revise.asked')}>
          {request}
        </Notice>
        <Form {...props} />
      </section>
    );
  return (
    <Fold title={t('submit.edit.title')} open={open}>
      <p>{effect}</p>
      <Form {...props} />
    </Fold>
  );
}

function Form({ view, id, action, version }: RevisionFormProps) {
  const { t } = view.frame;
  return (
    <>
      <EditOffer frame={view.frame} />
      <form class="form" method="post" action={action} noValidate data-draft={`edit:${id}`}>
        <input type="hidden" name="expected_version" value={String(version)} />
        <TitleFields view={view} />
        <AboutFields view={view} />
        <OrganizationFields view={view} />
        <LineFields view={view} />
        <GoalFields view={view} />
        <div class="actions">
          <Button name="go" value="send">
            {t('submit.revise.send')}
          </Button>
          <Button kind="secondary" name="go" value="rows">
            {t('submit.partners.more')}
          </Button>
        </div>
      </form>
      <DraftStatus frame={view.frame} />
    </>
  );
}
