import { lineName } from '#domain/initiative/limits.ts';
import { STAFF_ROLES } from '#domain/initiative/permissions.ts';
import { ACTION_LINE_CODES } from '#domain/taxonomy/action-lines.ts';
import { COMMISSIONS } from '#domain/taxonomy/code-lists.ts';
import { COUNTRY_CODES, countryName } from '#domain/taxonomy/countries.ts';
import { CONTENT_LANGUAGES, isLanguage, LANGUAGES, languageName } from '#domain/taxonomy/language.ts';
import { COMMISSION_NAMES } from '#domain/taxonomy/names/commissions.ts';
import { Button } from '../../components/Button.tsx';
import { Checkboxes } from '../../components/Checkboxes.tsx';
import type { Frame } from '../../components/frame.ts';
import { Radios } from '../../components/Radios.tsx';
import { Select, type SelectOption } from '../../components/Select.tsx';
import { paths } from '../../paths.ts';

/** What was chosen, by the names of the fields. */
export interface GrantAnswers {
  role: string;
  languages: readonly string[];
  action_lines: readonly string[];
  commissions: readonly string[];
  countries: readonly string[];
}

export interface GrantFormProps {
  frame: Frame;
  person: { id: string };
  answers: GrantAnswers;
  /** Texts by the name of the field, in the order of the form. */
  errors: Readonly<Record<string, string>>;
}

export function GrantForm({ frame, person, answers, errors }: GrantFormProps) {
  const { language, t } = frame;
  const byName = (options: SelectOption[]) =>
    options.sort((one, other) => one.label.localeCompare(other.label, language));
  return (
    <form method="post" action={`${paths.people(language)}/${person.id}`} noValidate>
      <Radios
        id="role"
        name="role"
        label={t('accounts.account.role')}
        value={answers.role}
        error={errors.role}
        required
        options={STAFF_ROLES.map((role) => ({
          value: role,
          label: t(`role.${role}`),
          hint: t(`people.role.${role}`),
        }))}
      />
      <h3>{t('people.grant.limits')}</h3>
      <p class="hint">{t('people.grant.limits.hint')}</p>
      <Checkboxes
        id="action_lines"
        name="action_lines"
        label={t('field.action_lines')}
        values={answers.action_lines}
        error={errors.action_lines}
        columns
        options={ACTION_LINE_CODES.map((value) => ({ value, label: lineName(value, language) }))}
      />
      <Select
        id="countries"
        name="countries"
        label={t('people.grant.country')}
        value={answers.countries[0] ?? ''}
        error={errors.countries}
        emptyLabel={t('people.grant.none')}
        options={byName(COUNTRY_CODES.map((value) => ({ value, label: countryName(value, language) })))}
      />
      <Checkboxes
        id="languages"
        name="languages"
        label={t('people.grant.languages')}
        values={answers.languages}
        error={errors.languages}
        columns
        options={LANGUAGES.map((value) => ({ value, label: languageName(value, language) }))}
      />
      <Select
        id="other-language"
        name="languages"
        label={t('people.grant.other-language')}
        value={answers.languages.find((code) => !isLanguage(code)) ?? ''}
        emptyLabel={t('people.grant.none')}
        options={byName(
          CONTENT_LANGUAGES.filter((code) => !isLanguage(code)).map((value) => ({
            value,
            label: languageName(value, language),
          })),
        )}
      />
      <Checkboxes
        id="commissions"
        name="commissions"
        label={t('people.grant.commissions')}
        values={answers.commissions}
        error={errors.commissions}
        options={COMMISSIONS.map((value) => ({ value, label: COMMISSION_NAMES[value][language] }))}
      />
      <p class="actions">
        <Button>{t('people.grant.submit')}</Button>
      </p>
    </form>
  );
}
