import { formatDate } from '#domain/strings/strings.ts';
import type { Frame } from '#web/components/frame.ts';
import { paths } from '#web/paths.ts';

export interface ShownDraft {
  id: string;
  /** Empty if there is none yet. */
  title: string;
  titleLanguage: string;
  /** Milliseconds since 1970, UTC. */
  updatedAt: number;
  sentAt: number | null;
  /** When it goes if nobody works on it and it is not sent. */
  goesAt: number;
  /** How many people work on it, with the owner. */
  members: number;
}

/** A person's drafts, the last changed first. */
export function DraftList({ frame, drafts }: { frame: Frame; drafts: readonly ShownDraft[] }) {
  const { t, language } = frame;
  return (
    <ul class="draft-list">
      {drafts.map(({ id, title, titleLanguage, updatedAt, sentAt, goesAt, members }) => (
        <li key={id} class="draft-row">
          <p>
            <a href={sentAt === null ? paths.resumeDraft(language, id) : paths.draft(language, id)}>
              {title ? <bdi lang={titleLanguage || undefined}>{title}</bdi> : t('draft.untitled')}
            </a>
            <span class="hint">
              {sentAt === null
                ? t('draft.changed', { date: formatDate(language, updatedAt) })
                : t('draft.sent', { date: formatDate(language, sentAt) })}
              {members > 1 && ` · ${t('draft.people', { count: members })}`}
              {sentAt === null && ` · ${t('draft.goes', { date: formatDate(language, goesAt) })}`}
            </span>
          </p>
          <p>
            <a href={paths.draft(language, id)}>
              {t('draft.page.link')}
              <span class="visually-hidden"> {title}</span>
            </a>
          </p>
        </li>
      ))}
    </ul>
  );
}
