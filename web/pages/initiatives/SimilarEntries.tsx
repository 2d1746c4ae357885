import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { BriefEntries } from '../../components/BriefEntries.tsx';
import type { Frame } from '../../components/frame.ts';

export interface SimilarEntriesProps {
  frame: Frame;
  initiatives: readonly PublicInitiative[];
}

/** Who did something like it, and where. */
export function SimilarEntries({ frame, initiatives }: SimilarEntriesProps) {
  if (initiatives.length === 0) return null;
  return (
    <section aria-labelledby="similar">
      <h2 id="similar">{frame.t('entry.similar')}</h2>
      <BriefEntries frame={frame} initiatives={initiatives} />
    </section>
  );
}
