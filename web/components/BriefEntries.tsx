import { textIn } from '#domain/initiative/content.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { KIND_NAMES } from '#domain/taxonomy/names/kinds.ts';
import { paths } from '../paths.ts';
import type { Frame } from './frame.ts';
import { placesOf } from './InitiativeCard.tsx';
import { SdgTiles } from './SdgTile.tsx';

export interface BriefEntriesProps {
  frame: Frame;
  initiatives: readonly PublicInitiative[];
}

/** Entries by name, organisation and place, in as many columns as fit. */
export function BriefEntries({ frame, initiatives }: BriefEntriesProps) {
  return (
    <ul class="briefs">
      {initiatives.map((initiative) => (
        <li class="brief" key={initiative.id}>
          <Brief frame={frame} initiative={initiative} />
        </li>
      ))}
    </ul>
  );
}

function Brief({ frame, initiative }: { frame: Frame; initiative: PublicInitiative }) {
  const { language } = frame;
  const text = textIn(initiative, language);
  const lead = initiative.organizations.find(({ role }) => role === 'lead') ?? initiative.organizations[0];
  return (
    <>
      <h3 class="card-title">
        <a href={paths.initiative(language, initiative)}>
          <bdi lang={text.language}>{text.title}</bdi>
        </a>
      </h3>
      {lead && (
        <p class="card-organizations">
          <bdi>{lead.name}</bdi>
        </p>
      )}
      <p class="card-meta">
        <span>{KIND_NAMES[initiative.kind][language]}</span>
        <span>{placesOf(frame, initiative)}</span>
        <span>
          <bdi>{initiative.year}</bdi>
        </span>
      </p>
      <SdgTiles frame={frame} sdgs={initiative.sdgs} />
    </>
  );
}
