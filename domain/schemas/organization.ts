import * as v from 'valibot';
import { MEMBER_ROLES } from '../initiative/permissions.ts';
import { STAKEHOLDER_TYPES } from '../taxonomy/code-lists.ts';
import { LANGUAGES } from '../taxonomy/language.ts';
import {
  ACRONYM_LENGTH,
  CountryCode,
  code,
  EmailAddress,
  HttpUrl,
  issue,
  LanguageCode,
  MESSAGE_LENGTH,
  ORGANIZATION_LENGTH,
  plainText,
} from './atoms.ts';

/** Names that an organisation has in use at once; one per language. */
export const MAX_NAMES = 12;

const Name = v.object(
  { language: LanguageCode, name: plainText(ORGANIZATION_LENGTH, { min: 2 }) },
  issue('wrong-type'),
);

/** What is said of an organisation. `parent` is an id, the address of a page, or a registered name. */
export const OrganizationFacts = v.object(
  {
    names: v.pipe(
      v.array(Name, issue('wrong-type')),
      v.minLength(1, issue('required')),
      v.maxLength(MAX_NAMES, issue('too-many-items')),
      v.check(
        (names) => new Set(names.map(({ language }) => language)).size === names.length,
        issue('duplicate-item'),
      ),
    ),
    acronym: plainText(ACRONYM_LENGTH, { min: 0 }),
    type: v.nullable(code(STAKEHOLDER_TYPES)),
    country: v.nullable(CountryCode),
    url: v.nullable(HttpUrl),
    parent: v.nullable(v.pipe(v.string(issue('wrong-type')), v.maxLength(2000, issue('too-long')))),
  },
  issue('wrong-type'),
);
export type OrganizationFacts = v.InferOutput<typeof OrganizationFacts>;

/** Whom an owner invites, and in which language. */
export const Invitation = v.object(
  {
    email: v.pipe(EmailAddress, v.toLowerCase()),
    role: code(MEMBER_ROLES),
    language: v.picklist(LANGUAGES, issue('unknown-language')),
  },
  issue('wrong-type'),
);

/** The part of an address before the @ (RFC 5321 §4.1.2, as far as it needs no quoting). */
export const Mailbox = v.object(
  {
    mailbox: v.pipe(
      v.string(issue('wrong-type')),
      v.trim(),
      v.nonEmpty(issue('required')),
      v.regex(/^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/, issue('invalid-email')),
    ),
  },
  issue('wrong-type'),
);

/** Words of a person about whose an entry is. */
export const Words = v.object(
  { message: plainText(MESSAGE_LENGTH, { multiline: true, min: 0, formulas: true }) },
  issue('wrong-type'),
);

/** Words that must be there. */
export const NeededWords = v.object(
  { message: plainText(MESSAGE_LENGTH, { multiline: true, formulas: true }) },
  issue('wrong-type'),
);
