import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';

/** A colleague who has an entry open. The name may be empty; `since` in milliseconds since 1970. */
export interface LookingColleague {
  name: string;
  since: number;
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}

/** Says who has an entry open, and since when. */
export function lookingText({ t }: Pick<Frame, 't'>, { name, since }: LookingColleague): string {
  return t('desk.looking', { name: name || t('desk.colleague'), time: clock(since) });
}

export interface PresenceProps {
  frame: Frame;
  id: string;
  /** The filters of the queue, as a query. */
  query: string;
  /** When the mark of this person ends, in milliseconds since 1970. */
  until: number;
  looking: readonly LookingColleague[];
}

/** Who has the entry open: colleagues, and this person as colleagues see it, with a way to end that. */
export function Presence({ frame, id, query, until, looking }: PresenceProps) {
  const { language, t } = frame;
  const address = `${paths.moderation(language)}/${id}/lease`;
  return (
    <div class="presence">
      <div role="status" data-lease={address} data-until={until}>
        <ul class="plain-list">
          {looking.map((one) => (
            <li key={one.name}>{lookingText(frame, one)}</li>
          ))}
        </ul>
      </div>
      <form method="post" action={`${address}${query ? `?${query}` : ''}`}>
        <span class="hint">{t('desk.lease', { time: clock(until) })}</span>{' '}
        <button type="submit" class="link-button" name="end" value="1">
          {t('desk.release')}
        </button>
      </form>
    </div>
  );
}
