import { rational } from "../../../src/model/rational";
import { type Chance, chance } from "../../oracle/random";
import { files, layerRows, type Row, rows } from "./layers-facts";
import { countriesHold, headingsOf, type Line, money } from "./layers-reference";

/** Random entries of one line on the real schedule, which declare and claim what layers may hang on, or leave it open. */
export interface Declared {
  readonly commodity: string;
  readonly date: string;
  readonly origin: string;
  readonly preference: string;
  readonly value: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly transport?: string;
  readonly entryType?: string;
}

export const BOOLEANS = ["aluminumStamping", "steelStamping", "chineseCrane", "russianAluminum"];
export const SHARES = ["metalWeightShare", "ukMetalShare", "usContentShare", "usMetalShare"];
export const PARTS = [
  "aluminumContentValue",
  "steelContentValue",
  "copperContentValue",
  "processingValue",
  "repairValue",
  "usContentValue",
  "usPartsValue",
];
const PROVISIONS = ["9801.00.10", "9802.00.40", "9802.00.50", "9802.00.60", "9802.00.80", "9804.00.20", "9813.00.05"];
const ORIGINS = "CN HK MX CA JP KR DE FR IT GB TW VN IN BR RU BY CH LI AR MY KH UA AU ID IL TR ZA NI CU".split(" ");
/** Programmes with an origin that each is for, and none. */
const PROGRAMMES: readonly (readonly [string, readonly string[]])[] = [
  ...Array.from({ length: 6 }, () => ["none", ORIGINS] as const),
  ...["S", "S", "S+"].map((code) => [code, ["CA", "MX"]] as const),
  ["KR", ["KR"]],
  ["AU", ["AU"]],
  ["IL", ["IL"]],
  ["P", ["NI", "GT"]],
];
/** Chapters on whose goods most layers are. */
const LAYERED = ["72", "73", "74", "76", "84", "85", "87", "88", "44", "94"];

const schedule = files("lines").flatMap((name) => rows(`lines/${name}`));
const layered = schedule.filter(({ code }) => LAYERED.includes(code!.slice(0, 2)));
const claimable = layerRows.filter(({ when, scope }) => /\bclaimed\b/.test(when!) || scope === "?");

const FIRST = Date.UTC(2025, 0, 1);
/** To the last day that the table answers. */
const DAYS = 889;
/** Days around those on which a layer changes, and any others. */
const CHANGES = [...new Set(layerRows.flatMap(({ from = "", to = "" }) => [from, to]))]
  .filter((date) => date >= "2025-01-01" && date < "2027-06-09")
  .map((date) => (Date.parse(date) - FIRST) / 86_400_000);

const isOn = ({ from, to }: Row, date: string): boolean => from! <= date && (to === "" || date <= to!);

function dateOf(random: Chance): string {
  const day = random.once(2) ? random.below(DAYS) : random.pick(CHANGES) + random.below(3) - 1;
  return new Date(FIRST + Math.max(0, day) * 86_400_000).toISOString().slice(0, 10);
}

/** Half up: the value of a line that is an entry by itself. */
const wholeDollars = (amount: string): string => {
  const [whole = "", cents = ""] = amount.split(".");
  return String((BigInt(whole + cents.padEnd(2, "0")) + 50n) / 100n);
};

/** The line as the reference reads it, with the ordinary duty that it bears. */
export const referenceLine = (declared: Declared, facts: Declared["facts"], base: string): Line => ({
  date: declared.date,
  commodity: declared.commodity,
  origin: declared.origin,
  programme: declared.preference,
  value: money(wholeDollars(declared.value)),
  base: money(base),
  facts,
});

/** Whether the line may have the heading of a row, if it claims it; facts that are not declared may be anything. */
export function mayFit(row: Row, line: Line): boolean {
  try {
    return headingsOf({ ...line, facts: { ...line.facts, headings: [row.heading] } }, [row]).size > 0;
  } catch {
    return true;
  }
}

function headings(random: Chance, line: Line): string[] {
  const near = claimable.filter((row) => isOn(row, line.date) && countriesHold(row.area!, line.origin));
  const some = Array.from({ length: near.length === 0 ? 0 : 12 }, () => random.pick(near));
  const fitting = [...new Set(some.filter((row) => mayFit(row, line)).map(({ heading }) => heading!))];
  const claimed = fitting.slice(0, random.pick([0, 1, 1, 1, 2]));
  return random.once(5) ? [...claimed, random.pick(PROVISIONS)] : claimed;
}

const dollars = (amount: string) => ({ amount, currency: "USD" });

function declaredFacts(random: Chance): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const name of BOOLEANS) if (!random.once(3)) facts[name] = random.once(2);
  for (const name of SHARES) {
    if (!random.once(3)) facts[name] = random.pick(["0", "10", "14.99", "15", "20", "85", "89.5", "90", "95", "100"]);
  }
  for (const name of PARTS) if (!random.once(4)) facts[name] = dollars(String(random.below(1500)));
  return facts;
}

/** A real line of a day; undefined where the code is not of it. */
function randomLine(random: Chance, day?: string): Declared | undefined {
  const { code, from, to } = random.pick(random.once(4) ? schedule : layered);
  const date = day ?? dateOf(random);
  if (date < from! || (to !== "" && date > to!)) return undefined;
  const [preference, origins] = random.pick(PROGRAMMES);
  const origin = random.pick(origins);
  const whole = random.once(12) ? String(random.below(1500)) : String(10_000 + random.below(500_000));
  const value = random.once(2) ? whole : `${whole}.${random.pick(["49", "50", "51", "07", "99"])}`;
  const open = { commodity: code!, date, origin, preference, value, facts: declaredFacts(random) };
  const line = { ...referenceLine(open, open.facts, "0"), base: rational(0n) };
  const claims = random.once(4) ? {} : { headings: headings(random, line) };
  const kind = random.pick(["antidumping", "countervailing"]);
  const deposits = random.once(10)
    ? { deposits: [{ kind, case: "A-570-029", rate: random.pick(["25.5", "0.37"]) }] }
    : {};
  const transport = random.pick(["sea", "air", "road", undefined]);
  const entryType = random.once(3) ? undefined : "formal";
  return {
    ...open,
    facts: { ...open.facts, ...claims, ...deposits },
    ...(transport === undefined ? {} : { transport }),
    ...(entryType === undefined ? {} : { entryType }),
  };
}

/** So many lines, the same for the same seed; of one day, or each of its own. */
export function* randomLines(count: number, seed: number, day?: string): Generator<Declared> {
  const random = chance(seed);
  for (let made = 0; made < count; ) {
    const line = randomLine(random, day);
    if (line === undefined) continue;
    made += 1;
    yield line;
  }
}

/** What the line leaves open, declared at random; it claims nothing more. */
export function completed(random: Chance, { facts }: Declared): Record<string, unknown> {
  const whole: Record<string, unknown> = { headings: [] };
  for (const name of BOOLEANS) whole[name] = random.once(2);
  for (const name of SHARES) whole[name] = random.pick(["0", "12", "50", "93", "100"]);
  for (const name of PARTS) whole[name] = dollars(String(random.below(100)));
  return { ...whole, ...facts };
}
