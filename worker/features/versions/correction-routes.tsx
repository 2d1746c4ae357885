import { correctionById, dueCorrections, openCorrection } from '#db/corrections.ts';
import { acceptCorrection, refuseCorrection } from '#db/settle-correction.ts';
import { can } from '#domain/initiative/permissions.ts';
import { originalOf } from '#domain/initiative/translations.ts';
import { one } from '#domain/schemas/form.ts';
import { CorrectionPage } from '#web/pages/versions/CorrectionPage.tsx';
import { CorrectionsPage } from '#web/pages/versions/CorrectionsPage.tsx';
import { frameOf } from '#worker/http/page.tsx';
import { settleRoutes } from '#worker/http/settle-routes.tsx';
import { LOOKED_AT, readableAtDesk } from '#worker/http/staff.ts';

/** Suggested corrections that no owner answered, for moderators. */
export const deskCorrections = settleRoutes({
  place: 'corrections',
  async list(c, actor, done) {
    const due = await dueCorrections(c.env.DB, c.get('clock')(), LOOKED_AT);
    const corrections = (await readableAtDesk(c.env.DB, actor, due)).map(({ entry, ...correction }) => {
      const { title, language } = originalOf(entry.content);
      return { ...correction, title, titleLanguage: language };
    });
    return <CorrectionsPage frame={frameOf(c)} corrections={corrections} done={done} />;
  },
  async find(c, id) {
    const stored = await correctionById(c.env.DB, id);
    return stored && stored.dueAt !== null && stored.dueAt <= c.get('clock')() ? stored : null;
  },
  async show(c, { stored, held, actor }, props) {
    return (
      <CorrectionPage
        {...props}
        allowed={can(actor, 'correct', held.subject)}
        correction={await openCorrection(c.env.DB, stored, held.entry)}
      />
    );
  },
  accept: (c, { id }, wish, form) =>
    acceptCorrection(c.env.DB, { ...wish, correctionId: id, overwrite: one(form, 'overwrite') === 'yes' }),
  refuse: (c, { id }, wish) => refuseCorrection(c.env.DB, { ...wish, correctionId: id }),
});
