// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets the native ones when CSS turns rows into cards
import { type DeskQueue, isOverdue } from '#domain/initiative/desk.ts';
import type { Recommendation } from '#domain/initiative/events.ts';
import type { ProposalKind } from '#domain/initiative/states.ts';
import { formatDate, formatNumber } from '#domain/strings/strings.ts';
import type { ActionLine } from '#domain/taxonomy/action-lines.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { ActionLineTag } from '../../components/ActionLineTag.tsx';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';
import { BulkChoice } from './BulkBar.tsx';
import { type LookingColleague, lookingText } from './Presence.tsx';

/** Times in milliseconds since 1970, UTC. */
export interface QueueItem {
  id: string;
  title: string;
  language: string;
  organization: string | null;
  actionLines: readonly ActionLine[];
  queue: DeskQueue;
  since: number;
  dueAt: number | null;
  urgent: boolean;
  assignee: { id: string; name: string } | null;
  proposal: { kind: ProposalKind; own: boolean } | null;
  recommendation: Recommendation | null;
  looking: readonly LookingColleague[];
}

export interface QueueRowProps {
  frame: Frame;
  item: QueueItem;
  /** The filters as a query. */
  query: string;
  /** Whether the page shows several queues, so that each entry says which is its own. */
  mixed: boolean;
  /** Account of the reader. */
  me: string;
  now: number;
}

const DAY = 86_400_000;

/** Labels of the columns, in the order of the cells. */
export const QUEUE_COLUMNS = [
  'bulk.column',
  'field.title',
  'desk.organization',
  'moderation.queue.waiting',
  'desk.due',
  'desk.assignee',
] as const;

/** One entry of the queue. */
export function QueueRow({ frame, item, query, mixed, me, now }: QueueRowProps) {
  const { language, t } = frame;
  const days = Math.max(0, Math.floor((now - item.since) / DAY));
  const [choice, , organization, waiting, due, assignee] = QUEUE_COLUMNS;
  return (
    <tr role="row">
      <td role="cell" data-label={t(choice)}>
        <BulkChoice frame={frame} id={item.id} title={item.title} />
      </td>
      <th scope="row" role="rowheader">
        <a
          href={`${paths.moderation(language)}/${item.id}${query ? `?${query}` : ''}`}
          lang={item.language}
          dir="auto"
        >
          {item.title}
        </a>
        <Marks frame={frame} item={item} mixed={mixed} />
      </th>
      <td role="cell" data-label={t(organization)}>
        {item.organization && <bdi>{item.organization}</bdi>}
      </td>
      <td role="cell" data-label={t(waiting)}>
        {t('moderation.queue.days', { count: days, number: formatNumber(language, days) })}
      </td>
      <td role="cell" data-label={t(due)}>
        <Due frame={frame} item={item} now={now} />
      </td>
      <td role="cell" data-label={t(assignee)}>
        <Assignee frame={frame} assignee={item.assignee} me={me} />
      </td>
    </tr>
  );
}

/** What an entry is, in a line below its title: which queue, which language, which lines, who looks at it. */
function Marks({ frame, item, mixed }: Pick<QueueRowProps, 'frame' | 'item' | 'mixed'>) {
  const { language, t } = frame;
  const { proposal, recommendation } = item;
  return (
    <>
      <span class="marks">
        {mixed && <span class="mark-queue">{t(`desk.queue.${item.queue}`)}</span>}
        {item.urgent && <span class="mark-urgent">{t('desk.urgent')}</span>}
        <span>{languageName(item.language, language)}</span>
        {item.actionLines.map((code) => (
          <ActionLineTag key={code} frame={frame} code={code} />
        ))}
      </span>
      {recommendation && <span class="mark-line">{t(`desk.recommended.${recommendation}`)}</span>}
      {proposal && (
        <span class="mark-line">
          {t('moderation.event.initiative.proposed', { kind: proposal.kind })}
          {proposal.own && ` – ${t('desk.proposal.own')}`}
        </span>
      )}
      {item.looking.map((one) => (
        <span key={one.name} class="mark-line mark-looking">
          {lookingText(frame, one)}
        </span>
      ))}
    </>
  );
}

function Due({ frame: { language, t }, item, now }: Pick<QueueRowProps, 'frame' | 'item' | 'now'>) {
  if (item.dueAt === null) return null;
  const date = (
    <time dateTime={new Date(item.dueAt).toISOString().slice(0, 10)}>{formatDate(language, item.dueAt)}</time>
  );
  return isOverdue(item.queue, item.since, now) ? (
    <>
      <strong class="overdue">{t('desk.overdue')}</strong> {date}
    </>
  ) : (
    date
  );
}

function Assignee({
  frame: { t },
  assignee,
  me,
}: Pick<QueueRowProps, 'frame' | 'me'> & Pick<QueueItem, 'assignee'>) {
  if (assignee === null) return <span class="hint">{t('desk.nobody')}</span>;
  return assignee.id === me ? (
    <strong>{t('desk.you')}</strong>
  ) : (
    <bdi>{assignee.name || t('desk.colleague')}</bdi>
  );
}
