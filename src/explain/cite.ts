import type { TableView } from "../table/read";

const UNREAD = { known: "not verified", secondary: "by a secondary source" } as const;

/** A source of the table by id, as instrument and citation; the id itself where the table does not list it. */
export function citeSource(view: TableView, id: string): string {
  let texts = citations.get(view);
  if (texts === undefined) {
    texts = new Map();
    citations.set(view, texts);
  }
  let text = texts.get(id);
  if (text === undefined) {
    text = cite(view, id);
    texts.set(id, text);
  }
  return text;
}

/** A table has few sources, and explanations cite each many times. */
const citations = new WeakMap<TableView, Map<string, string>>();

function cite(view: TableView, id: string): string {
  const source = view.meta.sources.find((candidate) => candidate.id === id);
  if (source === undefined) return id;
  const text = source.citation === "" ? source.instrument : `${source.instrument}, ${source.citation}`;
  return source.evidence === undefined || source.evidence === "read" ? text : `${text} (${UNREAD[source.evidence]})`;
}
