import { type Engine, LINE_STATUSES } from "../../src/node";
import type { Ground, Outcome } from "./judge";
import { byReach } from "./reach";
import { columnsOf, filled, pick } from "./row-columns";
import type { SampleRow } from "./sample";

/** Something that an entry may declare, and the layers whose heading it decides. */
export interface Way {
  readonly layer: string;
  /** Headings claimed. */
  readonly headings: readonly string[];
  /** Facts declared true. */
  readonly facts: readonly string[];
  /** A part of the value, declared to be all of it; such a way concerns every line. */
  readonly whole?: string;
}

/** A programme that the special column does not print, and under which goods of a country are free. */
export interface Unprinted {
  readonly programme: string;
  readonly country: string;
}

export interface Declarations {
  readonly ways: readonly Way[];
  readonly unprinted: readonly Unprinted[];
  /** Programmes that had lapsed, and whose claims the statistics take as granted. */
  readonly lapsed: ReadonlySet<string>;
}

/** Why no outcome of a row can be told. */
export type Apart = "no line" | "counts quantities" | "asks for facts" | "left to prose" | "refused";

export interface Told {
  readonly outcomes: readonly Outcome[];
}

/** First days of the periods of 2024 within which the law did not change; then other days, for goods in season. */
export const DAYS = [
  ...["2024-01-01", "2024-02-07", "2024-06-15", "2024-07-10", "2024-09-27"],
  ...["2024-03-20", "2024-05-10", "2024-08-15", "2024-10-20", "2024-12-20"],
];
const PERIODS = 5;

/** What every line declares: which headings it claims, and facts that are untrue unless a way says otherwise. */
const DECLARED = ["headings", "russianAluminum", "steelStamping", "aluminumStamping", "chineseCrane"];
const isTrue = (fact: string): boolean => fact === "headings";
/** The weakest last. */
const GROUNDS: readonly Ground[] = ["schedule", "lapsed programme", "chapter 98"];
const NOTHING: Way = { layer: "", headings: [], facts: [] };

const APART: Readonly<Record<string, Apart>> = {
  unknownCommodity: "no line",
  notInForce: "no line",
  quantityMissing: "counts quantities",
  quantityInexact: "counts quantities",
  factMissing: "asks for facts",
  rateNotComputable: "left to prose",
};

/**
 * What entries of each row may owe, by the engine alone: under no programme and each that is open to the goods, on each
 * day of `DAYS`, with nothing claimed and with every way that concerns a layer of the line, and pairs of ways of two
 * layers. In the order of the rows; of a row that counts quantities, or has no line, the reason.
 */
