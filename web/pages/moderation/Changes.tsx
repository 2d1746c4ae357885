import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';
import { type Compared, Differences } from '../versions/Differences.tsx';

/** What changed between two revisions, inside a section of the desk. */
export function Changes({ frame, comparison }: { frame: Frame; comparison: Compared }) {
  return <Differences frame={frame} comparison={comparison} level={3} />;
}

export interface SinceLookProps {
  frame: Frame;
  id: string;
  /** What changed, and since when; null if there is nothing to compare. */
  since: (Compared & { since: 'look' | 'public' | 'asked' }) | null;
}

/** What is new to this member of staff, and the way to compare anything else. */
export function SinceLook({ frame, id, since }: SinceLookProps) {
  const { t, language } = frame;
  const compare = (
    <p>
      <a href={`${paths.moderation(language)}/${id}/compare`}>{t('moderation.compare')}</a>
    </p>
  );
  if (!since) return compare;
  return (
    <section aria-labelledby="since">
      <h2 id="since">{t(`moderation.since.${since.since}`)}</h2>
      <Changes frame={frame} comparison={since} />
      {compare}
    </section>
  );
}
