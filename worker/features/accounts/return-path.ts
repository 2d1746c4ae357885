import { LANGUAGES } from '#domain/taxonomy/language.ts';

/** Pages that need an account, and that people may be sent back to once they are signed in. */
const OWN_PATH = new RegExp(`^/(?:${LANGUAGES.join('|')})/(?:moderation|account)(?:[/?][\\w/?&=.%-]*)?$`);

/** The path if it is one of ours, or nothing: an address from outside must not decide where people land. */
export function returnPath(wanted: string | undefined): string {
  return wanted && wanted.length <= 300 && OWN_PATH.test(wanted) ? wanted : '';
}
