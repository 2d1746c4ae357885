import type { ComponentChildren } from 'preact';
import { direction, LANGUAGES } from '#domain/taxonomy/language.ts';
import { inLanguage, paths } from '../paths.ts';
import type { Frame } from './frame.ts';
import { SiteFooter } from './SiteFooter.tsx';
import { SiteHeader } from './SiteHeader.tsx';

/** To look at entries and figures, to fill in a form, to look after an account, an entry or the desk. */
const SHEETS = ['view', 'work', 'manage'] as const;
type Sheet = (typeof SHEETS)[number];

export interface LayoutProps {
  frame: Frame;
  title: string;
  description?: string | undefined;
  /** Path or address of the page that search engines should keep; this one if not given. */
  canonical?: string | undefined;
  noindex?: boolean | undefined;
  alternates?: boolean | undefined;
  head?: ComponentChildren;
  /** The style sheets that the page needs beside that of every page; all of them if not given. */
  sheets?: readonly Sheet[] | undefined;
  /** The full width of the site instead of one column of text. */
  wide?: boolean | undefined;
  children: ComponentChildren;
}

export function Layout({ frame, title, wide = false, children, ...head }: LayoutProps) {
  const { language, t } = frame;
  return (
    <html lang={language} dir={direction(language)}>
      <Head frame={frame} title={title} {...head} />
      <body>
        <a class="skip-link" href="#main">
          {t('layout.skip')}
        </a>
        <SiteHeader frame={frame} />
        <main id="main" class={wide ? 'page wide' : 'page'} tabIndex={-1}>
          {children}
        </main>
        <SiteFooter frame={frame} />
        <p
          id="sending"
          class="sending"
          role="status"
          data-now={t('form.sending')}
          data-slow={t('form.sending-slow')}
        />
      </body>
    </html>
  );
}

function Head({
  frame,
  title,
  description,
  canonical,
  noindex = false,
  alternates = !noindex,
  head,
  sheets = SHEETS,
}: Omit<LayoutProps, 'wide' | 'children'>) {
  const { t, path, origin, assets, user } = frame;
  // Parameters that a page does not name in its own address (of campaigns, say) make no other page.
  const kept = canonical ?? new URL(path, origin).pathname;
  const name = t('site.name');
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title === name ? name : `${title} – ${name}`}</title>
      {description && <meta name="description" content={description} />}
      {noindex ? (
        <meta name="robots" content="noindex" />
      ) : (
        <link rel="canonical" href={new URL(kept, origin).href} />
      )}
      {alternates && <Alternates path={kept} origin={origin} />}
      <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png" />
      <link rel="manifest" href={paths.manifest(frame.language)} />
      <link rel="stylesheet" href={assets.css} />
      {SHEETS.filter((sheet) => sheets.includes(sheet) || (sheet === 'manage' && user?.staffPower)).map(
        (sheet) => (
          <link key={sheet} rel="stylesheet" href={assets[sheet]} />
        ),
      )}
      {assets.js && <script type="module" src={assets.js} data-device={assets.device} />}
      {head}
    </head>
  );
}

function Alternates({ path, origin }: { path: string; origin: string }) {
  const { pathname, search } = new URL(path, origin);
  const here = pathname + search;
  const unprefixed = here.replace(/^\/[a-z]{2}(?=[/?]|$)\/?/, '/');
  return (
    <>
      {LANGUAGES.map((language) => (
        <link key={language} rel="alternate" hreflang={language} href={origin + inLanguage(here, language)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={origin + unprefixed} />
    </>
  );
}
