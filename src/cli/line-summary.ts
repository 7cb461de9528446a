import { GuardOperator, OPEN, ProgramState } from "../../assembly/abi";
import { type LayerSummary, summariseStack } from "../explain/stack-summary";
import { dateOf, dayOf } from "../model/days";
import { choiceText, guardText } from "../table/describe";
import { holds } from "../table/periods";
import type { MeasureView, TableView } from "../table/read";

/** What a table says of one commodity code. */
export interface LineSummary {
  readonly commodity: string;
  /** The dated rows of the code: its law over time. */
  readonly rows: readonly LineRow[];
}

export interface LineRow {
  readonly from: string;
  readonly to: string | null;
  /** Days from which the row, and its end, were known. */
  readonly known: string;
  readonly endKnown: string | null;
  /** The row of the schedule that states the rates. */
  readonly statedAt: string;
  readonly units: readonly string[];
  /** When the line may be entered; absent: on every day. */
  readonly season?: string;
  readonly measures: readonly LineMeasure[];
}

export interface LineMeasure {
  readonly measure: string;
  readonly charge: string;
  /** Programme that has to be claimed. */
  readonly preference: string | null;
  /** Goods that the measure is for, and those taken out of them. */
  readonly area: string;
  readonly except: string | null;
  readonly rate: string;
  /** Some of its rates are left to prose or to another provision. */
  readonly computable: boolean;
  /** Quantities and facts that it can ask for. */
  readonly asks: readonly string[];
}

export const summariseLine = (view: TableView, commodity: string): LineSummary => ({
  commodity,
  rows: view.rowsOf(commodity).map((row) => {
    const { from, to, known, endKnown } = view.periodOf(row);
    const guard = view.columns.lineGuard[row] as number;
    return {
      from: dateOf(from),
      to: to === OPEN ? null : dateOf(to),
      known: dateOf(known),
      endKnown: to === OPEN ? null : dateOf(endKnown),
      statedAt: dotted(commodity.slice(0, view.columns.lineDigits[row])),
      units: view.meta.units[view.columns.lineUnits[row] as number] ?? [],
      ...(guard === 0 ? {} : { season: guardText(view, guard) }),
      measures: measuresOf(view, row).map((measure) => summariseMeasure(view, measure)),
    };
  }),
});

const dotted = (digits: string): string =>
  digits.replace(/^(....)(..)?(..)?(..)?(..)?$/, (_, ...groups) => groups.slice(0, 5).filter(Boolean).join("."));

export const measuresOf = (view: TableView, row: number): MeasureView[] => view.measuresOf(view.setOf(row));

function summariseMeasure(view: TableView, { kind, claim, area, except, choice }: MeasureView): LineMeasure {
  const { measures, claims, areas } = view.meta;
  const alternatives = view.alternativesOf(choice);
  return {
    measure: measures[kind]!.measure,
    charge: measures[kind]!.chargeKind,
    preference: claims[claim]?.code ?? null,
    area: areas[area]!,
    except: except === 0 ? null : areas[except]!,
    rate: choiceText(view, choice),
    computable: alternatives.every(({ program }) => view.programState(program) === ProgramState.computable),
    asks: [
      ...new Set(alternatives.flatMap(({ guard, program }) => [...factsOf(view, guard), ...basesOf(view, program)])),
    ],
  };
}

const factsOf = (view: TableView, guard: number): string[] =>
  view
    .stepsOf(guard)
    .filter(({ operator }) => operator === GuardOperator.fact)
    .map(({ first }) => view.meta.facts[first]!.name);

/** Names of the quantities, facts and articles that a rate counts; the value is always there. */
function basesOf(view: TableView, program: number): string[] {
  const rows = view.termsOf(program).flatMap(({ basis, factor }) => (factor === 0 ? [basis] : [basis, factor]));
  const names = rows.map((row) => view.text(view.columns.basisText[row] as number).split(/[<>]/, 1)[0]!);
  return names.filter((name) => name !== "" && name !== "value");
}

/** Whether a measure reaches goods of an origin on a day: outright, when it is claimed, or why not. */
export interface Reach {
  readonly reach: "applies" | "claimable" | "none";
  readonly because?: string;
}

export function reachOf(view: TableView, measure: MeasureView, origin: string, date: string): Reach {
  const day = dayOf(date)!;
  const { areas, claims } = view.meta;
  const { area, except, claim } = measure;
  const none = (because: string): Reach => ({ reach: "none", because });
  if (except !== 0 && view.areaHolds(except, origin, day)) return none(`${origin} is in ${areas[except]}`);
  if (view.areaHolds(area, origin, day)) return { reach: claim === 0 ? "applies" : "claimable" };
  const periods = claims[claim]?.periods ?? [];
  const last = periods.at(-1);
  if (last !== undefined && !periods.some(({ from, to }) => from <= date && (to === undefined || date <= to))) {
    const ended = last.to !== undefined && last.to < date;
    return none(ended ? `ended on ${last.to}` : `begins on ${last.from}`);
  }
  return none(`${origin} is not among its countries`);
}

/** What an origin pays on a day, may claim, and why the rest is not for it. */
export interface OriginSummary {
  readonly origin: string;
  readonly date: string;
  readonly measures: readonly (Pick<LineMeasure, "measure" | "preference" | "rate"> & Reach)[];
  /** Layers of other charges, in the order of charging. */
  readonly layers: readonly LayerSummary[];
}

/** Undefined where the code is not declarable on the day. */
export function summariseOrigin(
  view: TableView,
  code: string,
  origin: string,
  date: string,
): OriginSummary | undefined {
  const row = view.rowsOf(code).find((row) => holds(view.periodOf(row), dayOf(date)!));
  if (row === undefined) return undefined;
  const measures = measuresOf(view, row).map((it) => {
    const { measure, preference, rate } = summariseMeasure(view, it);
    return { measure, preference, rate, ...reachOf(view, it, origin, date) };
  });
  return { origin, date, measures, layers: summariseStack(view, row, origin, date) };
}
