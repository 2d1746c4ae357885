/** A name of an organisation, in use or a former one. */
export interface OrganizationName {
  language: string;
  name: string;
  current: boolean;
}

/** The name to show in a language: the one in use there, else the English one, else the first. */
export function nameIn(names: readonly OrganizationName[], language: string): OrganizationName {
  const current = names.filter((name) => name.current);
  const found =
    current.find((name) => name.language === language) ??
    current.find((name) => name.language === 'en') ??
    current[0] ??
    names[0];
  if (!found) throw new Error('an organisation has at least one name');
  return found;
}
