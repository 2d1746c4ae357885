import { MAX_ORGANIZATIONS } from '#domain/schemas/atoms.ts';
import { one } from '#domain/schemas/form.ts';
import { STAKEHOLDER_TYPES } from '#domain/taxonomy/code-lists.ts';
import { STAKEHOLDER_TYPE_NAMES } from '#domain/taxonomy/names/stakeholder-types.ts';
import { Radios } from '#web/components/Radios.tsx';
import { TextInput } from '#web/components/TextInput.tsx';
import { type FormView, organizationRows } from './answers.ts';
import { Asked, fieldOf } from './FormParts.tsx';

const EMPTY_ROWS = 2;

export function OrganizationFields({ view }: { view: FormView }) {
  const { answers, frame } = view;
  const { t, language } = frame;
  const given = organizationRows(answers).length - 1;
  const partners = Math.min(given + EMPTY_ROWS, MAX_ORGANIZATIONS - 1);
  return (
    <>
      <Asked view={view} field="organizations">
        <Organization view={view} row={0} />
        <details class="partners" open={given > 0}>
          <summary>{t('submit.partners')}</summary>
          {Array.from({ length: partners }, (_, index) => (
            <Organization key={index} view={view} row={index + 1} />
          ))}
        </details>
      </Asked>
      <Asked view={view} field="stakeholder_type">
        <Radios
          {...fieldOf(view, 'stakeholder_type', { required: true, hint: t('submit.stakeholder-type.hint') })}
          value={one(answers, 'stakeholder_type')}
          options={STAKEHOLDER_TYPES.map((value) => ({
            value,
            label: STAKEHOLDER_TYPE_NAMES[value][language],
          }))}
        />
      </Asked>
    </>
  );
}

function Organization({ view, row }: { view: FormView; row: number }) {
  const { answers, errors, frame } = view;
  const { t } = frame;
  const text = (part: 'name' | 'acronym') => ({
    id: `organizations-${row}-${part}`,
    name: `organizations.${row}.${part}`,
    value: one(answers, `organizations.${row}.${part}`),
    error: errors.get(`organizations-${row}-${part}`),
  });
  const role = `organizations.${row}.role`;
  return (
    <fieldset class="row">
      <legend>
        {row === 0 ? t('submit.organization.lead') : t('submit.organization.partner', { number: row })}
      </legend>
      <TextInput
        {...text('name')}
        label={t('submit.organization.name')}
        required={row === 0}
        autocomplete={row === 0 ? 'organization' : 'off'}
        hint={row === 0 ? t('submit.organization.hint') : undefined}
      />
      <TextInput
        {...text('acronym')}
        label={t('submit.organization.acronym')}
        optionalLabel={t('submit.optional')}
        short
      />
      <input type="hidden" name={role} value={one(answers, role) || (row === 0 ? 'lead' : 'partner')} />
    </fieldset>
  );
}
