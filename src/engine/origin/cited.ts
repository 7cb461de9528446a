import type { Cited } from "../../model/origin/agreement";
import type { OriginSource } from "../../model/origin/determination";

/** Where a fact was taken from, by the id of its source. */
export type Sources = ReadonlyMap<string, Readonly<Record<string, string>>>;

export function sourceOf(sources: Sources, cited: Cited, place = cited.cite): OriginSource {
  const { instrument = cited.source, citation = "", evidence = "known" } = sources.get(cited.source) ?? {};
  const whole = place === undefined || citation.endsWith(place) ? [citation] : [citation, place];
  return { instrument, citation: whole.filter((it) => it !== "").join(", "), evidence };
}