export function outcomesOf(
  engine: Engine,
  tariff: string,
  rows: readonly SampleRow[],
  { ways, unprinted, lapsed }: Declarations,
): (Told | Apart)[] {
  const view = engine.table(tariff);
  const found = rows.map(() => new Map<bigint, Outcome>());
  const apart: (Apart | undefined)[] = rows.map(() => undefined);
  const programmes = view.meta.claims.flatMap((claim) => (claim === null ? [] : [claim.code]));
  const columns = columnsOf(engine, rows);
  const declared = DECLARED.filter((fact) => view.meta.facts.some(({ name }) => name === fact));

  /** Assesses some rows one way; answers those that were assessed. */
  function run(which: readonly number[], day: string, programme: string, way: Way): number[] {
    const picked = pick(columns, which);
    const { status, chargeStart, kind, amount } = engine.assessColumns({
      tariff,
      dates: day,
      preferences: programme,
      valueDecimals: 0,
      ...picked,
      facts: [
        ...declared.map((fact) => ({ fact, amounts: filled(which, way.facts.includes(fact) || isTrue(fact)) })),
        ...(way.whole === undefined ? [] : [{ fact: way.whole, amounts: picked.values }]),
      ],
      headings: way.headings.map((heading) => ({ heading, amounts: filled(which, true) })),
    });
    const assessed: number[] = [];
    which.forEach((row, line) => {
      const name = LINE_STATUSES[status[line]!]!;
      if (name !== "assessed") {
        if (programme === "none" && way === NOTHING) apart[row] ??= APART[name];
        else if (APART[name] === "counts quantities") apart[row] = "counts quantities";
        return;
      }
      assessed.push(row);
      let cents = 0n;
      const names: string[] = [];
      for (let charge = chargeStart[line]!; charge < chargeStart[line + 1]!; charge += 1) {
        const { measure, family } = view.meta.measures[kind[charge]!]!;
        if (family === "fees") continue;
        cents += amount[charge]!;
        names.push(measure === "special" ? programme : measure);
      }
      const claims = [...way.headings, ...way.facts];
      const label = [names.join(" + "), ...(claims.length === 0 ? [] : [`with ${claims.join(", ")}`])].join(" ");
      const by: Ground =
        way.whole !== undefined ? "chapter 98" : lapsed.has(programme) ? "lapsed programme" : "schedule";
      const known = found[row]!.get(cents);
      if (known === undefined || GROUNDS.indexOf(by) < GROUNDS.indexOf(known.by)) {
        found[row]!.set(cents, { cents, name: label, layers: names.slice(1), by });
      }
    });
    return assessed;
  }

  const all = [...rows.keys()];
  const groups = [...byReach(engine, tariff, rows, DAYS)];
  const concerned = combined(ways.filter(({ whole }) => whole === undefined)).map(
    (way): readonly [Way, ReadonlySet<number>] => {
      const names = [...way.layer.split(" "), ...way.headings];
      return [way, new Set(groups.flatMap(([reached, those]) => (names.every((it) => reached.has(it)) ? those : [])))];
    },
  );
  const withLayers = [...new Set(concerned.flatMap(([, those]) => [...those]))];

  const first = new Set(run(all, DAYS[0]!, "none", NOTHING));
  const seasonal = all.filter((row) => !first.has(row) && apart[row] === undefined);
  const opened = runDays("none");
  claimWays("none", withLayers);
  for (const programme of programmes) claimWays(programme, [...runDays(programme)]);
  for (const way of ways.filter(({ whole }) => whole !== undefined)) {
    for (const [index, day] of DAYS.entries()) run(index === 0 ? all : seasonal, day, "none", way);
  }

  /** Assesses all rows under a programme; those whose layers change, and those in season, on every day that can differ. */
  function runDays(programme: string): Set<number> {
    const assessed = new Set<number>();
    for (const [index, day] of DAYS.entries()) {
      const which = index === 0 ? all : index < PERIODS ? [...new Set([...withLayers, ...seasonal])] : seasonal;
      for (const row of run(which, day, programme, NOTHING)) assessed.add(row);
    }
    return assessed;
  }

  /** Every way, and every two of different layers, on the rows that they concern. */
  function claimWays(programme: string, which: readonly number[]): void {
    for (const [way, those] of concerned) {
      const claiming = which.filter((row) => those.has(row));
      if (claiming.length === 0) continue;
      for (const day of DAYS.slice(0, PERIODS)) run(claiming, day, programme, way);
    }
  }

  return rows.map(({ origin }, row): Told | Apart => {
    const outcomes = [...found[row]!.values()];
    if (apart[row] === "counts quantities") return "counts quantities";
    if (!opened.has(row)) return apart[row] ?? "refused";
    const free = unprinted.find(({ country }) => country === origin);
    if (free === undefined || outcomes.some(({ cents, by }) => cents === 0n && by === "schedule")) return { outcomes };
    const unpaid: Outcome = { cents: 0n, name: free.programme, layers: [], by: "schedule" };
    return { outcomes: [...outcomes.filter(({ cents }) => cents !== 0n), unpaid] };
  });
}

/** Ways, and pairs of ways of two layers; the layers stand in one text with a space between. */
function combined(ways: readonly Way[]): Way[] {
  const pairs = ways.flatMap((a, index) =>
    ways.slice(index + 1).flatMap((b): Way[] => {
      if (a.layer === b.layer) return [];
      const both = { headings: [...a.headings, ...b.headings], facts: [...a.facts, ...b.facts] };
      return [{ layer: `${a.layer} ${b.layer}`, ...both }];
    }),
  );
  return [...ways, ...pairs];
}
