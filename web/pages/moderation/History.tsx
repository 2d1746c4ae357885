import type { FieldName } from '#domain/initiative/changed-fields.ts';
import type { InitiativeEvent } from '#domain/initiative/events.ts';
import type { DeclineReason } from '#domain/initiative/reasons.ts';
import { formatList } from '#domain/strings/strings.ts';
import type { Frame } from '../../components/frame.ts';
import { Timeline } from '../../components/Timeline.tsx';

export interface HistoryEvent extends InitiativeEvent {
  actorKind: 'link' | 'account' | 'system';
  message: string | null;
}

/** The log of a submission in words, with what both sides wrote. */
export function History({ frame, events }: { frame: Frame; events: readonly HistoryEvent[] }) {
  const { t } = frame;
  return (
    <Timeline
      frame={frame}
      items={events.map((event) => ({
        at: event.at,
        title: t(`moderation.event.${event.type}`, { who: event.actorKind }),
        body: <EventBody frame={frame} event={event} />,
      }))}
    />
  );
}

function EventBody({
  frame: { language, t },
  event: { data, message },
}: {
  frame: Frame;
  event: HistoryEvent;
}) {
  // The log holds only codes of our own lists.
  const reason = data.reason as DeclineReason | undefined;
  const fields = (data.fields ?? []) as FieldName[];
  return (
    <>
      {reason && <p>{t(`reason.${reason}`)}</p>}
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
      {message && (
        <p class="said" dir="auto">
          {message}
        </p>
      )}
    </>
  );
}
