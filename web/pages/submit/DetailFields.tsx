import { DETAIL_FIELDS } from '#domain/initiative/content.ts';
import { DETAIL_LENGTH } from '#domain/schemas/atoms.ts';
import { one } from '#domain/schemas/form.ts';
import { TextArea } from '#web/components/TextArea.tsx';
import type { FormView } from './answers.ts';
import { Asked, fieldOf } from './FormParts.tsx';

/** What an entry may tell beside its summary: closed, so that nobody takes it for required, until there is something in it. */
export function DetailFields({ view }: { view: FormView }) {
  const { answers, errors, asked, frame } = view;
  const { t } = frame;
  const open = DETAIL_FIELDS.some(
    (field) => one(answers, field) !== '' || errors.has(field) || asked?.has(field),
  );
  return (
    <details class="tell-more" open={open}>
      <summary>
        {t('submit.details')} <span class="optional">{t('submit.optional')}</span>
      </summary>
      <p class="hint">{t('submit.details.lead')}</p>
      {DETAIL_FIELDS.map((field) => (
        <Asked key={field} view={view} field={field}>
          <TextArea
            {...fieldOf(view, field, { hint: t(`submit.${field}.hint`) })}
            optionalLabel={undefined}
            value={one(answers, field)}
            rows={4}
            maxLength={DETAIL_LENGTH * 2}
            lang={one(answers, 'language') || undefined}
          />
        </Asked>
      ))}
    </details>
  );
}
