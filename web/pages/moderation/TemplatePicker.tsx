import { templatesFor } from '#domain/initiative/templates.ts';
import { Button } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { Select } from '../../components/Select.tsx';

/** Prepared words for some actions; the button brings the form again with them in its message. */
export function TemplatePicker({
  frame: { t },
  prefix = '',
  actions,
}: {
  frame: Frame;
  /** Begins the id of the field. */
  prefix?: string;
  actions: readonly string[];
}) {
  const templates = templatesFor(actions);
  if (templates.length === 0) return null;
  return (
    <div class="template-picker">
      <Select
        id={`${prefix}template`}
        name="template"
        label={t('moderation.template')}
        hint={t('moderation.template.hint')}
        value=""
        emptyLabel={t('moderation.template.none')}
        options={templates.map(({ id, action }) => ({
          value: id,
          label: `${t(`moderation.action.${action}`)} – ${t(`template.${id}.name`)}`,
        }))}
      />
      <Button kind="secondary" name="use" value="template" formNoValidate>
        {t('moderation.template.use')}
      </Button>
    </div>
  );
}
