import { SUMMARY_WORDS } from '#domain/schemas/atoms.ts';
import { all, one } from '#domain/schemas/form.ts';
import { ACTIVITY_STATUSES, COVERAGES, KINDS, REGIONS } from '#domain/taxonomy/code-lists.ts';
import { COUNTRIES, COUNTRY_CODES, countryName } from '#domain/taxonomy/countries.ts';
import { ACTIVITY_STATUS_NAMES } from '#domain/taxonomy/names/activity-statuses.ts';
import { COVERAGE_NAMES } from '#domain/taxonomy/names/coverages.ts';
import { KIND_NAMES } from '#domain/taxonomy/names/kinds.ts';
import { REGION_NAMES } from '#domain/taxonomy/names/regions.ts';
import { BriefChoice } from '#web/components/Choice.tsx';
import { Fieldset } from '#web/components/Field.tsx';
import { Select } from '#web/components/Select.tsx';
import { TextArea } from '#web/components/TextArea.tsx';
import { TextInput } from '#web/components/TextInput.tsx';
import type { FormView } from './answers.ts';
import { DetailFields } from './DetailFields.tsx';
import { Asked, fieldOf } from './FormParts.tsx';

export function AboutFields({ view }: { view: FormView }) {
  const { answers, frame } = view;
  const { t, language } = frame;
  const choices = <T extends string>(
    codes: readonly T[],
    names: Readonly<Record<T, Record<typeof language, string>>>,
  ) => codes.map((code) => ({ value: code, label: names[code][language] }));
  return (
    <>
      <Asked view={view} field="summary">
        <TextArea
          {...fieldOf(view, 'summary', { required: true, hint: t('submit.summary.hint', SUMMARY_WORDS) })}
          value={one(answers, 'summary')}
          rows={10}
          lang={one(answers, 'language') || undefined}
          words={{ ...SUMMARY_WORDS, counter: t('submit.summary.counter') }}
        />
      </Asked>
      <Asked view={view} field="kind">
        <Select
          {...fieldOf(view, 'kind', { required: true })}
          value={one(answers, 'kind')}
          options={choices(KINDS, KIND_NAMES)}
          emptyLabel={t('submit.choose')}
        />
      </Asked>
      <Asked view={view} field="activity_status">
        <Select
          {...fieldOf(view, 'activity_status')}
          value={one(answers, 'activity_status')}
          options={choices(ACTIVITY_STATUSES, ACTIVITY_STATUS_NAMES)}
          emptyLabel={t('submit.not-said')}
        />
      </Asked>
      <div class="pair">
        {(['start_date', 'end_date'] as const).map((field) => (
          <Asked key={field} view={view} field={field}>
            <TextInput
              {...fieldOf(view, field, { hint: t('submit.date.hint') })}
              value={one(answers, field)}
              short
            />
          </Asked>
        ))}
      </div>
      <Asked view={view} field="coverage">
        <Select
          {...fieldOf(view, 'coverage')}
          value={one(answers, 'coverage')}
          options={choices(COVERAGES, COVERAGE_NAMES)}
          emptyLabel={t('submit.not-said')}
        />
      </Asked>
      <Asked view={view} field="countries">
        <Countries view={view} />
      </Asked>
      <Asked view={view} field="urls">
        <TextArea
          {...fieldOf(view, 'urls', { hint: t('submit.urls.hint') })}
          value={all(answers, 'urls').join('\n')}
          rows={3}
        />
      </Asked>
      <DetailFields view={view} />
    </>
  );
}

/** One closed list per region, so that a phone shows seven lines and not two hundred. */
function Countries({ view }: { view: FormView }) {
  const { answers, frame } = view;
  const { language, t } = frame;
  const chosen = all(answers, 'countries');
  const { compare } = new Intl.Collator(language);
  return (
    <Fieldset {...fieldOf(view, 'countries', { hint: t('submit.countries.hint') })}>
      {REGIONS.map((region) => {
        const countries = COUNTRY_CODES.filter((code) => COUNTRIES[code].region === region)
          .map((code) => ({ value: code, label: countryName(code, language) }))
          .sort((a, b) => compare(a.label, b.label));
        if (countries.length === 0) return null;
        const count = countries.filter(({ value }) => chosen.includes(value)).length;
        return (
          <details key={region} class="region" open={count > 0}>
            <summary>
              {REGION_NAMES[region][language]}
              {count > 0 && <span class="count"> {t('facet.chosen', { count })}</span>}
            </summary>
            <div class="choices columns">
              {countries.map(({ value, label }) => (
                <BriefChoice
                  key={value}
                  name="countries"
                  value={value}
                  label={label}
                  checked={chosen.includes(value)}
                />
              ))}
            </div>
          </details>
        );
      })}
    </Fieldset>
  );
}
