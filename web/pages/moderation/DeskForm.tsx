import type { ComponentChildren } from 'preact';
import type { DeskAction } from '#domain/schemas/decision.ts';
import { Button, type ButtonKind } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { TextArea } from '../../components/TextArea.tsx';
import { paths } from '../../paths.ts';

export type DeskActionName = DeskAction['action'];

/** What was typed into one of the forms of the desk and not taken. */
export interface DeskValues {
  action: string;
  values: Readonly<Record<string, string>>;
  errors: readonly { field: string; text: string }[];
}

/** What every form of the review page needs. */
export interface DeskFormContext {
  frame: Frame;
  id: string;
  version: number;
  /** The filters of the queue, as a query. */
  query: string;
  again: DeskValues | null;
}

export interface DeskFormProps extends DeskFormContext {
  /** Begins the ids of its fields. */
  name: string;
  /** The action it sends; a form in which people choose it sends it by a field. */
  action?: DeskActionName;
  button: string;
  kind?: ButtonKind;
  children?: ComponentChildren;
}

/** A small form of the review page that does one thing. Names what was seen, so that two tabs cannot cross. */
export function DeskForm({ frame, id, version, query, name, action, button, kind, children }: DeskFormProps) {
  return (
    <form
      method="post"
      action={`${paths.moderation(frame.language)}/${id}/actions${query ? `?${query}` : ''}`}
      class="desk-form"
      noValidate
    >
      <input type="hidden" name="expected_version" value={version} />
      <input type="hidden" name="form" value={name} />
      {action && <input type="hidden" name="action" value={action} />}
      {children}
      <p class="actions">
        <Button kind={kind ?? 'secondary'}>{button}</Button>
      </p>
    </form>
  );
}

/** What was typed before, and what is wrong with it. */
export function typedBefore({ again }: DeskFormContext, name: string, field: string) {
  const mine = again?.action === name ? again : null;
  return {
    value: mine?.values[field] ?? '',
    error: mine?.errors.find((error) => error.field === field)?.text,
  };
}

/** The message of such a form. */
export function DeskMessage(
  props: DeskFormContext & { name: string; label: string; hint?: string; required?: boolean },
) {
  const { name, label, hint, required } = props;
  return (
    <TextArea
      id={`${name}-message`}
      name="message"
      label={label}
      hint={hint}
      rows={4}
      required={required}
      optionalLabel={props.frame.t('submit.optional')}
      {...typedBefore(props, name, 'message')}
    />
  );
}
