import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { formatDate } from '#domain/strings/strings.ts';
import type { Frame } from '../../components/frame.ts';
import type { Publication } from '../versions/PublicationHistory.tsx';

/** Who looked at an entry before it was public, and how fresh it is. */
export function EntryTrust({
  frame: { language, t },
  initiative,
  history,
}: {
  frame: Frame;
  initiative: PublicInitiative;
  /** The public versions, oldest first. */
  history: readonly Publication[];
}) {
  const first = history[0];
  const last = history.at(-1);
  return (
    <section class="trust" aria-labelledby="trust">
      <h2 id="trust">{t('entry.trust')}</h2>
      <ul>
        <li>{t(initiative.source ? 'entry.trust.imported' : 'entry.trust.reviewed')}</li>
        {first && <li>{t('entry.trust.since', { date: formatDate(language, first.at) })}</li>}
        {last && last !== first && (
          <li>{t('entry.trust.updated', { date: formatDate(language, last.at) })}</li>
        )}
      </ul>
    </section>
  );
}
