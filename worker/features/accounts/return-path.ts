import { type Actor, isStaff } from '#domain/initiative/permissions.ts';
import { LANGUAGES, type Language } from '#domain/taxonomy/language.ts';
import { paths } from '#web/paths.ts';

/** Pages that need an account, and that people may be sent back to once they are signed in. */
const OWN_PATH = new RegExp(
  `^/(?:${LANGUAGES.join('|')})/(?:(?:moderation|account|my|drafts)(?:[/?][\\w/?&=.%-]*)?|submit\\?(?:draft=[\\da-f-]{36}|continue=1))$`,
);

/** The path if it is one of ours, or nothing: an address from outside must not decide where people land. */
export function returnPath(wanted: string | undefined): string {
  return wanted && wanted.length <= 300 && OWN_PATH.test(wanted) ? wanted : '';
}

/** Where somebody lands who has just signed in: where he wanted to, if that is ours, else the desk or the account. */
export function homeOf(actor: Actor, language: Language, wanted: string | undefined): string {
  return returnPath(wanted) || (isStaff(actor) ? paths.moderation(language) : paths.account(language));
}
