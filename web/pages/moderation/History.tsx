import type { FieldName } from '#domain/initiative/changed-fields.ts';
import { type InitiativeEvent, isShared } from '#domain/initiative/events.ts';
import type { DeclineReason } from '#domain/initiative/reasons.ts';
import { formatDate, formatList } from '#domain/strings/strings.ts';
import type { Frame } from '../../components/frame.ts';
import { Timeline } from '../../components/Timeline.tsx';

export interface HistoryEvent extends InitiativeEvent {
  actorKind: 'link' | 'account' | 'system';
  message: string | null;
}

interface HistoryProps {
  frame: Frame;
  events: readonly HistoryEvent[];
  /** Names of colleagues, by account. */
  names: ReadonlyMap<string, string>;
}

/** The log of a submission in words: decisions, changes, who got it and why, messages and internal notes. */
export function History({ frame, events, names }: HistoryProps) {
  const { t } = frame;
  return (
    <Timeline
      frame={frame}
      items={events.map((event) => {
        const name = event.actorKind === 'account' && event.actorId ? names.get(event.actorId) : undefined;
        return {
          at: event.at,
          title: (
            <>
              {!isShared(event) && <span class="internal-mark">{t('moderation.internal')}</span>}{' '}
              {t(`moderation.event.${event.type}`, {
                who: event.data.side === 'owner' ? 'link' : event.actorKind,
                kind: event.data.proposal ?? '',
              })}
              {name && (
                <>
                  {' · '}
                  <bdi>{name}</bdi>
                </>
              )}
            </>
          ),
          body: <EventBody frame={frame} event={event} names={names} />,
        };
      })}
    />
  );
}

function EventBody({
  frame: { language, t },
  event: { data, message },
  names,
}: Omit<HistoryProps, 'events'> & { event: HistoryEvent }) {
  // The log holds only codes of our own lists.
  const reason = data.reason as DeclineReason | undefined;
  const fields = (data.fields ?? []) as FieldName[];
  const assignee = data.assignee ? names.get(data.assignee) : undefined;
  return (
    <>
      {reason && <p>{t(`reason.${reason}`)}</p>}
      {data.recommendation && <p>{t(`moderation.action.${data.recommendation}`)}</p>}
      {fields.length > 0 && (
        <p>
          {t('moderation.event.fields', {
            fields: formatList(
              language,
              fields.map((field) => t(`field.${field}`)),
            ),
          })}
        </p>
      )}
      {data.deadline && (
        <p>{t('moderation.event.deadline', { date: formatDate(language, data.deadline) })}</p>
      )}
      {assignee && <p>{t('moderation.event.assignee', { name: assignee, rule: data.rule ?? 'hand' })}</p>}
      {message && (
        <p class="said" dir="auto">
          {message}
        </p>
      )}
    </>
  );
}
