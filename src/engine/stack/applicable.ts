import { EVERY_COUNTRY, GuardOperator } from "../../../assembly/abi";
import { countryNumber } from "../../model/countries";
import { dateOf } from "../../model/days";
import type { DeclaredLine } from "../../model/declare/declaration";
import type { Issue } from "../../model/issue";
import { guardText } from "../../table/describe";
import type { MeasureView, TableView } from "../../table/read";
import { headingNotApplicable, type NotApplicable } from "../findings";
import type { LoadedTable } from "../table";
import { declaredOf } from "./declared";
import type { Reach } from "./reach";
import { guardOf, type Standing, standingsOf } from "./standing";

/** Chapter 98 holds provisions of another value, which every line may claim. */
const isProvision = (name: string): boolean => name.startsWith("98");

/**
 * Issues of headings that a line claims and that are the heading of none of its layers: they do not apply. A heading on
 * which a displacement or the guard of a layer's heading hangs does something as well.
 */
export function inapplicableHeadings(
  table: LoadedTable,
  line: DeclaredLine,
  claim: number,
  day: number,
  row: number,
): Issue[] {
  const claimed = line.headings.filter(({ name }) => !isProvision(name));
  if (claimed.length === 0) return [];
  const { view } = table;
  const reach = table.reach(line.origin, day);
  const standings = standingsOf(view, reach, view.stackOf(row), declaredOf(view, line, claim));
  return claimed.flatMap(({ heading, name, path }) =>
    applies(view, standings, heading)
      ? []
      : [headingNotApplicable(path, { heading: name, ...whyNot(table, reach, standings, heading, row) })],
  );
}

function applies(view: TableView, standings: readonly Standing[], heading: number): boolean {
  return standings.some(({ measure, by, parts }) => {
    if (measure === undefined) return false;
    if (view.kindOf(measure.kind).heading === heading || claims(view, guardOf(view, measure), heading)) return true;
    const rules = by === undefined ? parts : [by.rule, ...parts];
    return rules.some((rule) => claims(view, rule.guard, heading));
  });
}

const claims = (view: TableView, guard: number, heading: number): boolean =>
  guard !== 0 &&
  view.stepsOf(guard).some(({ operator, first }) => operator === GuardOperator.claims && first === heading);

/** The nearest reason: it is on the line and not for it now; or it is over, or yet to come; or it is for other goods. */
function whyNot(
  { view, knownOn }: LoadedTable,
  reach: Reach,
  standings: readonly Standing[],
  heading: number,
  row: number,
): Omit<NotApplicable, "heading"> {
  const isIt = ({ kind }: MeasureView): boolean => view.kindOf(kind).heading === heading;
  const onLine = view.measuresOf(view.stackOf(row)).filter(isIt);
  const standing = standings.find(({ reach }) => reach.measures.some(isIt));
  if (standing !== undefined) {
    const measure = standing.reach.measures.find(isIt)!;
    const own = guardOf(view, measure);
    const head = standing.measure === undefined ? 0 : view.kindOf(standing.measure.kind).heading;
    const asks = own === 0 ? "" : `it asks for ${guardText(view, own)}; `;
    const why = `${asks}their layer's heading is ${view.meta.headings[head] || "another"}`;
    return { reason: "condition", why };
  }
  const every = Array.from({ length: view.rows("measure") }, (_, measure) => measure).filter(
    (measure) => view.kindOf(view.columns.measureKind[measure]!).heading === heading,
  );
  const areas = (measures: readonly number[]) => measures.map((measure) => view.columns.measureArea[measure]!);
  const near = onLine.length > 0 ? onLine.map(({ measure }) => measure) : every;
  const days = daysOf(view, areas(near), onLine.length > 0 ? reach.origin : undefined, knownOn);
  if (days !== undefined && days.to < reach.day) {
    return { reason: "ended", to: dateOf(days.to), why: `it ended on ${dateOf(days.to)}` };
  }
  if (days !== undefined && days.from > reach.day) {
    return { reason: "not-begun", from: dateOf(days.from), why: `it begins on ${dateOf(days.from)}` };
  }
  if (onLine.length > 0) return { reason: "origin", why: `it is not for goods of ${reach.origin}` };
  return { reason: "goods", why: "they are not on its list" };
}

/** First and last day on which any of the areas has a country, or any country; undefined where none ever does. */
export function daysOf(
  { columns }: TableView,
  areas: readonly number[],
  origin: string | undefined,
  knownOn: number,
): { readonly from: number; readonly to: number } | undefined {
  const { areaStart, memberCountry, memberFrom, memberTo, memberKnown, memberEndKnown } = columns;
  const number = origin === undefined ? undefined : countryNumber(origin);
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const area of areas) {
    if (area === 0) return { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
    for (let member = areaStart[area]!; member < areaStart[area + 1]!; member += 1) {
      const country = memberCountry[member]!;
      if (number !== undefined && country !== number && country !== EVERY_COUNTRY) continue;
      if (memberKnown[member]! > knownOn) continue;
      from = Math.min(from, memberFrom[member]!);
      to = Math.max(to, memberEndKnown[member]! > knownOn ? Number.POSITIVE_INFINITY : memberTo[member]!);
    }
  }
  return from === Number.POSITIVE_INFINITY ? undefined : { from, to };
}
