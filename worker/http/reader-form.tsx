import { Hono } from 'hono';
import type { VNode } from 'preact';
import type { Database } from '#db/client.ts';
import { type Issue, Problem } from '#domain/problems.ts';
import { type Form, one } from '#domain/schemas/form.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { ConfirmStepPage } from '#web/pages/versions/ConfirmStepPage.tsx';
import type { ReaderFormProps, ReaderValues } from '#web/pages/versions/ReaderForm.tsx';
import { paths } from '#web/paths.ts';
import { formBody } from './body.ts';
import { type AppContext, type AppEnv, t } from './context.ts';
import { type MailedRow, openRowLink, rowPlace } from './correction-links.ts';
import { formToken, MINIMUM_TIME, newFormToken } from './form-token.ts';
import { hurry } from './hurry.ts';
import { LANGUAGE_PREFIX } from './language.ts';
import { limitNetwork } from './limits.ts';
import { frameOf, page } from './page.tsx';
import { fieldErrors } from './problem.ts';
import type { PublicEntry } from './public-entry.ts';

/** The words of a page with one thing to say. */
export interface StepTexts {
  title: MessageKey;
  lead: MessageKey;
}

/** A form about a public entry that readers send without an account; `Typed` are the fields that others do not have. */
export interface ReaderFormRoutes<Typed> {
  /** The last part of its address, below that of the entry. */
  place: 'report' | 'suggest' | 'translate';
  limit: 'report' | 'suggest';
  /** The entries it is for. */
  find: (database: Database, id: string) => Promise<PublicEntry>;
  /** The form as it is opened. */
  open: (initiative: PublicInitiative, c: AppContext) => Typed;
  /** The form as it was sent; throws if it cannot be shown again. */
  read: (initiative: PublicInitiative, form: Form) => Typed;
  /** Where issues stand that belong to no field of their own. */
  field: string;
  show: (props: ReaderFormProps, values: Typed & ReaderValues) => VNode;
  /** Keeps what was sent. The same id changes nothing twice. */
  send: (
    c: AppContext,
    initiative: PublicInitiative,
    values: Typed & ReaderValues,
    id: string,
  ) => Promise<unknown>;
  /** Said once it is sent. */
  sent: (c: AppContext) => StepTexts;
}

/** Why a form comes back. */
interface Refusal {
  problem: Problem;
  /** What is said instead of the detail of the problem. */
  notice?: 'submit.notice.renewed' | 'submit.notice.too-fast';
}

/** Why a form is not looked at further: a program filled it in, or it was not opened by who sends it. */
function refusalOf(
  c: AppContext,
  trap: string,
  token: { renewed: boolean; openedAt: number },
): Refusal | null {
  if (trap !== '') {
    const issues: Issue[] = [{ pointer: '#/trap', code: 'unexpected', params: {} }];
    return { problem: new Problem('invalid-input', { issues }) };
  }
  const problem = new Problem('invalid-input');
  if (token.renewed) return { problem, notice: 'submit.notice.renewed' };
  const isTooFast = c.get('clock')() - token.openedAt < MINIMUM_TIME;
  return isTooFast ? { problem, notice: 'submit.notice.too-fast' } : null;
}

/** A page with one thing to say, and what may be done about it. */
function stepPage(
  c: AppContext,
  { title, lead }: StepTexts,
  more: { button?: string; next?: { href: string; text: string }; headers?: Record<string, string> },
): Response {
  const say = t(c);
  const { headers = {}, ...shown } = more;
  return page(
    c,
    <ConfirmStepPage frame={frameOf(c)} title={say(title)} lead={say(lead)} action={c.req.path} {...shown} />,
    { private: true, headers },
  );
}

/** The pages of such a form. Sent with what is wrong it comes back, with everything that was typed. */
export function readerForm<Typed>(routes: ReaderFormRoutes<Typed>): Hono<AppEnv> {
  const { place, limit, find, open, read, field, show, send, sent } = routes;
  const path = `${LANGUAGE_PREFIX}/initiatives/:id/${place}` as const;

  const formPage = (
    c: AppContext,
    { initiative, values }: { initiative: PublicInitiative; values: Typed & ReaderValues },
    { problem, notice }: Partial<Refusal> = {},
  ) => {
    const say = t(c);
    const other =
      problem && problem.code !== 'invalid-input' ? say(`problem.${problem.code}.detail`) : undefined;
    const said = { errors: fieldErrors(say, problem, field), notice: notice ? say(notice) : other };
    return page(c, show({ frame: frameOf(c), initiative, ...said }, values), {
      // The token says when the form was opened, so nobody may keep the page.
      private: true,
      ...(problem && { status: problem.status as 422, headers: { ...problem.headers } }),
    });
  };

  return new Hono<AppEnv>()
    .get(path, async (c) => {
      const found = await find(c.env.DB, c.req.param('id'));
      if (found.kind === 'merged') return c.redirect(paths[place](c.get('language'), found.into), 301);
      const { initiative } = found;
      const { token } = await newFormToken(c);
      return formPage(c, { initiative, values: { ...open(initiative, c), email: '', trap: '', token } });
    })
    .post(path, async (c) => {
      const found = await find(c.env.DB, c.req.param('id'));
      if (found.kind === 'merged') return c.redirect(paths[place](c.get('language'), found.into), 303);
      const { initiative } = found;
      const form = await formBody(c);
      const typed = read(initiative, form);
      const token = await formToken(c, one(form, 'form'));
      const values = { ...typed, email: one(form, 'email'), trap: one(form, 'trap'), token: token.token };
      const refusal = refusalOf(c, values.trap, token);
      if (refusal) return formPage(c, { initiative, values }, refusal);
      try {
        await limitNetwork(c, limit);
        await send(c, initiative, values, token.id);
      } catch (error) {
        if (!(error instanceof Problem) || error.status === 404) throw error;
        return formPage(c, { initiative, values }, { problem: error });
      }
      const href = paths.initiative(c.get('language'), initiative);
      return stepPage(c, sent(c), { next: { href, text: t(c)('suggest.back') } });
    });
}

export interface ConfirmStep {
  /** What the mailed link is about. */
  purpose: MailedRow;
  asks: StepTexts;
  done: StepTexts;
  /**
   * The row with this id as far as it can still be confirmed: `link-invalid` if there is none, `not-found` if its entry
   * is not public.
   */
  find: (
    c: AppContext,
    id: string,
  ) => Promise<{ confirmed: boolean; confirm: (at: number) => Promise<unknown> }>;
}

/** What a mailed link leads to: a page with one button, which confirms. A program that opens links confirms nothing. */
export function confirmStep({ purpose, asks, done, find }: ConfirmStep): Hono<AppEnv> {
  const path = `${LANGUAGE_PREFIX}/${rowPlace(purpose)}/:token` as const;
  const found = async (c: AppContext) => {
    const { LINK_SECRET } = c.env;
    return find(c, await openRowLink(LINK_SECRET, purpose, c.req.param('token') ?? '', c.get('clock')()));
  };
  const answer = (c: AppContext, confirmed: boolean) =>
    stepPage(c, confirmed ? done : asks, {
      ...(!confirmed && { button: t(c)('suggest.confirm.do') }),
      headers: { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' },
    });
  return new Hono<AppEnv>()
    .get(path, async (c) => answer(c, (await found(c)).confirmed))
    .post(path, async (c) => {
      await limitNetwork(c, 'confirm');
      await (await found(c)).confirm(c.get('clock')());
      hurry(c);
      return answer(c, true);
    });
}
