import type { Frame } from '#web/components/frame.ts';

/** What people ask most, and where to write. */
export function HelpPage({ frame, contact }: { frame: Frame; contact: string }) {
  const { t, language } = frame;
  return (
    <>
      <h1>{t('help.title')}</h1>
      <section>
        <h2>{t('help.find.title')}</h2>
        <p>{t('help.find.body')}</p>
        <p>
          <a href={`/${language}/initiatives`}>{t('layout.search')}</a>
        </p>
      </section>
      <section>
        <h2>{t('help.register.title')}</h2>
        <p>{t('help.register.body')}</p>
        <p>
          <a href={`/${language}/submit`}>{t('layout.submit')}</a>
        </p>
      </section>
      <section>
        <h2>{t('help.correct.title')}</h2>
        <p>{t('help.correct.body')}</p>
        <p>
          <a href={`/${language}/submit/mine`}>{t('help.correct.link')}</a>
        </p>
      </section>
      <section>
        <h2>{t('help.error.title')}</h2>
        <p>{t('help.error.body')}</p>
        <p>
          {t('help.write')} <a href={`mailto:${contact}`}>{contact}</a>
        </p>
      </section>
    </>
  );
}
