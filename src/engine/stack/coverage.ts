import { dayOf } from "../../model/days";
import type { GoodsMeta, NotHeldMeta, TableMeta } from "../../table/meta";

/** What coverage asks of a line. */
export interface CoveredLine {
  readonly commodity: string;
  readonly originCode: string;
  readonly headings: readonly { readonly name: string }[];
  readonly quotaPath: string;
}

/** What of the law the table does not hold and that can concern the goods: the same list for the same goods. */
export type CoverageOf = (line: CoveredLine, day: number, informal: boolean) => readonly NotHeldMeta[];

type Test = (text: string) => boolean;

interface Gap {
  readonly row: NotHeldMeta;
  readonly from: number;
  readonly to: number;
  readonly isOf: Test;
  readonly isFrom: Test;
}

export const NOTHING_MISSING: readonly NotHeldMeta[] = Object.freeze([]);
/** Pairs of goods and origin that are kept for a day, and days. */
const KEPT = 4096;
const KEPT_DAYS = 512;

export function coverageReader({ notHeld = [] }: Pick<TableMeta, "notHeld">): CoverageOf {
  const gaps = notHeld.map(gapOf);
  const lists = new Map<string, readonly NotHeldMeta[]>();

  /** The list of these gaps, the same whenever they are the same. */
  function listOf(found: readonly Gap[]): readonly NotHeldMeta[] {
    if (found.length === 0) return NOTHING_MISSING;
    const key = found.map((gap) => gaps.indexOf(gap)).join(" ");
    const list = lists.get(key) ?? Object.freeze(found.map(({ row }) => row));
    lists.set(key, list);
    return list;
  }
  const days = new Map<number, { plain: Gap[]; asking: Gap[]; known: Map<string, readonly NotHeldMeta[]> }>();

  function dayAt(day: number) {
    let found = days.get(day);
    if (found === undefined) {
      const open = gaps.filter(({ from, to }) => from <= day && day <= to);
      const plain = open.filter(({ row }) => row.when === undefined);
      found = { plain, asking: open.filter((gap) => !plain.includes(gap)), known: new Map() };
      if (days.size >= KEPT_DAYS) days.clear();
      days.set(day, found);
    }
    return found;
  }

  return (line, day, informal) => {
    if (gaps.length === 0) return NOTHING_MISSING;
    const { commodity, originCode } = line;
    const { plain, asking, known } = dayAt(day);
    const key = originCode + commodity;
    let missing = known.get(key);
    if (missing === undefined) {
      missing = listOf(plain.filter((gap) => concerns(gap, line)));
      if (known.size >= KEPT) known.clear();
      known.set(key, missing);
    }
    if (!informal && line.quotaPath === "" && line.headings.length === 0) return missing;
    const asked = asking.filter((gap) => concerns(gap, line) && isClaimed(gap.row.when!, line, informal));
    return asked.length === 0 ? missing : listOf([...plain.filter((gap) => concerns(gap, line)), ...asked]);
  };
}

const concerns = ({ isOf, isFrom }: Gap, { commodity, originCode }: CoveredLine): boolean =>
  isFrom(originCode) && isOf(commodity);

function isClaimed(when: string, { headings, quotaPath }: CoveredLine, informal: boolean): boolean {
  if (when === "informal") return informal;
  if (when === "quota") return quotaPath !== "";
  return headings.some(({ name }) => name.startsWith(when));
}

function gapOf(row: NotHeldMeta): Gap {
  const { goods, countries } = row;
  const members = countries && new Set(countries);
  return {
    row,
    from: dayOf(row.from)!,
    to: row.to === undefined ? Number.POSITIVE_INFINITY : dayOf(row.to)!,
    isFrom: members === undefined ? () => true : (origin) => members.has(origin),
    isOf: goods === "all" ? () => true : testOf(goods),
  };
}

function testOf({ of, less = [], only }: GoodsMeta): Test {
  const [isOf, isLess, isOnly] = [beginsWith(of), beginsWith(less), only === undefined ? () => true : beginsWith(only)];
  return (code) => isOf(code) && !isLess(code) && isOnly(code);
}

function beginsWith(prefixes: readonly string[]): Test {
  const known = new Set(prefixes);
  const lengths = [...new Set(prefixes.map(({ length }) => length))];
  return (code) => lengths.some((length) => known.has(code.slice(0, length)));
}
