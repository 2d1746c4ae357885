import { citation, versionAddress } from '#domain/export/citation.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { formatDate, formatNumber } from '#domain/strings/strings.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { ActionLineTag } from '../../components/ActionLineTag.tsx';
import { EntryLayout } from '../../components/EntryLayout.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SdgTiles } from '../../components/SdgTile.tsx';
import { paths } from '../../paths.ts';
import { EntryFacts } from '../initiatives/EntryFacts.tsx';
import { Details } from '../translations/Details.tsx';
import { OriginTags } from '../translations/OriginTags.tsx';
import { type Compared, Differences } from './Differences.tsx';

export interface VersionPageProps {
  frame: Frame;
  /** The entry as it was. */
  initiative: PublicInitiative;
  /** The entry as it is. */
  now: PublicInitiative;
  number: number;
  /** When the version became public, in milliseconds since 1970. */
  at: number;
  /** Number of the version that is public now. */
  current: number;
  /** Numbers of all versions, lowest first. */
  numbers: readonly number[];
  /** What changed since the version before it; null for the first. */
  changes: Compared | null;
}

/** An entry as it was public at one time, to be cited; says so, and leads to the entry as it is. */
export function VersionPage(props: VersionPageProps) {
  const { frame, initiative, now, number, at, current, changes } = props;
  const { language, t, origin } = frame;
  const canonical = encodeURI(paths.initiative(language, now));
  const address = versionAddress(origin, initiative.id, number);
  const version = { number, label: t('version.cited', { number }) };
  return (
    <Layout
      frame={frame}
      title={`${initiative.title} – ${t('version.number', { number })}`}
      noindex
      head={<link rel="canonical" href={origin + canonical} />}
      wide
    >
      <Notice kind={number === current ? 'info' : 'warning'} title={t('version.number', { number })}>
        <p>
          {t(number === current ? 'version.is-current' : 'version.is-old', {
            number,
            date: formatDate(language, at),
          })}{' '}
          <a href={canonical}>{t('version.current')}</a>
        </p>
      </Notice>
      <EntryLayout asideLabel={t('entry.facts')} aside={<EntryFacts frame={frame} initiative={initiative} />}>
        <article>
          <h1>
            <bdi lang={initiative.language}>{initiative.title}</bdi>
          </h1>
          <Texts frame={frame} initiative={initiative} />
          <div class="card-tags">
            {initiative.action_lines.map((code) => (
              <ActionLineTag key={code} frame={frame} code={code} link />
            ))}
            <SdgTiles frame={frame} sdgs={initiative.sdgs} link />
          </div>
        </article>
        {changes && (
          <section aria-labelledby="changes">
            <h2 id="changes">{t('version.changes')}</h2>
            <Differences frame={frame} comparison={changes} level={3} />
          </section>
        )}
        <Others {...props} />
        <section aria-labelledby="cite">
          <h2 id="cite">{t('entry.cite')}</h2>
          <p class="entry-cite" dir="auto">
            {citation(initiative, { language, register: t('site.name'), origin, version })}
          </p>
          <p>
            {t('version.address')}{' '}
            <a class="entry-address" href={`/i/${initiative.id}/v/${number}`} dir="ltr">
              {address}
            </a>
          </p>
          <p>
            {t('version.data')} <a href={`/api/v1/initiatives/${initiative.id}/versions/${number}`}>JSON</a>
          </p>
        </section>
      </EntryLayout>
    </Layout>
  );
}

/** The texts in every language of the version, the original first. */
function Texts({ frame, initiative }: Pick<VersionPageProps, 'frame' | 'initiative'>) {
  const { language } = frame;
  const { texts } = initiative;
  return (
    <>
      {texts.map((text, index) => (
        <div key={text.language}>
          {texts.length > 1 && (
            <p class="entry-origin">
              {languageName(text.language, language)} <OriginTags frame={frame} text={text} />
            </p>
          )}
          {index > 0 && (
            <p class="entry-version-title">
              <bdi lang={text.language}>{text.title}</bdi>
            </p>
          )}
          {text.summary && (
            <p class="prose" lang={text.language} dir="auto">
              {text.summary}
            </p>
          )}
          <Details frame={frame} text={text} level={2} />
        </div>
      ))}
    </>
  );
}

function Others({ frame: { language, t }, initiative, number, numbers }: VersionPageProps) {
  if (numbers.length < 2) return null;
  return (
    <section aria-labelledby="all-versions">
      <h2 id="all-versions">{t('version.all')}</h2>
      <ul class="version-numbers">
        {numbers.map((other) => (
          <li key={other}>
            <a
              href={paths.version(language, initiative.id, other)}
              aria-current={other === number ? 'page' : undefined}
              aria-label={t('version.number', { number: other })}
            >
              {formatNumber(language, other)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
