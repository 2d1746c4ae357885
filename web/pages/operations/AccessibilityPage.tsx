import { localeOf } from '#domain/strings/strings.ts';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';

/** When the statement was last held against the register. */
const EXAMINED = Date.UTC(2026, 10, 22);

const TESTED = ['rules', 'keyboard', 'names', 'sizes', 'preferences'] as const;
const LIMITS = ['people', 'entries', 'links', 'map'] as const;

/** The accessibility statement: the standard, what is tested, what is known to be missing, and where to write to. */
export function AccessibilityPage({ frame, contact }: { frame: Frame; contact: string }) {
  const { t, language } = frame;
  const date = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    EXAMINED,
  );
  return (
    <Layout sheets={[]} frame={frame} title={t('accessibility.title')} description={t('accessibility.lead')}>
      <h1>{t('accessibility.title')}</h1>
      <p class="lead">{t('accessibility.lead')}</p>
      <section aria-labelledby="standard">
        <h2 id="standard">{t('accessibility.standard')}</h2>
        <p>{t('accessibility.standard.body')}</p>
      </section>
      <section aria-labelledby="tested">
        <h2 id="tested">{t('accessibility.tested')}</h2>
        <p>{t('accessibility.tested.lead')}</p>
        <ul>
          {TESTED.map((what) => (
            <li key={what}>{t(`accessibility.tested.${what}`)}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="limits">
        <h2 id="limits">{t('accessibility.limits')}</h2>
        <ul>
          {LIMITS.map((what) => (
            <li key={what}>{t(`accessibility.limits.${what}`)}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="complain">
        <h2 id="complain">{t('accessibility.complain')}</h2>
        <p>{t('accessibility.complain.body')}</p>
        <p>
          {t('help.write')} <a href={`mailto:${contact}`}>{contact}</a>
        </p>
      </section>
      <p>{t('accessibility.date', { date })}</p>
    </Layout>
  );
}
