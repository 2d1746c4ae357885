// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets the native ones when CSS turns rows into cards
import type { ComponentChildren } from 'preact';

export interface DataTableColumn {
  key: string;
  label: string;
  /** Figures are set at the end of the column. */
  numeric?: boolean | undefined;
}

export interface DataTableProps {
  caption: string;
  columns: readonly DataTableColumn[];
  /** One cell per column; the first one names the row. */
  rows: readonly { id: string; cells: readonly ComponentChildren[] }[];
}

/** A table that turns into a list of cards on phones. */
export function DataTable({ caption, columns, rows }: DataTableProps) {
  return (
    <table class="data-table" role="table">
      <caption class="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, label, numeric }) => (
            <th key={key} scope="col" role="columnheader" class={numeric ? 'numeric' : undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ id, cells }) => (
          <tr key={id} role="row">
            {columns.map(({ key, label, numeric }, index) =>
              index === 0 ? (
                <th key={key} scope="row" role="rowheader">
                  {cells[index]}
                </th>
              ) : (
                <td key={key} role="cell" data-label={label} class={numeric ? 'numeric' : undefined}>
                  {cells[index]}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
