import type { Truth } from "./kinds";

/** Qualities of materials that follow from codes, and the names that questions may use. */
export interface Vocabulary {
  /** Quality → where it holds without being asked. */
  readonly qualities: ReadonlyMap<string, CodedQuality>;
  /** Name of a fact → what it means, in a line. */
  readonly meanings: ReadonlyMap<string, string>;
}

interface CodedQuality {
  readonly ranges: readonly (readonly [string, string])[];
  /** No material outside has it. */
  readonly nowhereElse: boolean;
}

/** Reads rows of `vocabulary.tsv`: kind, id, codes, beyond, meaning. */
export function readVocabulary(rows: readonly Readonly<Record<string, string>>[]): Vocabulary {
  const qualities = new Map<string, CodedQuality>();
  const meanings = new Map<string, string>();
  for (const { kind = "", id = "", codes = "", beyond = "", meaning = "" } of rows) {
    meanings.set(`${kind} ${id}`, meaning);
    if (kind !== "material" || codes === "") continue;
    const ranges = codes.split(/,\s*/).map((range) => {
      const [from = "", to = from] = range.split("..");
      return [from, to] as const;
    });
    qualities.set(id, { ranges, nowhereElse: beyond === "no" });
  }
  return { qualities, meanings };
}

/** Whether a material of the code has the quality, as far as codes tell. */
export function byCode({ qualities }: Vocabulary, quality: string, code: string): Truth {
  const coded = qualities.get(quality);
  if (coded === undefined || code === "") return undefined;
  let perhaps = false;
  for (const range of coded.ranges) {
    const inside = inRange(code, range);
    if (inside === true) return true;
    perhaps ||= inside === undefined;
  }
  return perhaps || !coded.nowhereElse ? undefined : false;
}

/** Whether all codes, or no code, that begin with `code` lie in a range of prefixes. */
export function inRange(code: string, [from, to]: readonly [string, string]): Truth {
  const width = from.length;
  const [least, most] = [code.slice(0, width).padEnd(width, "0"), code.slice(0, width).padEnd(width, "9")];
  if (least >= from && most <= to) return true;
  return most < from || least > to ? false : undefined;
}
