import { formatDate } from '#domain/strings/strings.ts';
import type { Frame } from './frame.ts';

export interface VerifiedBadgeProps {
  frame: Frame;
  /** How and when (milliseconds since 1970) an organisation proved its domain. */
  verification: { at: number; by: 'mail' | 'dns'; domain: string };
  /** Says how and when beside the word, not only to who points at it. */
  full?: boolean;
}

/** Says that an organisation has proved its domain. */
export function VerifiedBadge({ frame: { language, t }, verification, full = false }: VerifiedBadgeProps) {
  const { at, by, domain } = verification;
  const how = t(`organization.verified.${by}`, { domain, date: formatDate(language, at) });
  return (
    <span class="verified" title={full ? undefined : how}>
      <svg class="verified-mark" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d="M3 8.5l3.2 3.2L13 4.8" fill="none" stroke="currentColor" stroke-width="2.2" />
      </svg>
      {t('organization.verified')}
      {full ? <span class="verified-how"> {how}</span> : <span class="visually-hidden"> {how}</span>}
    </span>
  );
}
