import { Hono } from 'hono';
import { publicFace } from '#db/entries.ts';
import { addReport, confirmReport, reportById } from '#db/reports.ts';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import { parse } from '#domain/schemas/parse.ts';
import { Report } from '#domain/schemas/report.ts';
import { clean } from '#domain/text/unsafe.ts';
import { ReportPage } from '#web/pages/signals/ReportPage.tsx';
import type { AppEnv } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitAddress } from '#worker/http/limits.ts';
import { publicEntry } from '#worker/http/public-entry.ts';
import { confirmStep, readerForm } from '#worker/http/reader-form.tsx';

const form = readerForm({
  ...{ place: 'report', limit: 'report', field: 'reason', find: publicEntry },
  open: () => ({ reason: '', body: '' }),
  read: (_initiative, sent) => ({
    reason: one(sent, 'reason'),
    body: clean(one(sent, 'body'), { multiline: true }),
  }),
  show: (props, values) => <ReportPage {...props} values={values} />,
  async send(c, initiative, values, id) {
    const { reason, body, email } = parse(Report, {
      reason: values.reason,
      body: values.body,
      email: values.email.trim(),
    });
    const address = email.toLowerCase();
    await limitAddress(c, 'report', address);
    const report = { id, initiativeId: initiative.id, reason, body, email: address };
    await addReport(c.env.DB, { ...report, language: c.get('language') }, c.get('clock')());
    hurry(c);
  },
  sent: () => ({ title: 'suggest.sent.title', lead: 'report.sent' }),
});

const confirmation = confirmStep({
  purpose: 'report',
  asks: { title: 'report.confirm.title', lead: 'report.confirm.lead' },
  done: { title: 'report.confirm.title', lead: 'report.confirm.done' },
  async find(c, id) {
    const found = await reportById(c.env.DB, id);
    if (!found) throw new Problem('link-invalid');
    const confirmed = found.state !== 'unconfirmed';
    if (!confirmed && (await publicFace(c.env.DB, found.initiativeId)).kind !== 'published')
      throw new Problem('not-found');
    return { confirmed, confirm: (at) => confirmReport(c.env.DB, found, at) };
  },
});

/** Reporting an entry without an account, and confirming that by a mailed link. */
export const reporting = new Hono<AppEnv>().route('/', form).route('/', confirmation);
