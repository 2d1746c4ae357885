import { contactById } from '#db/entries.ts';
import { type SubjectEntry, subjectEntry } from '#db/subjects.ts';
import { changedFields } from '#domain/initiative/changed-fields.ts';
import { idOfReference } from '#domain/initiative/identifiers.ts';
import { isPartisan } from '#domain/initiative/permissions.ts';
import { faceOf } from '#domain/initiative/states.ts';
import { type Form, one } from '#domain/schemas/form.ts';
import { isLanguage, type Language } from '#domain/taxonomy/language.ts';
import { MergePage, type MergePageProps } from '#web/pages/moderation/MergePage.tsx';
import { type AppContext, actorOf, t } from '../../http/context.ts';
import { frameOf, page } from '../../http/page.tsx';
import type { Submission } from './review.ts';

interface Shown {
  query: string;
  /** Id or reference of the entry that remains, as it was typed. */
  into: string;
  typed?: Form;
  errors?: MergePageProps['errors'];
}

/** The language in which the contact of an entry is told, or null if there is nobody to tell. */
async function toldIn(c: AppContext, { entry }: Pick<SubjectEntry, 'entry'>): Promise<Language | null> {
  const contact = entry.contactId ? await contactById(c.env.DB, entry.contactId) : null;
  if (!contact?.email) return null;
  return isLanguage(contact.language) ? contact.language : 'en';
}

/** Answers what a merge would do to both entries, and offers the next step of it. */
export async function showMerge(c: AppContext, submission: Submission, shown: Shown): Promise<Response> {
  const { entry, rights } = submission;
  const id = idOfReference(shown.into.trim());
  const found = id && id !== entry.id ? await subjectEntry(c.env.DB, id) : null;
  const into =
    found && faceOf(found.entry.standing) === 'public' && !isPartisan(actorOf(c), found.subject)
      ? found
      : null;
  const errors = shown.errors ?? [];
  const unknown = into || errors.length > 0 ? [] : [{ field: 'into', text: t(c)('issue.unknown-entry') }];
  return page(
    c,
    <MergePage
      frame={frameOf(c)}
      id={entry.id}
      version={entry.standing.version}
      query={shown.query}
      content={entry.content}
      wasPublic={entry.standing.publishedRevision !== null}
      told={await toldIn(c, submission)}
      into={
        into && {
          id: into.entry.id,
          content: into.entry.content,
          told: await toldIn(c, into),
          fields: changedFields(entry.content, into.entry.content),
        }
      }
      typed={{ into: shown.into, message: shown.typed ? one(shown.typed, 'message') : '' }}
      proposed={entry.standing.proposal?.kind === 'merge'}
      mayPropose={rights.proposals.includes('merge')}
      errors={[...errors, ...unknown]}
    />,
    { private: true, ...((errors.length > 0 || !into) && { status: 422 as const }) },
  );
}
