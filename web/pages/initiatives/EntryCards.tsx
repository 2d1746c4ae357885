import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { Frame } from '../../components/frame.ts';
import { InitiativeCard } from '../../components/InitiativeCard.tsx';

export function EntryCards({
  frame,
  initiatives,
}: {
  frame: Frame;
  initiatives: readonly PublicInitiative[];
}) {
  return (
    <ul class="entry-cards">
      {initiatives.map((initiative) => (
        <li key={initiative.id}>
          <InitiativeCard frame={frame} initiative={initiative} headingLevel={3} />
        </li>
      ))}
    </ul>
  );
}
