import { dateOf, dayOf } from "../../src/model/days";
import type { TableView } from "../../src/table/read";
import { CENTS, HUNDREDTHS, NOT_DECLARED } from "./entries";
import { dutyOf, type LinearRate, UNITS } from "./linear-rate";
import { below, logUniform, type Random, randomFrom } from "./random";
import { rateAt } from "./rated-line";

/** Entries of one line each, every one with its own date, origin and preference: columns, an element an entry. */
export interface MixedEntries {
  readonly count: number;
  readonly codes: BigUint64Array;
  readonly days: Int32Array;
  /** Row of `countries`. */
  readonly origins: Uint16Array;
  readonly countries: readonly string[];
  /** Number of the table's claim, 0 none. */
  readonly claims: Uint16Array;
  readonly cents: BigUint64Array;
  /** A column for each of `UNITS`, in hundredths. */
  readonly quantities: readonly BigUint64Array[];
  /** What the definition says. */
  readonly sum: bigint;
  /** Share of the entries that claim a preference. */
  readonly claimed: number;
}

/** Trading partners large and small, with and without a programme, and those of column 2. */
const COUNTRIES = (
  "AE AR AT AU BD BE BH BR BY CA CH CL CN CO CR CU CZ DE DK DO EC EG ES FI FR GB GH GT HK HN HT HU ID IE IL IN IT JM JO JP " +
  "KE KH KP KR LK MA MG MX MY NG NI NL NO NZ OM PA PE PH PK PL PT RO RU SE SG SV TH TR TW UA VN ZA"
).split(" ");
const FIRST = dayOf("2025-01-01")!;
const LAST = dayOf("2026-12-31")!;
/** Share of the entries that claim a preference. */
const CLAIMING = 0.3;
/** Distinct combinations of line, date, origin and claim that entries are drawn from. */
const SHIPMENTS = 50_000;

interface Shipment {
  readonly code: bigint;
  readonly day: number;
  readonly origin: number;
  readonly claim: number;
  readonly rate: LinearRate;
}

export function mixedEntries(view: TableView, count: number, seed = 20250101): MixedEntries {
  const random = randomFrom(seed);
  const shipments = Array.from({ length: SHIPMENTS }, () => shipment(view, random));
  const codes = new BigUint64Array(count);
  const days = new Int32Array(count);
  const origins = new Uint16Array(count);
  const claims = new Uint16Array(count);
  const cents = new BigUint64Array(count);
  const quantities = UNITS.map(() => new BigUint64Array(count).fill(NOT_DECLARED));
  let [sum, claimed] = [0n, 0];
  for (let i = 0; i < count; i += 1) {
    const { code, day, origin, claim, rate } = shipments[below(random, SHIPMENTS)]!;
    codes[i] = code;
    days[i] = day;
    origins[i] = origin;
    claims[i] = claim;
    cents[i] = BigInt(logUniform(random, ...CENTS));
    const column = rate.unit && quantities[UNITS.indexOf(rate.unit)];
    if (column) column[i] = BigInt(logUniform(random, ...HUNDREDTHS));
    sum += dutyOf(rate, cents[i]!, column?.[i] ?? 0n);
    if (claim !== 0) claimed += 1;
  }
  return {
    count,
    codes,
    days,
    origins,
    countries: COUNTRIES,
    claims,
    cents,
    quantities,
    sum,
    claimed: claimed / count,
  };
}

/** Draws until line, date and origin have a linear rate, under a claim if there is to be one. */
function shipment(view: TableView, random: Random): Shipment {
  const claiming = random() < CLAIMING;
  for (;;) {
    const origin = below(random, COUNTRIES.length);
    const country = COUNTRIES[origin]!;
    const day = FIRST + below(random, LAST - FIRST + 1);
    const code = view.codeOf(below(random, view.rows("line")));
    const row = view.lineAt(code, day);
    if (row === undefined) continue;
    const claims = claiming ? claimsOf(view, row, country, day) : [0];
    const claim = claims[below(random, claims.length)];
    if (claim === undefined) continue;
    const rate = rateAt(view, row, { day, country, claim });
    if (rate !== undefined) return { code: BigInt(code), day, origin, claim, rate };
  }
}

/** The claims that the line answers and the country may make on the day. */
function claimsOf(view: TableView, row: number, country: string, day: number): number[] {
  const { claimArea, lineSet } = view.columns;
  const claims = view.measuresOf(lineSet[row]!).map(({ claim }) => claim);
  return [...new Set(claims)].filter((claim) => claim !== 0 && view.areaHolds(claimArea[claim]!, country, day));
}

/** The dates that the entries are of, for people. */
export const MIXED_DATES = `${dateOf(FIRST)} to ${dateOf(LAST)}`;
