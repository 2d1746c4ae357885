import type { Frame } from '../../components/frame.ts';
import { Timeline } from '../../components/Timeline.tsx';
import { paths } from '../../paths.ts';
import { type Compared, Differences } from './Differences.tsx';

/** A public version in the history of an entry. */
export interface Publication {
  number: number;
  kind: 'imported' | 'published' | 'updated' | 'rolled-back';
  /** Milliseconds since 1970, UTC. */
  at: number;
  /** What changed since the version before it, if that is shown here. */
  changes: Compared | null;
}

/** The public versions of an entry, each with its own address and with what changed. */
export function PublicationHistory(props: { frame: Frame; id: string; history: readonly Publication[] }) {
  const { frame, id, history } = props;
  const { t, language } = frame;
  return (
    <Timeline
      frame={frame}
      items={history.map(({ number, kind, at, changes }) => ({
        at,
        title: (
          <>
            <a href={paths.version(language, id, number)}>{t('version.number', { number })}</a> ·{' '}
            {t(`entry.history.${kind}`)}
          </>
        ),
        body: changes && (
          <details>
            <summary>{t('version.changes')}</summary>
            <Differences frame={frame} comparison={changes} level={3} />
          </details>
        ),
      }))}
    />
  );
}
