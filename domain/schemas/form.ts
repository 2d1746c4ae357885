/** The values of a form as sent: every name with its values in order. */
export type Form = ReadonlyMap<string, readonly string[]>;

/** The first value of a name; empty if there is none. */
export function one(form: Form, name: string): string {
  return form.get(name)?.[0] ?? '';
}

export function all(form: Form, name: string): readonly string[] {
  return form.get(name) ?? [];
}

/** The largest version that a write may name, and one that nothing gets to. */
const NO_VERSION = 1_000_000;

/** The version that the writer of a form saw. An unreadable one is an old one: the page comes back with the right one. */
export function versionOf(form: Form, name = 'expected_version'): number {
  const text = one(form, name);
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : NO_VERSION;
}
