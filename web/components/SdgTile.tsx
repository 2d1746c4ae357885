import { SDG_NAMES } from '#domain/taxonomy/names/sdgs.ts';
import type { Sdg } from '#domain/taxonomy/sdgs.ts';
import { paths } from '../paths.ts';
import type { Frame } from './frame.ts';

export interface SdgTileProps {
  frame: Frame;
  sdg: Sdg;
  /** Leads to the search for this goal. */
  link?: boolean | undefined;
}

export function SdgTile({ frame: { language, t }, sdg, link = false }: SdgTileProps) {
  const label = t('sdg.label', { number: sdg, name: SDG_NAMES[sdg][language] });
  const look = { class: `sdg sdg-${sdg}`, 'aria-label': label, title: label };
  return link ? (
    <a {...look} href={paths.search(language, { sdg })}>
      {sdg}
    </a>
  ) : (
    <span {...look} role="img">
      {sdg}
    </span>
  );
}

export interface SdgTilesProps {
  frame: Frame;
  sdgs: readonly Sdg[];
  link?: boolean | undefined;
}

export function SdgTiles({ frame, sdgs, link = false }: SdgTilesProps) {
  if (sdgs.length === 0) return null;
  return (
    <ul class="sdg-tiles" aria-label={frame.t('sdg.list')}>
      {sdgs.map((sdg) => (
        <li key={sdg}>
          <SdgTile frame={frame} sdg={sdg} link={link} />
        </li>
      ))}
    </ul>
  );
}
