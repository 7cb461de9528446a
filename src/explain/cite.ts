import type { TableView } from "../table/read";

/** A source of the table by id, as instrument and citation; the id itself where the table does not list it. */
export function citeSource(view: TableView, id: string): string {
  const source = view.meta.sources.find((candidate) => candidate.id === id);
  if (source === undefined) return id;
  return source.citation === "" ? source.instrument : `${source.instrument}, ${source.citation}`;
}
