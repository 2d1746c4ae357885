import { Hono } from 'hono';
import { confirmTranslation, translationById } from '#db/translations.ts';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { CONTENT_LANGUAGES } from '#domain/taxonomy/language.ts';
import { ProposePage } from '#web/pages/translations/ProposePage.tsx';
import { PARTS, type PartValues, valuesOf } from '#web/pages/translations/TranslationFields.tsx';
import type { AppEnv } from '#worker/http/context.ts';
import { openEntry, publicSubject } from '#worker/http/public-entry.ts';
import { confirmStep, readerForm } from '#worker/http/reader-form.tsx';
import { propose } from './propose.ts';

/** The language to translate into; null for none that this entry can be translated into. */
function chosen(initiative: PublicInitiative, language: string): string | null {
  return language !== initiative.language && CONTENT_LANGUAGES.includes(language) ? language : null;
}

/** The language to translate into, null to choose, and the parts as typed. */
interface Typed {
  into: string | null;
  parts: PartValues;
}

const form = readerForm<Typed>({
  ...{ place: 'translate', limit: 'suggest', field: 'title', find: openEntry },
  open(initiative, c) {
    const into = chosen(initiative, c.req.query('language') ?? '');
    return { into, parts: valuesOf(initiative.texts.find(({ language }) => language === into)) };
  },
  read(initiative, sent) {
    const into = chosen(initiative, one(sent, 'language'));
    if (into === null) throw new Problem('invalid-input');
    return { into, parts: Object.fromEntries(PARTS.map((part) => [part, one(sent, part)])) };
  },
  show: (props, { into, ...values }) => <ProposePage {...props} into={into} values={values} />,
  send(c, initiative, { into, parts, email }, id) {
    const told = Object.entries(parts).filter(([, value]) => value.trim() !== '');
    const input = { ...Object.fromEntries(told), language: into, ...(email && { email }) };
    return propose(c, initiative, input, id);
  },
  // What an account proposes waits for an answer at once, and no mail has to be confirmed.
  sent: (c) =>
    c.get('user')
      ? { title: 'translate.sent.title', lead: 'translate.sent' }
      : { title: 'suggest.sent.title', lead: 'suggest.sent' },
});

const confirmation = confirmStep({
  purpose: 'translation',
  asks: { title: 'translate.confirm.title', lead: 'translate.confirm.lead' },
  done: { title: 'translate.sent.title', lead: 'translate.sent' },
  async find(c, id) {
    const translation = await translationById(c.env.DB, id);
    if (!translation) throw new Problem('link-invalid');
    const held = await publicSubject(c.env.DB, translation.initiativeId);
    return {
      confirmed: translation.state !== 'unconfirmed',
      confirm: (at) => confirmTranslation(c.env.DB, translation, held, at),
    };
  },
});

/** Proposing a translation without an account, and confirming it by a mailed link. */
export const proposing = new Hono<AppEnv>().route('/', form).route('/', confirmation);
