import { acceptTranslation, refuseTranslation } from '#db/settle-translation.ts';
import { isProposer, openTranslation, translationById, waitingTranslations } from '#db/translations.ts';
import { can } from '#domain/initiative/permissions.ts';
import { originalOf } from '#domain/initiative/translations.ts';
import { TranslationPage } from '#web/pages/translations/TranslationPage.tsx';
import { TranslationsPage } from '#web/pages/translations/TranslationsPage.tsx';
import { frameOf } from '#worker/http/page.tsx';
import { settleRoutes } from '#worker/http/settle-routes.tsx';
import { LOOKED_AT, readableAtDesk } from '#worker/http/staff.ts';

/** Proposed translations, for moderators. */
export const deskTranslations = settleRoutes({
  place: 'translations',
  async list(c, actor, done) {
    const waiting = await waitingTranslations(c.env.DB, LOOKED_AT);
    const translations = (await readableAtDesk(c.env.DB, actor, waiting)).map(({ entry, ...proposal }) => {
      const original = originalOf(entry.content);
      return { ...proposal, title: original.title, titleLanguage: original.language };
    });
    return <TranslationsPage frame={frameOf(c)} translations={translations} done={done} />;
  },
  async find(c, id) {
    const stored = await translationById(c.env.DB, id);
    return stored && stored.state !== 'unconfirmed' ? stored : null;
  },
  async show(c, { stored, held, actor }, props) {
    const [translation, own] = await Promise.all([
      openTranslation(c.env.DB, stored, held.entry),
      isProposer(c.env.DB, stored, actor.id),
    ]);
    const allowed = can(actor, 'correct', held.subject) && !own;
    return <TranslationPage {...props} allowed={allowed} translation={translation} />;
  },
  accept: (c, { id }, wish) => acceptTranslation(c.env.DB, { ...wish, translationId: id, answer: '' }),
  refuse: (c, { id }, wish) => refuseTranslation(c.env.DB, { ...wish, translationId: id }),
});
