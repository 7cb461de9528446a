import { existsSync } from "node:fs";
import { readRows } from "../../scripts/reconcile/rows";
import { readSample } from "../../scripts/reconcile/sample";
import type { Engine } from "../../src/engine/engine";
import { dayOf } from "../../src/model/days";
import type { TableView } from "../../src/table/read";
import { project } from "../context";
import { CENTS, HUNDREDTHS } from "./entries";
import { UNITS } from "./linear-rate";
import { mixedEntries } from "./mixed";
import { below, logUniform, type Random, randomFrom } from "./random";

/** Entries of one line each, with everything that their layers ask for: columns, an element an entry. */
export interface LayeredEntries {
  readonly count: number;
  readonly codes: BigUint64Array;
  readonly days: Int32Array;
  readonly origins: Uint16Array;
  readonly cents: BigUint64Array;
  /** A column for each of `UNITS`, in hundredths: every line declares all of them. */
  readonly quantities: readonly BigUint64Array[];
  /** By `CONTENTS`, in cents: what the line's layers count, not declared where they count none. */
  readonly contents: readonly BigUint64Array[];
  /** Where the pairs of line and origin come from. */
  readonly from: string;
  /** Share of the entries that declare the value of a content. */
  readonly declaring: number;
}

/** Values of metal that layers count. */
export const CONTENTS = ["steelContentValue", "aluminumContentValue", "copperContentValue"] as const;
const FIRST = dayOf("2025-01-01")!;
const LAST = dayOf("2026-12-31")!;
const SHIPMENTS = 50_000;
const TARIFF = "US";
const UNDECLARED = 0xffff_ffff_ffff_ffffn;
const SAMPLE = project("../shared/data/us-trade/us_imports_2024_sample.csv.gz");

interface Pair {
  readonly code: string;
  readonly origin: string;
}

/** Lines and origins as they are traded, where the sample of imports is at hand; else drawn by chance. */
async function pairsOf(view: TableView): Promise<{ readonly pairs: readonly Pair[]; readonly from: string }> {
  if (existsSync(SAMPLE)) {
    const rows = await readRows(project("scripts/reconcile/countries.tsv"));
    const countries = new Map(rows.map(({ census, country }) => [census!, country!]));
    return { pairs: await readSample(SAMPLE, countries), from: "the sample of imports of 2024" };
  }
  const { codes, origins, countries } = mixedEntries(view, SHIPMENTS);
  const pairs = Array.from(codes, (code, i) => ({
    code: code.toString().padStart(view.meta.codeDigits, "0"),
    origin: countries[origins[i]!]!,
  }));
  return { pairs, from: "chance" };
}

interface Shipment {
  readonly code: bigint;
  readonly day: number;
  readonly origin: number;
  readonly contents: readonly boolean[];
}

export async function layeredEntries(engine: Engine, view: TableView, count: number): Promise<LayeredEntries> {
  const random = randomFrom(20250312);
  const { pairs, from } = await pairsOf(view);
  const shipments = shipmentsOf(engine, view, pairs, random);
  const column = () => new BigUint64Array(count);
  const codes = column();
  const cents = column();
  const days = new Int32Array(count);
  const origins = new Uint16Array(count);
  const quantities = UNITS.map(column);
  const contents = CONTENTS.map(() => column().fill(UNDECLARED));
  let declaring = 0;
  for (let i = 0; i < count; i += 1) {
    const shipment = shipments[below(random, shipments.length)]!;
    codes[i] = shipment.code;
    days[i] = shipment.day;
    origins[i] = shipment.origin;
    cents[i] = BigInt(logUniform(random, ...CENTS));
    for (const amounts of quantities) amounts[i] = BigInt(logUniform(random, ...HUNDREDTHS));
    shipment.contents.forEach((asked, k) => {
      if (asked) contents[k]![i] = cents[i]! / 4n;
    });
    if (shipment.contents.includes(true)) declaring += 1;
  }
  return { count, codes, days, origins, cents, quantities, contents, from, declaring: declaring / count };
}

/** Pairs on days on which they can be assessed without other facts than quantities, headings and contents. */
function shipmentsOf(engine: Engine, view: TableView, pairs: readonly Pair[], random: Random): Shipment[] {
  const drawn = Array.from({ length: SHIPMENTS }, () => {
    const { code, origin } = pairs[below(random, pairs.length)]!;
    return { code: BigInt(code), day: FIRST + below(random, LAST - FIRST + 1), origin: engine.country(origin) };
  });
  const none = CONTENTS.map(() => false);
  let rest: Shipment[] = drawn.map((it) => ({ ...it, contents: none }));
  const found: Shipment[] = [];
  // A line that misses a content is tried again with it, until it is assessed or misses something else.
  for (let round = 0; round <= CONTENTS.length && rest.length > 0; round += 1) {
    const { status, detail } = engine.assessColumns({
      tariff: TARIFF,
      codes: BigUint64Array.from(rest, ({ code }) => code),
      dates: Int32Array.from(rest, ({ day }) => day),
      origins: Uint16Array.from(rest, ({ origin }) => origin),
      values: new BigUint64Array(rest.length).fill(1_000_000n),
      quantities: UNITS.map((unit) => ({ unit, decimals: 2, amounts: new BigUint64Array(rest.length).fill(10_000n) })),
      facts: factsOf(
        CONTENTS.map((_, k) => BigUint64Array.from(rest, ({ contents }) => (contents[k] ? 250_000n : UNDECLARED))),
        rest.length,
      ),
    });
    const again: Shipment[] = [];
    rest.forEach((shipment, i) => {
      if (status[i] === 0) found.push(shipment);
      const missing = status[i] === 10 ? missingContent(view, detail[i]!) : -1;
      if (missing >= 0) again.push({ ...shipment, contents: shipment.contents.map((it, k) => it || k === missing) });
    });
    rest = again;
  }
  return found;
}

function missingContent(view: TableView, detail: number): number {
  const basis = view.columns.basisText[detail];
  return basis === undefined ? -1 : CONTENTS.indexOf(view.text(basis) as (typeof CONTENTS)[number]);
}

/** Columns of the contents, and of the word that no heading is claimed. */
export const factsOf = (contents: readonly BigUint64Array[], lines: number) => [
  ...CONTENTS.map((fact, k) => ({ fact, decimals: 2, amounts: contents[k]! })),
  { fact: "headings", amounts: new BigUint64Array(lines).fill(1n) },
];
