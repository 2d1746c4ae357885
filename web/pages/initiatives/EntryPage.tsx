import { citation, permanentAddress } from '#domain/export/citation.ts';
import { jsonLd, scriptJson } from '#domain/export/json-ld.ts';
import { summaryIn, textIn } from '#domain/initiative/content.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { type Language, languageName } from '#domain/taxonomy/language.ts';
import { truncate } from '#domain/text/count.ts';
import { ActionLineTag } from '../../components/ActionLineTag.tsx';
import { EntryLayout } from '../../components/EntryLayout.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { SdgTiles } from '../../components/SdgTile.tsx';
import { Tag } from '../../components/Tag.tsx';
import { paths } from '../../paths.ts';
import { type Publication, PublicationHistory } from '../versions/PublicationHistory.tsx';
import { EntryFacts } from './EntryFacts.tsx';
import type { EntryOwnership } from './EntryOwner.tsx';
import { SimilarEntries } from './SimilarEntries.tsx';

export interface EntryPageProps {
  frame: Frame;
  initiative: PublicInitiative;
  /** No longer in search and lists. */
  archived: boolean;
  /** The public versions, oldest first. */
  history: readonly Publication[];
  ownership: EntryOwnership;
  /** Others about the same problem, the most alike first. */
  similar: readonly PublicInitiative[];
}

export function EntryPage({ frame, initiative, archived, history, ownership, similar }: EntryPageProps) {
  const { language, t, origin } = frame;
  const text = textIn(initiative, language);
  const summary = summaryIn(initiative, language);
  const register = t('site.name');
  const data = `/api/v1/initiatives/${initiative.id}`;
  const description = summary ? truncate(summary.summary, 200) : t('site.tagline');
  const canonical = paths.initiative(language, initiative);
  return (
    <Layout
      frame={frame}
      title={text.title}
      description={description}
      canonical={canonical}
      head={<Head {...{ frame, initiative, description, canonical, data }} title={text.title} />}
      noindex={archived}
      wide
    >
      {archived && (
        <Notice kind="info">
          <p>{t('entry.archived')}</p>
        </Notice>
      )}
      <EntryLayout
        asideLabel={t('entry.facts')}
        aside={<EntryFacts frame={frame} initiative={initiative} ownership={ownership} />}
      >
        <article>
          <h1>
            <bdi lang={text.language}>{text.title}</bdi>
          </h1>
          <OriginNote frame={frame} language={text.language} origin={text.origin} />
          {summary && (
            <p class="prose" lang={summary.language} dir="auto">
              {summary.summary}
            </p>
          )}
          {summary && summary.language !== language && (
            <p class="fine-print">
              {t('entry.summary-language', { language: languageName(summary.language, language) })}
            </p>
          )}
          <div class="card-tags">
            {initiative.action_lines.map((code) => (
              <ActionLineTag key={code} frame={frame} code={code} link />
            ))}
            <SdgTiles frame={frame} sdgs={initiative.sdgs} link />
          </div>
        </article>
        <Versions frame={frame} initiative={initiative} shown={text.language} />
        <SimilarEntries frame={frame} initiatives={similar} />
        <section aria-labelledby="history">
          <h2 id="history">{t('entry.history')}</h2>
          <PublicationHistory frame={frame} id={initiative.id} history={history} />
          {!archived && (
            <p>
              <a href={paths.suggest(language, initiative.id)} rel="nofollow">
                {t('suggest.title')}
              </a>
              {' · '}
              <a href={paths.report(language, initiative.id)} rel="nofollow">
                {t('report.title')}
              </a>
            </p>
          )}
        </section>
        <section aria-labelledby="cite">
          <h2 id="cite">{t('entry.cite')}</h2>
          <p class="entry-cite">{citation(initiative, { language, register, origin })}</p>
          <p>
            {t('entry.address')}{' '}
            <a class="entry-address" href={`/i/${initiative.id}`} dir="ltr">
              {permanentAddress(origin, initiative.id)}
            </a>
          </p>
          <p>
            {t('entry.data')} <a href={data}>JSON</a> · <a href={`${data}.jsonld`}>JSON-LD</a>
          </p>
        </section>
      </EntryLayout>
    </Layout>
  );
}

interface HeadProps {
  frame: Frame;
  initiative: PublicInitiative;
  title: string;
  description: string;
  canonical: string;
  data: string;
}

function Head({
  frame: { language, t, origin },
  initiative,
  title,
  description,
  canonical,
  data,
}: HeadProps) {
  const register = t('site.name');
  return (
    <>
      <link rel="alternate" type="application/json" href={data} />
      <link rel="alternate" type="application/ld+json" href={`${data}.jsonld`} />
      <meta property="og:type" content="article" />
      <meta property="og:site_name" content={register} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={new URL(canonical, origin).href} />
      <meta property="og:locale" content={language} />
      <script
        type="application/ld+json"
        dangerouslySetInnerHTML={{ __html: scriptJson(jsonLd(initiative, { origin, register })) }}
      />
    </>
  );
}

function OriginNote({ frame: { language, t }, ...text }: { frame: Frame; language: string; origin: string }) {
  if (text.origin === 'original' && text.language === language) return null;
  return (
    <p class="entry-origin">
      {languageName(text.language, language)} <Tag>{t(`entry.origin.${text.origin}` as MessageKey)}</Tag>
    </p>
  );
}

/** The other language versions, each with where it comes from. */
function Versions({
  frame,
  initiative,
  shown,
}: {
  frame: Frame;
  initiative: PublicInitiative;
  shown: string;
}) {
  const { language, t } = frame;
  const others = initiative.texts.filter((text) => text.language !== shown);
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t('entry.versions')}</h2>
      <ul class="entry-versions">
        {others.map((text) => (
          <li key={text.language}>
            <p>
              {languageName(text.language, language as Language)}{' '}
              <Tag>{t(`entry.origin.${text.origin}` as MessageKey)}</Tag>
            </p>
            <p class="entry-version-title">
              <bdi lang={text.language}>{text.title}</bdi>
            </p>
            {text.summary && (
              <details>
                <summary>{t('entry.show-summary')}</summary>
                <p class="prose" lang={text.language} dir="auto">
                  {text.summary}
                </p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
