import type { ComponentChildren } from 'preact';
import type { PictureId } from '#domain/pictures/figures.ts';
import type { SearchQuery } from '#domain/schemas/search-query.ts';
import { formatNumber } from '#domain/strings/strings.ts';
import { DataTable } from '../components/DataTable.tsx';
import type { Frame } from '../components/frame.ts';
import { fileHref, narrowedHref } from './addresses.ts';
import type { PictureTable } from './tables.ts';

export interface PictureProps {
  frame: Frame;
  picture: PictureId;
  title: string;
  lead: string;
  query: SearchQuery;
  /** Left out where the picture itself is a table. */
  table?: PictureTable | undefined;
  children: ComponentChildren;
}

/** A picture with what it says, the numbers behind it, and its files. */
export function Picture({ frame, picture, title, lead, query, table, children }: PictureProps) {
  return (
    <section class="picture" aria-labelledby={picture}>
      <h2 id={picture}>{title}</h2>
      {lead && <p class="picture-lead">{lead}</p>}
      {children}
      <PictureFoot frame={frame} picture={picture} title={title} query={query} table={table} />
    </section>
  );
}

/** The numbers behind a picture, folded, and its files. */
function PictureFoot({ frame, picture, title, query, table }: Omit<PictureProps, 'lead' | 'children'>) {
  return (
    <div class="picture-foot">
      {table && (
        <details>
          <summary>{frame.t('pictures.table')}</summary>
          <NumbersTable frame={frame} caption={title} query={query} table={table} />
        </details>
      )}
      <FileLinks
        frame={frame}
        name={picture}
        title={title}
        svg={fileHref(frame.language, query, picture, 'svg')}
        csv={fileHref(frame.language, query, picture, 'csv')}
      />
    </div>
  );
}

function NumbersTable({
  frame: { language },
  caption,
  query,
  table,
}: {
  frame: Frame;
  caption: string;
  query: SearchQuery;
  table: PictureTable;
}) {
  return (
    <DataTable
      caption={caption}
      columns={table.columns.map((column, index) => ({ key: String(index), ...column }))}
      rows={table.rows.map(({ cells, filter }, row) => {
        const href = filter && narrowedHref(language, query, { [filter.facet]: filter.value });
        const [name, ...numbers] = cells.map((cell) =>
          typeof cell === 'number' ? formatNumber(language, cell) : cell,
        );
        return { id: String(row), cells: [href ? <a href={href}>{name}</a> : name, ...numbers] };
      })}
    />
  );
}

/** What makes the PNG, once on a page. */
export function PictureScript({ frame: { assets } }: { frame: Frame }) {
  return assets.picture ? <script type="module" src={assets.picture} /> : null;
}

export interface FileLinksProps {
  frame: Frame;
  /** Name of the files, without their ending. */
  name: string;
  title: string;
  svg: string;
  csv: string;
}

/** The files of a picture. The button shows itself where a script can make a PNG of the SVG. */
export function FileLinks({ frame: { t }, name, title, svg, csv }: FileLinksProps) {
  return (
    <p class="picture-files">
      {t('pictures.download')}{' '}
      <a href={svg} download={`${name}.svg`} aria-label={`${title}: SVG`}>
        SVG
      </a>
      <a href={csv} download={`${name}.csv`} aria-label={`${title}: CSV`}>
        CSV
      </a>
      <button class="link" type="button" hidden data-png={svg} aria-label={`${title}: PNG`}>
        PNG
      </button>
    </p>
  );
}
