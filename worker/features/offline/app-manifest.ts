import type { Translate } from '#domain/strings/strings.ts';
import { direction, type Language } from '#domain/taxonomy/language.ts';
import { paths } from '#web/paths.ts';

/** Colours that the system shows around the app: `--band` and `--paper` of the light style sheet. */
const BAND = '#0b3f4e';
const PAPER = '#fbfaf7';

const icon = (name: string, size: number, purpose: 'any' | 'maskable') => ({
  src: `/icons/${name}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
});

/** What a system needs to install the register (W3C Web Application Manifest), in one language. */
export function appManifest(language: Language, t: Translate) {
  const shortcut = (name: string, url: string) => ({ name, url });
  return {
    // The same app in every language: whoever installs it twice has it once.
    id: '/',
    name: t('site.name'),
    short_name: t('site.short-name'),
    description: t('site.tagline'),
    lang: language,
    dir: direction(language),
    start_url: paths.home(language),
    scope: '/',
    display: 'minimal-ui',
    theme_color: BAND,
    background_color: PAPER,
    categories: ['education', 'government', 'reference'],
    icons: [
      icon('icon-192', 192, 'any'),
      icon('icon-512', 512, 'any'),
      icon('maskable-512', 512, 'maskable'),
    ],
    shortcuts: [
      shortcut(t('layout.search'), paths.search(language)),
      shortcut(t('layout.submit'), paths.submit(language)),
    ],
  };
}
