import { Hono } from 'hono';
import { chooseRhythm, RHYTHMS } from '#db/digests.ts';
import { openReports, settleReports } from '#db/reports.ts';
import type { SubjectEntry } from '#db/subjects.ts';
import { textIn } from '#domain/initiative/content.ts';
import { ID_PATTERN } from '#domain/initiative/identifiers.ts';
import { type AccountActor, mayEver, rolesOf } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import { parse } from '#domain/schemas/parse.ts';
import { ReportSettlement } from '#domain/schemas/report.ts';
import { clean } from '#domain/text/unsafe.ts';
import { ReportsPage } from '#web/pages/signals/ReportsPage.tsx';
import { paths } from '#web/paths.ts';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { fieldErrors } from '#worker/http/problem.ts';
import { signInFirst } from '#worker/http/sign-in-first.ts';
import { atDesk, staffOf } from '#worker/http/staff.ts';

/** What staff do about reports, and how often they are told what waits. */
export const deskSignals = new Hono<AppEnv>();

const REPORTS = `${LANGUAGE_PREFIX}/moderation/:id{${ID_PATTERN.source.slice(1, -1)}}/reports` as const;

/** The entry as this member of staff may open it: `sign-in-required`, or `not-found`. */
async function reported(c: AppContext): Promise<{ actor: AccountActor; held: SubjectEntry }> {
  const actor = staffOf(c);
  return { actor, held: await atDesk(c.env.DB, actor, c.req.param('id') ?? '') };
}

/** Whether somebody decides on such entries, whatever their state. */
function maySettle(actor: AccountActor, { subject }: SubjectEntry): boolean {
  return mayEver(actor, 'propose', subject);
}

async function reportsPage(
  c: AppContext,
  again?: { problem: Problem; values: { outcome: string; answer: string } },
): Promise<Response> {
  const { actor, held } = await reported(c);
  const { content, id } = held.entry;
  const title = textIn(content, content.language);
  const errors = fieldErrors(t(c), again?.problem, 'outcome');
  return page(
    c,
    <ReportsPage
      frame={frameOf(c)}
      id={id}
      title={title.title}
      titleLanguage={title.language}
      reports={await openReports(c.env.DB, id)}
      maySettle={maySettle(actor, held)}
      settled={c.req.query('done') === 'settled' && !again}
      values={again?.values ?? { outcome: '', answer: '' }}
      errors={errors}
    />,
    { private: true, ...(again && { status: 422 as const }) },
  );
}

deskSignals.get(REPORTS, async (c) => signInFirst(c) ?? reportsPage(c));

deskSignals.post(REPORTS, async (c) => {
  const { actor, held } = await reported(c);
  if (!maySettle(actor, held)) throw new Problem('not-allowed');
  const form = await formBody(c);
  const outcome = one(form, 'outcome');
  const answer = clean(one(form, 'answer'), { multiline: true });
  try {
    const { answer: written = '', outcome: how } = parse(ReportSettlement, {
      outcome,
      ...(answer !== '' && { answer }),
    });
    const { id } = held.entry;
    await settleReports(c.env.DB, id, form.get('report') ?? [], {
      outcome: how,
      answer: written,
      by: actor.id,
      at: c.get('clock')(),
    });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid-input') throw error;
    return reportsPage(c, { problem: error, values: { outcome, answer } });
  }
  hurry(c);
  return c.redirect(`${c.req.path}?done=settled`, 303);
});

deskSignals.post(`${LANGUAGE_PREFIX}/account/digest`, async (c) => {
  const user = c.get('user');
  if (!user) throw new Problem('sign-in-required');
  // For accounts without a role nothing waits.
  if (rolesOf(user.actor).length === 0) throw new Problem('not-found');
  const chosen = one(await formBody(c), 'rhythm');
  const rhythm = RHYTHMS.find((known) => known === chosen);
  if (!rhythm)
    throw new Problem('invalid-input', {
      issues: [{ pointer: '#/rhythm', code: 'unknown-code', params: {} }],
    });
  await chooseRhythm(c.env.DB, user.id, rhythm, c.get('clock')());
  return c.redirect(`${paths.account(c.get('language'))}#digest`, 303);
});
