import { citation, permanentAddress } from '#domain/export/citation.ts';
import { jsonLd, scriptJson } from '#domain/export/json-ld.ts';
import { summaryIn, textIn } from '#domain/initiative/content.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { KIND_NAMES } from '#domain/taxonomy/names/kinds.ts';
import { truncate } from '#domain/text/count.ts';
import { EntryLayout } from '../../components/EntryLayout.tsx';
import type { Frame } from '../../components/frame.ts';
import { placesOf } from '../../components/InitiativeCard.tsx';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';
import { EntryPictures } from '../../pictures/EntryPictures.tsx';
import { EntryText } from '../translations/EntryText.tsx';
import { type Publication, PublicationHistory } from '../versions/PublicationHistory.tsx';
import { EntryFacts } from './EntryFacts.tsx';
import type { EntryOwnership } from './EntryOwner.tsx';
import { EntryTags } from './EntryTags.tsx';
import { EntryTrust } from './EntryTrust.tsx';
import { SimilarEntries } from './SimilarEntries.tsx';

export interface EntryPageProps {
  frame: Frame;
  initiative: PublicInitiative;
  /** No longer in search and lists. */
  archived: boolean;
  /** The language version that was asked for; null for the reader's language. */
  asked: string | null;
  /** The public versions, oldest first. */
  history: readonly Publication[];
  ownership: EntryOwnership;
  /** Others about the same problem, the most alike first. */
  similar: readonly PublicInitiative[];
}

export function EntryPage({
  frame,
  initiative,
  archived,
  asked,
  history,
  ownership,
  similar,
}: EntryPageProps) {
  const { language, t, origin } = frame;
  const shown = asked ?? language;
  const text = textIn(initiative, shown);
  const summary = summaryIn(initiative, shown);
  const register = t('site.name');
  const data = `/api/v1/initiatives/${initiative.id}`;
  const description = summary ? truncate(summary.summary, 200) : t('site.tagline');
  const canonical = paths.initiative(language, initiative);
  return (
    <Layout
      sheets={['view']}
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
        aside={
          <>
            <EntryTrust frame={frame} initiative={initiative} history={history} />
            <EntryFacts frame={frame} initiative={initiative} ownership={ownership} />
          </>
        }
        after={
          <>
            <EntryPictures frame={frame} initiative={initiative} />
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
                  {' · '}
                  <a href={paths.translate(language, initiative.id)} rel="nofollow">
                    {t('translate.title')}
                  </a>
                </p>
              )}
            </section>
            <section aria-labelledby="cite">
              <h2 id="cite">{t('entry.cite')}</h2>
              <p class="entry-cite" dir="auto">
                {citation(initiative, { language, register, origin })}
              </p>
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
          </>
        }
      >
        <article>
          <p class="kicker">
            {KIND_NAMES[initiative.kind][language]} · {placesOf(frame, initiative)} ·{' '}
            <bdi>{initiative.year}</bdi>
          </p>
          <EntryText frame={frame} initiative={initiative} shown={shown} />
          <EntryTags frame={frame} initiative={initiative} />
        </article>
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
