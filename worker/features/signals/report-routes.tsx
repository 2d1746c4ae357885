import { Hono } from 'hono';
import { publicFace } from '#db/entries.ts';
import { addReport, confirmReport, reportById } from '#db/reports.ts';
import { Problem } from '#domain/problems.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { Report } from '#domain/schemas/report.ts';
import { clean } from '#domain/text/unsafe.ts';
import { ReportPage, type ReportValues } from '#web/pages/signals/ReportPage.tsx';
import { ConfirmStepPage } from '#web/pages/versions/ConfirmStepPage.tsx';
import { paths } from '#web/paths.ts';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { openRowLink } from '#worker/http/correction-links.ts';
import { formToken, MINIMUM_TIME, newFormToken } from '#worker/http/form-token.ts';
import { hurry } from '#worker/http/hurry.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { limitAddress, limitNetwork } from '#worker/http/limits.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { fieldErrors } from '#worker/http/problem.ts';

/** Reporting an entry without an account, and confirming that by a mailed link. */
export const reporting = new Hono<AppEnv>();

const PATH = `${LANGUAGE_PREFIX}/initiatives/:id/report` as const;

/** The public entry that is reported, or the id it was merged into. Others throw what their face says. */
async function reportable(c: AppContext): Promise<PublicInitiative | string> {
  const face = await publicFace(c.env.DB, c.req.param('id') ?? '');
  if (face.kind === 'merged') return face.into;
  if (face.kind === 'withdrawn')
    throw new Problem('withdrawn', { extra: { withdrawn_at: new Date(face.at).toISOString() } });
  if (face.kind === 'unknown') throw new Problem('not-found');
  return face.initiative;
}

interface Again {
  problem: Problem;
  notice?: 'submit.notice.renewed' | 'submit.notice.too-fast' | undefined;
}

function reportPage(
  c: AppContext,
  initiative: PublicInitiative,
  values: ReportValues,
  again?: Again,
): Response {
  const say = t(c);
  const { problem, notice } = again ?? {};
  const errors = fieldErrors(say, problem, 'reason');
  const other =
    problem && problem.code !== 'invalid-input' ? say(`problem.${problem.code}.detail`) : undefined;
  return page(
    c,
    <ReportPage
      frame={frameOf(c)}
      initiative={initiative}
      values={values}
      errors={errors}
      notice={notice ? say(notice) : other}
    />,
    // The token says when the form was opened, so nobody may keep the page.
    { private: true, ...(problem && { status: problem.status as 422, headers: { ...problem.headers } }) },
  );
}

reporting.get(PATH, async (c) => {
  const found = await reportable(c);
  if (typeof found === 'string') return c.redirect(paths.report(c.get('language'), found), 301);
  const { token } = await newFormToken(c);
  return reportPage(c, found, { reason: '', body: '', email: '', trap: '', token });
});

reporting.post(PATH, async (c) => {
  const found = await reportable(c);
  if (typeof found === 'string') return c.redirect(paths.report(c.get('language'), found), 303);
  const form = await formBody(c);
  const one = (name: string) => form.get(name)?.[0] ?? '';
  const token = await formToken(c, one('form'));
  const values: ReportValues = {
    ...{ reason: one('reason'), email: one('email'), trap: one('trap'), token: token.token },
    body: clean(one('body'), { multiline: true }),
  };
  const refused = new Problem('invalid-input');
  if (values.trap !== '') {
    const issues = [{ pointer: '#/trap', code: 'unexpected', params: {} } as const];
    return reportPage(c, found, values, { problem: new Problem('invalid-input', { issues }) });
  }
  if (token.renewed)
    return reportPage(c, found, values, { problem: refused, notice: 'submit.notice.renewed' });
  if (c.get('clock')() - token.openedAt < MINIMUM_TIME)
    return reportPage(c, found, values, { problem: refused, notice: 'submit.notice.too-fast' });
  try {
    await limitNetwork(c, 'report');
    const { reason, body, email } = parse(Report, {
      reason: values.reason,
      body: values.body,
      email: values.email.trim(),
    });
    const address = email.toLowerCase();
    await limitAddress(c, 'report', address);
    const report = { id: token.id, initiativeId: found.id, reason, body, email: address };
    await addReport(c.env.DB, { ...report, language: c.get('language') }, c.get('clock')());
    hurry(c);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return reportPage(c, found, values, { problem: error });
  }
  const say = t(c);
  return page(
    c,
    <ConfirmStepPage
      frame={frameOf(c)}
      title={say('suggest.sent.title')}
      lead={say('report.sent')}
      action=""
      next={{ href: paths.initiative(c.get('language'), found), text: say('suggest.back') }}
    />,
    { private: true },
  );
});

const CONFIRM = `${LANGUAGE_PREFIX}/reports/confirm/:token` as const;

/** The report that a genuine link is about, as long as its entry is public. */
async function linked(c: AppContext) {
  const now = c.get('clock')();
  const id = await openRowLink(c.env.LINK_SECRET, 'report', c.req.param('token') ?? '', now);
  const report = await reportById(c.env.DB, id);
  if (!report) throw new Problem('link-invalid');
  if (
    report.state === 'unconfirmed' &&
    (await publicFace(c.env.DB, report.initiativeId)).kind !== 'published'
  )
    throw new Problem('not-found');
  return { report, now };
}

function confirmPage(c: AppContext, done: boolean): Response {
  const say = t(c);
  return page(
    c,
    <ConfirmStepPage
      frame={frameOf(c)}
      title={say('report.confirm.title')}
      lead={say(done ? 'report.confirm.done' : 'report.confirm.lead')}
      action={c.req.path}
      button={done ? undefined : say('suggest.confirm.do')}
    />,
    { private: true, headers: { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' } },
  );
}

reporting.get(CONFIRM, async (c) => confirmPage(c, (await linked(c)).report.state !== 'unconfirmed'));

reporting.post(CONFIRM, async (c) => {
  await limitNetwork(c, 'confirm');
  const { report, now } = await linked(c);
  await confirmReport(c.env.DB, report, now);
  return confirmPage(c, true);
});
