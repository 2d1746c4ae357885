import { STAKEHOLDER_TYPES } from '#domain/taxonomy/code-lists.ts';
import { COUNTRY_CODES, countryName } from '#domain/taxonomy/countries.ts';
import { CONTENT_LANGUAGES, languageName } from '#domain/taxonomy/language.ts';
import { STAKEHOLDER_TYPE_NAMES } from '#domain/taxonomy/names/stakeholder-types.ts';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { controlAttributes, Field } from '../../components/Field.tsx';
import type { Frame } from '../../components/frame.ts';
import { Select } from '../../components/Select.tsx';
import { TextInput } from '../../components/TextInput.tsx';

export interface OrganizationValues {
  names: readonly { language: string; name: string }[];
  acronym: string;
  type: string;
  country: string;
  url: string;
  parent: string;
}

export interface OrganizationFormView {
  frame: Frame;
  values: OrganizationValues;
  /** Messages by id of the control. */
  errors: ReadonlyMap<string, string>;
}

export function OrganizationErrors({ frame, errors }: OrganizationFormView) {
  if (errors.size === 0) return null;
  return (
    <ErrorSummary
      title={frame.t('submit.error.title')}
      items={[...errors].map(([id, text]) => ({ href: `#${id}`, text }))}
    />
  );
}

const EMPTY_ROWS = 2;

/** What is asked of an organisation. `suggest`: shows known ones while the first name is typed. */
export function OrganizationFields({
  view,
  suggest = false,
}: {
  view: OrganizationFormView;
  suggest?: boolean;
}) {
  const { frame, values, errors } = view;
  const { t, language } = frame;
  const sorted = (options: { value: string; label: string }[]) =>
    options.toSorted((a, b) => a.label.localeCompare(b.label, language));
  const languages = sorted(
    CONTENT_LANGUAGES.map((code) => ({ value: code, label: languageName(code, language) })),
  );
  const countries = sorted(
    COUNTRY_CODES.map((code) => ({ value: code, label: countryName(code, language) })),
  );
  const rows = values.names.length + (values.names.length === 0 ? 1 : EMPTY_ROWS);
  return (
    <>
      <p class="hint">{t('organization.names.hint')}</p>
      {Array.from({ length: rows }, (_, row) => (
        <NameRow key={row} view={view} row={row} languages={languages} suggest={suggest && row === 0} />
      ))}
      <TextInput
        id="acronym"
        name="acronym"
        label={t('submit.organization.acronym')}
        optionalLabel={t('submit.optional')}
        value={values.acronym}
        error={errors.get('acronym')}
        short
      />
      <Select
        id="type"
        name="type"
        label={t('search.field.stakeholder_type')}
        optionalLabel={t('submit.optional')}
        emptyLabel=""
        value={values.type}
        error={errors.get('type')}
        options={STAKEHOLDER_TYPES.map((value) => ({
          value,
          label: STAKEHOLDER_TYPE_NAMES[value][language],
        }))}
      />
      <Select
        id="country"
        name="country"
        label={t('search.field.country')}
        optionalLabel={t('submit.optional')}
        emptyLabel=""
        value={values.country}
        error={errors.get('country')}
        options={countries}
      />
      <TextInput
        id="url"
        name="url"
        type="url"
        label={t('organization.field.url')}
        optionalLabel={t('submit.optional')}
        hint={suggest ? undefined : t('organization.field.url.hint')}
        value={values.url}
        error={errors.get('url')}
      />
      <TextInput
        id="parent"
        name="parent"
        label={t('organization.field.parent')}
        optionalLabel={t('submit.optional')}
        hint={t('organization.field.parent.hint')}
        value={values.parent}
        error={errors.get('parent')}
      />
    </>
  );
}

interface NameRowProps {
  view: OrganizationFormView;
  row: number;
  languages: readonly { value: string; label: string }[];
  suggest: boolean;
}

function NameRow({ view: { frame, values, errors }, row, languages, suggest }: NameRowProps) {
  const { t, language } = frame;
  const given = values.names[row];
  const name = {
    id: `names-${row}-name`,
    label: t('submit.organization.name'),
    error: errors.get(`names-${row}-name`),
    required: row === 0,
    optionalLabel: t('submit.optional'),
  };
  return (
    <div class="name-row">
      <Select
        id={`names-${row}-language`}
        name="name_language"
        label={t('organization.field.language')}
        required
        value={given?.language ?? (row === 0 ? language : '')}
        error={errors.get(`names-${row}-language`)}
        emptyLabel=""
        options={languages}
      />
      <Field {...name}>
        <input
          {...controlAttributes(name)}
          {...(suggest && suggestAttributes(frame))}
          class="input"
          type="text"
          name="name"
          value={given?.name ?? ''}
          lang={given?.language}
          dir="auto"
          autocomplete="off"
        />
        {suggest && frame.assets.suggest && <script type="module" src={frame.assets.suggest} />}
      </Field>
    </div>
  );
}

/** What `web/suggest.ts` needs to know on the input of a name. */
function suggestAttributes({ language, t }: Frame): Record<`data-suggest${string}`, string> {
  return {
    'data-suggest': `/api/v1/organizations?language=${language}&q=`,
    'data-suggest-label': t('suggest.label'),
    'data-suggest-count': t('suggest.count'),
    'data-suggest-kinds': JSON.stringify({
      registered: t('organization.suggest.registered'),
      named: t('organization.suggest.named'),
    }),
  };
}
