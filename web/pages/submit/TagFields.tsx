import { all } from '#domain/schemas/form.ts';
import { formatList } from '#domain/strings/strings.ts';
import {
  ACTION_LINE_GROUP_C7,
  ACTION_LINES,
  type ActionLine,
  type ActionLineEntry,
  actionLine,
} from '#domain/taxonomy/action-lines.ts';
import { BENEFICIARIES } from '#domain/taxonomy/code-lists.ts';
import { MATRIX_SOURCE, suggestedSdgs } from '#domain/taxonomy/matrix.ts';
import { BENEFICIARY_NAMES } from '#domain/taxonomy/names/beneficiaries.ts';
import { SDG_NAMES } from '#domain/taxonomy/names/sdgs.ts';
import { SDG_IDS, type Sdg } from '#domain/taxonomy/sdgs.ts';
import { ActionLineCode } from '#web/components/ActionLineTag.tsx';
import { Checkboxes } from '#web/components/Checkboxes.tsx';
import { Choice } from '#web/components/Choice.tsx';
import { Fieldset } from '#web/components/Field.tsx';
import { Notice } from '#web/components/Notice.tsx';
import type { FormView } from './answers.ts';
import { Asked, fieldOf } from './FormParts.tsx';

export function LineFields({ view }: { view: FormView }) {
  const { t, language } = view.frame;
  const at = ACTION_LINES.findIndex((line) => line.parent === 'C7');
  const parts = ACTION_LINES.filter((line) => line.parent === 'C7');
  return (
    <Asked view={view} field="action_lines">
      <Fieldset {...fieldOf(view, 'action_lines', { required: true, hint: t('submit.action-lines.hint') })}>
        <LineChoices view={view} lines={ACTION_LINES.slice(0, at)} />
        <fieldset class="group">
          <legend>
            <ActionLineCode code="C7" /> {ACTION_LINE_GROUP_C7.name[language]}
          </legend>
          <LineChoices view={view} lines={parts} />
        </fieldset>
        <LineChoices view={view} lines={ACTION_LINES.slice(at + parts.length)} />
      </Fieldset>
    </Asked>
  );
}

function LineChoices({ view, lines }: { view: FormView; lines: readonly ActionLineEntry[] }) {
  const { language } = view.frame;
  const chosen = all(view.answers, 'action_lines');
  return (
    <div class="choices">
      {lines.map(({ code, name }) => (
        <Choice
          key={code}
          type="checkbox"
          id={code === ACTION_LINES[0]?.code ? 'action_lines' : `line-${code}`}
          name="action_lines"
          option={{ value: code, label: name[language], mark: <ActionLineCode code={code} /> }}
          checked={chosen.includes(code)}
        />
      ))}
    </div>
  );
}

function chosenLines(view: FormView): ActionLine[] {
  const chosen = all(view.answers, 'action_lines');
  return ACTION_LINES.map(({ code }) => code).filter((code) => chosen.includes(code));
}

export function GoalFields({ view }: { view: FormView }) {
  const { answers, frame } = view;
  const { t, language } = frame;
  const suggested = suggestedSdgs(chosenLines(view));
  const why = new Map(suggested.map(({ sdg, lines, targets }) => [sdg, { lines, targets }]));
  const order: Sdg[] = [...why.keys(), ...SDG_IDS.filter((sdg) => !why.has(sdg))];
  return (
    <>
      <MatrixNotice view={view} />
      <Asked view={view} field="sdgs">
        <Checkboxes
          {...fieldOf(view, 'sdgs', { required: true, hint: t('submit.sdgs.hint') })}
          values={all(answers, 'sdgs')}
          options={order.map((sdg) => {
            const reason = why.get(sdg);
            return {
              value: String(sdg),
              mark: <span class={`sdg sdg-${sdg}`}>{sdg}</span>,
              label: t('sdg.label', { number: sdg, name: SDG_NAMES[sdg][language] }),
              hint:
                reason &&
                t('submit.sdgs.why', {
                  lines: formatList(
                    language,
                    reason.lines.map((line) => lineName(line, language)),
                  ),
                  targets: targetsIn(reason.targets),
                }),
            };
          })}
        />
      </Asked>
      <Asked view={view} field="beneficiaries">
        <Checkboxes
          {...fieldOf(view, 'beneficiaries', { hint: t('submit.beneficiaries.hint') })}
          values={all(answers, 'beneficiaries')}
          options={BENEFICIARIES.map((value) => ({ value, label: BENEFICIARY_NAMES[value][language] }))}
        />
      </Asked>
    </>
  );
}

/** The targets the matrix names; a goal meant as a whole has none of its own. */
function targetsIn(targets: readonly string[]): string {
  return targets.filter((target) => target.includes('.')).join(', ') || 'none';
}

function lineName(code: ActionLine, language: FormView['frame']['language']): string {
  return `${code.split('-', 1)[0]} ${actionLine(code).short[language]}`;
}

/** Says where the goals that stand first come from. */
function MatrixNotice({ view }: { view: FormView }) {
  const { t } = view.frame;
  if (chosenLines(view).length === 0) return null;
  return (
    <Notice kind="info" title={t('submit.matrix.title')}>
      <p>
        {t('submit.matrix.note')}{' '}
        <a href={MATRIX_SOURCE.url} rel="noopener">
          {t('submit.matrix.source')}
        </a>
      </p>
    </Notice>
  );
}
