import { dayOf } from "../../model/days";
import type { TariffFacts } from "../facts";
import type { Displacement } from "../layers";
import type { Cited } from "../meta";
import { compareTexts } from "../order";
import { periodOf } from "../periods";
import { type AreaTable, everywhere } from "./areas";
import type { BasisTable } from "./bases";
import type { ConditionNumber } from "./conditions";
import type { Draft } from "./draft";
import { NO_QUANTITIES } from "./rounding";
import type { WordTable } from "./words";

/** Writes which layers and headings give way to which. Returns their sources, by row. */
export function writeDisplacements(
  { data, complain }: Draft,
  facts: TariffFacts,
  areas: AreaTable,
  bases: BasisTable,
  conditions: ConditionNumber,
  words: WordTable,
): readonly Cited[] {
  const rows = [...facts.layers.displacements].sort((a, b) => compareTexts(orderOf(a), orderOf(b)));
  for (const row of rows) {
    const flaw = (message: string): void => complain(message, row);
    const period = periodOf(row);
    if (typeof period === "string") {
      flaw(period);
      continue;
    }
    if (row.displaces.length === 0) flaw("nothing is displaced");
    if (row.by.length === 0 && row.when === "") flaw("a displacement by nothing, on no condition");
    const basis = { kind: "fact", fact: row.less ?? "" } as const;
    data.displacementArea.push(areas.number("any", everywhere([period])));
    data.displacementGuard.push(conditions(row.when, {}, row));
    data.displacementLess.push(
      row.less === undefined ? 0 : bases.number(basis, { share: true, scope: NO_QUANTITIES, complain: flaw }),
    );
    for (const word of row.by) data.displacementBy.push(words.word(word, row));
    data.displacementByStart.push(data.displacementBy.length);
    for (const word of row.displaces) data.displacementOf.push(words.word(word, row));
    data.displacementOfStart.push(data.displacementOf.length);
  }
  complainOfCircles(facts, rows, complain);
  return rows.map(({ source }) => ({ source }));
}

const orderOf = ({ from, to = "", known, by, displaces, less = "", when, source }: Displacement): string[] => [
  ...[from, by.join(" "), displaces.join(" "), less, when, to, known, source],
];

/**
 * On no day may rows that always act and displace wholly go round in a circle: there would be no answer. Headings count
 * as their layers.
 */
function complainOfCircles({ layers }: TariffFacts, rows: readonly Displacement[], complain: Draft["complain"]): void {
  const layersOf = new Map<string, Set<string>>();
  for (const { heading, layer } of layers.headings) {
    layersOf.set(heading, (layersOf.get(heading) ?? new Set()).add(layer));
  }
  const always = rows.filter(({ by, when, less }) => by.length > 0 && when === "" && less === undefined);
  const named = (list: readonly string[]): string[] => list.flatMap((word) => [...(layersOf.get(word) ?? [word])]);
  const told = new Set<Displacement>();
  for (const day of new Set(always.map(({ from }) => from))) {
    const edges = new Map<string, Set<string>>();
    for (const { by, displaces } of always.filter((it) => it.from <= day && (it.to === undefined || day <= it.to))) {
      for (const one of named(by)) {
        edges.set(one, new Set([...(edges.get(one) ?? []), ...named(displaces)]));
      }
    }
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      [...(edges.get(from) ?? [])].some(
        (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
      );
    for (const row of always.filter((it) => it.from === day && !told.has(it))) {
      const round = named(row.displaces).find((layer) =>
        named(row.by).some((by) => layer === by || reaches(layer, by)),
      );
      if (round === undefined || dayOf(day) === undefined) continue;
      told.add(row);
      complain(`${round} displaces, round about, what displaces it`, row);
    }
  }
}
