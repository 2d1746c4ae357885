import type { ComponentChildren } from 'preact';
import type { MessageKey } from '#domain/strings/strings.ts';
import { ErrorSummary } from '#web/components/ErrorSummary.tsx';
import type { Answers, FormView } from './answers.ts';

/** Answers that travel with the form without being shown. */
export function HiddenAnswers({ answers, except = [] }: { answers: Answers; except?: readonly string[] }) {
  const hidden = [...answers].filter(([name]) => !except.includes(name));
  return (
    <>
      {hidden.flatMap(([name, values]) =>
        values.map((value, index) => (
          <input key={`${name}-${index}`} type="hidden" name={name} value={value} />
        )),
      )}
    </>
  );
}

/** Label, hint, error and the rest that every field of the form has; `hint` also says that a moderator asks about it. */
export function fieldOf(
  view: FormView,
  field: string,
  options: { hint?: ComponentChildren; required?: boolean } = {},
) {
  const { t } = view.frame;
  const asked = view.asked?.has(field) === true;
  const { hint, required = false } = options;
  return {
    id: field,
    name: field,
    label: t(`field.${field}` as MessageKey),
    error: view.errors.get(field),
    required,
    optionalLabel: t('submit.optional'),
    hint:
      asked || hint ? (
        <>
          {asked && <strong class="asked-note">{t('submit.asked-here')} </strong>}
          {hint}
        </>
      ) : undefined,
  };
}

/** Marks the fields a moderator asks about. */
export function Asked({
  view,
  field,
  children,
}: {
  view: FormView;
  field: string;
  children: ComponentChildren;
}) {
  return view.asked?.has(field) ? <div class="asked">{children}</div> : children;
}

/** Controls that are a group of several have their id on the group. */
const GROUPS = new Set(['countries']);

export function Errors({ view }: { view: FormView }) {
  const { errors, frame } = view;
  if (errors.size === 0) return null;
  const items = [...errors].map(([id, message]) => ({
    href: GROUPS.has(id) ? `#${id}-field` : `#${id}`,
    text: frame.t('submit.error', { field: frame.t(labelKey(id)), message }),
  }));
  return <ErrorSummary title={frame.t('submit.error.title')} items={items} />;
}

function labelKey(id: string): MessageKey {
  if (/^organizations-\d+-acronym$/.test(id)) return 'submit.organization.acronym';
  if (id.startsWith('organizations-')) return 'submit.organization.name';
  if (id === 'contact_language') return 'submit.contact.language';
  if (id === 'trap') return 'submit.trap';
  if (id === 'duplicates') return 'submit.duplicates.label';
  return `field.${id}` as MessageKey; // the other ids are the fields of a submission
}
