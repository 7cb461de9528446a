/** What the layers beside the ordinary duty ask of an entry, declared so that nothing is left open. */
import { readFileSync } from "node:fs";
import type { Entry, EntryFacts } from "./entry";

const TYPES = JSON.parse(readFileSync("tariffs/us/layers/facts.json", "utf8")) as Record<string, { type: string }>;

const NOTHING: Readonly<Record<string, EntryFacts[string]>> = {
  money: { amount: "0", currency: "USD" },
  number: "0",
  boolean: false,
};

/** No content, no share and no circumstance on which a layer hangs; no heading claimed. */
export const NOTHING_BESIDE: EntryFacts = {
  ...Object.fromEntries(
    Object.entries(TYPES)
      .filter(([name, { type }]) => type in NOTHING && name !== "deMinimis" && name !== "quota")
      .map(([name, { type }]) => [name, NOTHING[type]!]),
  ),
  headings: [],
};

/** The entry with these facts on each of its lines, where it does not state them itself. */
export function withNothingBeside({ lines, ...entry }: Entry): Entry {
  const declared = <T extends { readonly facts?: EntryFacts }>(line: T): T => ({
    ...line,
    facts: { ...NOTHING_BESIDE, ...line.facts },
  });
  return lines === undefined ? declared(entry) : { ...entry, lines: lines.map(declared) };
}
