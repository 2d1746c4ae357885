import {
  claimChecks,
  findingsOf,
  finishCheck,
  keepPrints,
  nextOfRound,
  type OwedCheck,
  sharingEntries,
} from '#db/checks.ts';
import { duplicateCandidates, keepCandidates } from '#db/duplicates.ts';
import { openIndex } from '#db/search/register.ts';
import type { Content } from '#domain/initiative/content.ts';
import type { DeadLink, Finding } from '#domain/initiative/hints.ts';
import { otherLanguage } from '#domain/text/written-in.ts';
import type { Env } from '../env.ts';
import { lookUp } from '../http/dns.ts';
import { log, withoutData } from '../http/log.ts';
import { type Fetched, safeGet, type Ways } from '../http/safe-fetch.ts';

/** Checks of one run, so that it ends before the platform ends it, and before their lease ends. */
const A_RUN = 6;
/** Published entries looked at again in one run: 40,000 runs of a month reach 120,000 entries. */
const AGAIN = 3;
/** Links looked at of one entry. */
const MOST_LINKS = 10;
/** Links looked at together. A Worker has six connections; who waits for one would seem slow, and each link may take two. */
const TOGETHER = 3;

/** The web as this Worker reaches it. */
export function waysOf(env: Env): Ways {
  return { fetch: (url, init) => fetch(url, init), lookUp: (name, type) => lookUp(env, name, type) };
}

/** Answers that keep programs out, or ask for a moment of patience: people may well get the page. */
const FOR_PEOPLE: ReadonlySet<number> = new Set([
  401, 403, 405, 406, 407, 409, 412, 418, 425, 429, 451, 503, 999,
]);

function deadBecause(fetched: Fetched): DeadLink | null {
  switch (fetched.outcome) {
    case 'answered':
      return fetched.status >= 400 && !FOR_PEOPLE.has(fetched.status) ? fetched.status : null;
    case 'no-host':
    case 'unreachable':
    case 'timeout':
    case 'redirects':
      return fetched.outcome;
    default:
      return null;
  }
}

/** What is to be said of the links of an entry, and whether none of them leads anywhere. */
export async function linkFindings({ urls, source }: Content, ways: Ways): Promise<Finding[]> {
  const links = [...new Set(urls)].slice(0, MOST_LINKS);
  const fetched: Fetched[] = [];
  for (let from = 0; from < links.length; from += TOGETHER)
    fetched.push(...(await Promise.all(links.slice(from, from + TOGETHER).map((url) => safeGet(url, ways)))));
  const findings = links.flatMap((url, place): Finding[] => {
    const found = fetched[place] as Fetched;
    if (found.outcome === 'refused') return [{ code: 'refused-link', url }];
    const why = deadBecause(found);
    return why === null ? [] : [{ code: 'dead-link', url, why }];
  });
  const none = links.length > 0 && findings.length === links.length && !source;
  return none ? [...findings, { code: 'no-evidence' }] : findings;
}

function languageFindings({ texts }: Content): Finding[] {
  return texts.flatMap(({ language, title, summary }): Finding[] => {
    const detected = otherLanguage(`${title}. ${summary ?? ''}`, language);
    return detected === null ? [] : [{ code: 'other-language', language, detected }];
  });
}

/** Everything a program can say of a revision. What it found of other entries is kept as pairs, too. */
async function check(env: Env, owed: OwedCheck, ways: Ways, now: number): Promise<void> {
  const { initiativeId: id, content } = owed;
  await keepPrints(env.DB, id, content);
  const [links, sharing] = await Promise.all([
    linkFindings(content, ways),
    sharingEntries(env.DB, id, content),
  ]);
  const candidates = await duplicateCandidates(env.DB, openIndex(env.SEARCH), { id, content }, sharing);
  await keepCandidates(env.DB, id, candidates, now);
  const copies = sharing.copies.map((copy): Finding => ({ code: 'copy', ...copy }));
  await finishCheck(env.DB, owed, [...links, ...languageFindings(content), ...copies], now);
}

/** The monthly look at the links of a published entry; what else its check found stays. */
async function checkAgain(env: Env, owed: OwedCheck, ways: Ways, now: number): Promise<void> {
  const { initiativeId, revision, content } = owed;
  const before = await findingsOf(env.DB, initiativeId, revision);
  if (!before) return check(env, owed, ways, now);
  const others = before.findings.filter(
    ({ code }) => !['dead-link', 'refused-link', 'no-evidence'].includes(code),
  );
  await finishCheck(env.DB, owed, [...(await linkFindings(content, ways)), ...others], now);
}

/**
 * Does checks that are owed, and some of the monthly ones. A check that fails is tried again when its lease ends; none
 * keeps the others. At least once; a check repeated writes the same.
 */
export async function runChecks(env: Env, clock: () => number, ways: Ways = waysOf(env)): Promise<void> {
  const owed = await claimChecks(env.DB, clock(), A_RUN);
  const again = await nextOfRound(env.DB, clock(), AGAIN);
  const tasks = [
    ...owed.map((one) => () => check(env, one, ways, clock())),
    ...again.map((one) => () => checkAgain(env, one, ways, clock())),
  ];
  for (const task of tasks)
    await task().catch((error) => log({ event: 'check-failed', error: withoutData(error) }));
}
