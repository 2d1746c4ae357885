import type { ComponentChildren } from 'preact';
import { Button } from '#web/components/Button.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { AboutFields } from './AboutFields.tsx';
import type { FormView } from './answers.ts';
import { OrganizationFields } from './OrganizationFields.tsx';
import { GoalFields, LineFields } from './TagFields.tsx';
import { TitleFields } from './TitleFields.tsx';

export interface RevisionFormProps {
  view: FormView;
  action: string;
  /** The version the writer sees; sent along, so that nobody overwrites what changed meanwhile. */
  version: number;
  /** What the moderator asked. */
  request: ComponentChildren;
}

/** All fields on one page, filled with the entry as it is, those asked about marked. */
export function RevisionForm({ view, action, version, request }: RevisionFormProps) {
  const { t } = view.frame;
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{t('submit.revise.title')}</h2>
      <Notice kind="info" title={t('submit.revise.asked')}>
        {request}
      </Notice>
      <form class="form" method="post" action={action} noValidate>
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
    </section>
  );
}
