import { Hono } from 'hono';
import { confirmCorrection, correctionById } from '#db/corrections.ts';
import { isTextField } from '#domain/initiative/changed-fields.ts';
import { Problem } from '#domain/problems.ts';
import { CORRECTABLE_FIELDS, type CorrectableField, valueAt } from '#domain/schemas/correction.ts';
import { one } from '#domain/schemas/form.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { SuggestPage, type SuggestPageProps } from '#web/pages/versions/SuggestPage.tsx';
import type { AppEnv } from '#worker/http/context.ts';
import { openEntry, publicSubject } from '#worker/http/public-entry.ts';
import { confirmStep, readerForm } from '#worker/http/reader-form.tsx';
import { suggestCorrection } from './suggest-correction.ts';

function isCorrectable(field: string): field is CorrectableField {
  return (CORRECTABLE_FIELDS as readonly string[]).includes(field);
}

/** The field and language that the form is for; the whole list to choose from if they are none of the entry. */
function chosen(initiative: PublicInitiative, field: string, language: string) {
  if (!isCorrectable(field)) return null;
  if (!isTextField(field)) return { field, language: null };
  return initiative.texts.some((text) => text.language === language) ? { field, language } : null;
}

/** A value as the form shows it: lists one line each. */
function shown(
  initiative: PublicInitiative,
  at: { field: CorrectableField; language: string | null },
): string {
  return [valueAt(initiative, at) ?? []].flat().join('\n');
}

type Typed = Pick<SuggestPageProps, 'choice'> & { value: string; evidence: string };

/** The form as the API would have it. */
function inputFrom({ choice, value, evidence, email }: Typed & { email: string }): Record<string, unknown> {
  const lines = value.split(/\r\n|\r|\n/).map((line) => line.trim());
  const said =
    choice?.field === 'urls'
      ? lines.filter((line) => line !== '')
      : choice?.field === 'title' || choice?.field === 'summary'
        ? value
        : value.trim() || null;
  return { ...choice, value: said, evidence, email };
}

const form = readerForm<Typed>({
  ...{ place: 'suggest', limit: 'suggest', field: 'value', find: openEntry },
  open(initiative, c) {
    const choice = chosen(initiative, c.req.query('field') ?? '', c.req.query('language') ?? '');
    return { choice, value: choice ? shown(initiative, choice) : '', evidence: '' };
  },
  read(initiative, sent) {
    const choice = chosen(initiative, one(sent, 'field'), one(sent, 'language'));
    if (!choice) throw new Problem('invalid-input');
    return { choice, value: one(sent, 'value'), evidence: one(sent, 'evidence') };
  },
  show: (props, { choice, ...values }) => <SuggestPage {...props} choice={choice} values={values} />,
  send: (c, initiative, values, id) => suggestCorrection(c, initiative, inputFrom(values), id),
  sent: () => ({ title: 'suggest.sent.title', lead: 'suggest.sent' }),
});

const confirmation = confirmStep({
  purpose: 'correction',
  asks: { title: 'suggest.confirm.title', lead: 'suggest.confirm.lead' },
  done: { title: 'suggest.confirm.title', lead: 'suggest.confirm.done' },
  async find(c, id) {
    const correction = await correctionById(c.env.DB, id);
    if (!correction) throw new Problem('link-invalid');
    const held = await publicSubject(c.env.DB, correction.initiativeId);
    return {
      confirmed: correction.state !== 'unconfirmed',
      confirm: (at) => confirmCorrection(c.env.DB, correction, held, at),
    };
  },
});

/** Suggesting a correction without an account, and confirming it by a mailed link. */
export const suggesting = new Hono<AppEnv>().route('/', form).route('/', confirmation);
