/** Enough of an address to recognise it by: the first letter and the domain. */
export function masked(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  return `${Array.from(name)[0] ?? ''}•••@${domain}`;
}
