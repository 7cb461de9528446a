import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Family, GuardOperator, Threshold } from "../../../assembly/abi";
import { dateOf, dayOf } from "../../../src/model/days";
import { parseRational, rational } from "../../../src/model/rational";
import { compileTable } from "../../../src/table/compile";
import { errorText } from "../../../src/table/fact-error";
import { parseFacts } from "../../../src/table/facts-text";
import { type DisplacementView, openTable, type TableView, type WordView } from "../../../src/table/read";
import { readFacts } from "../../../tariffs/build";
import { files, layerRows, rows } from "./layers-facts";
import { charged, headingsOf, type Line } from "./layers-reference";

const folder = new URL("../../../tariffs/us/", import.meta.url).pathname;
const { facts, places } = parseFacts(await readFacts(folder));
const { bytes, errors } = compileTable(facts!, places);
if (bytes === undefined) throw new Error(errors.map(errorText).join("\n"));
const view = openTable(bytes);

type Truth = boolean | undefined;

/** A declared number against the threshold of the basis that a comparison counts. */
function isPositive({ columns, meta, termsOf }: TableView, program: number, declared: Line["facts"]): Truth {
  const { basis } = termsOf(program)[0]!;
  const stated = declared[meta.facts[columns.basisKey[basis]!]!.name];
  if (stated === undefined) return undefined;
  const { numerator, denominator } = parseRational(String(stated))!;
  const at = columns.basisThreshold[basis]! * denominator;
  const x = numerator * 1_000_000n;
  return columns.basisThresholdSense[basis] === Threshold.over ? x > at : x < at;
}

function truthOf(guard: number, line: Line, day: number): Truth {
  const stack: Truth[] = [];
  const claimed = line.facts.headings as string[] | undefined;
  const { headings, facts: names, claims } = view.meta;
  for (const { operator, first, second } of view.stepsOf(guard)) {
    if (operator === GuardOperator.fact) stack.push(line.facts[names[first]!.name] as Truth);
    else if (operator === GuardOperator.sumPositive) stack.push(isPositive(view, first, line.facts));
    else if (operator === GuardOperator.claims) stack.push((claimed ?? []).includes(headings[first]!));
    else if (operator === GuardOperator.listed) {
      expect(names[second]!.name).toBe("headings");
      stack.push(claimed?.includes(headings[first]!));
    } else if (operator === GuardOperator.programme) {
      const may = view.areaHolds(view.columns.claimArea[first]!, line.origin, day);
      stack.push(claims[first]!.code === line.programme && may);
    } else if (operator === GuardOperator.not) {
      const truth = stack.pop();
      stack.push(truth === undefined ? undefined : !truth);
    } else {
      const [b, a] = [stack.pop(), stack.pop()];
      const decides = operator === GuardOperator.or;
      stack.push(a === decides || b === decides ? decides : a === undefined || b === undefined ? undefined : !decides);
    }
  }
  return stack.length === 0 ? true : stack[0];
}

interface Head {
  readonly layer: number;
  readonly heading: number;
  readonly rate: string;
}

/** The heading of each layer as the table has it, fees left out; undefined where one hangs on what is not declared. */
function headsInTable(line: Line): Head[] | undefined {
  const day = dayOf(line.date)!;
  const row = view.lineAt(line.commodity, day)!;
  const found: Head[] = [];
  for (const group of view.groupsOf(view.stackOf(row))) {
    for (const { area, except, kind, choice } of group) {
      if (!view.areaHolds(area, line.origin, day)) continue;
      if (except !== 0 && view.areaHolds(except, line.origin, day)) continue;
      const alternatives = view.alternativesOf(choice);
      expect(alternatives).toHaveLength(1);
      const truth = truthOf(alternatives[0]!.guard, line, day);
      if (truth === undefined) return undefined;
      if (!truth) continue;
      const { family, layer, heading } = view.kindOf(kind);
      if (family === Family.additional) found.push({ layer, heading, rate: view.rateText(alternatives[0]!.program) });
      break;
    }
  }
  return found;
}

const nameOf = ({ layer, heading }: Head): string => `${view.meta.layers[layer]!.layer} ${view.meta.headings[heading]}`;

/** The charges that displacement leaves, with the facts that their value is without. */
function chargedInTable(line: Line, heads: readonly Head[]): string[] {
  const day = dayOf(line.date)!;
  const active = displacements.filter(
    ({ area, guard }) => view.areaHolds(area, line.origin, day) && truthOf(guard, line, day) === true,
  );
  const isNamed = (words: readonly WordView[], head: Head): boolean =>
    words.some((word) => ("layer" in word ? word.layer === head.layer : word.heading === head.heading));
  const acts = ({ by }: DisplacementView): boolean =>
    by.length === 0 ||
    heads.some((head) => {
      const bySelf = by.some((word) => "heading" in word && word.heading === head.heading);
      return isNamed(by, head) && (head.rate !== "free" || bySelf) && !isGone(head);
    });
  const isGone = (head: Head): boolean => active.some((it) => it.less === 0 && isNamed(it.of, head) && acts(it));
  return heads
    .filter((head) => head.rate !== "free" && !isGone(head))
    .map((head) => {
      const parts = active.filter((it) => it.less !== 0 && isNamed(it.of, head) && acts(it));
      const less = parts.map((it) => view.text(view.columns.basisText[it.less]!));
      return [nameOf(head), ...[...new Set(less)].sort()].join(" - ");
    })
    .sort();
}

const displacements = view.displacements();

const inFacts = <T>(ask: () => T): T | undefined => {
  try {
    return ask();
  } catch {
    return undefined;
  }
};

const lines = files("lines").flatMap((name) => rows(`lines/${name}`));
const changes = [...new Set(layerRows.flatMap(({ from = "", to = "" }) => [from, to]))]
  .filter((date) => date >= "2025-01-01")
  .flatMap((date) => [date, dateOf(dayOf(date)! + 1)]);
const origins = [
  "CN",
  "HK",
  "CA",
  "MX",
  "GB",
  "DE",
  "JP",
  "KR",
  "CH",
  "BR",
  "IN",
  "RU",
  "VN",
  "TW",
  "NI",
  "AU",
  "AR",
  "CU",
];
const share = fc.constantFrom("10", "15", "85", "90", "95", "99");

const asked = layerRows.filter(({ when, scope }) => when!.includes("claim") || scope === "?");
const claimable = [...new Set(asked.map(({ heading }) => heading!))];

/** Lines of real codes: of any chapter, and of those on which most layers are. */
const line = fc
  .record({
    at: fc.nat(lines.length - 1),
    chapter: fc.constantFrom("", "72", "73", "76", "84", "85", "87", "94"),
    date: fc.constantFrom(...changes),
    origin: fc.constantFrom(...origins),
    programme: fc.constantFrom("none", "none", "S", "P"),
    headings: fc.option(fc.subarray(claimable, { maxLength: 40 })),
    declared: fc.record(
      { metalWeightShare: share, usMetalShare: share, ukMetalShare: share, usContentShare: share },
      { requiredKeys: [] },
    ),
    states: fc.record(
      {
        russianAluminum: fc.boolean(),
        steelStamping: fc.boolean(),
        aluminumStamping: fc.boolean(),
        chineseCrane: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ at, chapter, date, origin, programme, headings, declared, states }): Line | undefined => {
    const from = lines.findIndex(({ code }) => code!.startsWith(chapter));
    const ofChapter = lines.filter(({ code }) => code!.startsWith(chapter)).length;
    const commodity = lines[from + (at % ofChapter)]!.code!;
    if (view.lineAt(commodity, dayOf(date)!) === undefined) return undefined;
    const fits = programme === "none" || (programme === "S" && (origin === "CA" || origin === "MX"));
    return {
      ...{ date, commodity, origin, programme: fits ? programme : "none", value: rational(1000n), base: rational(0n) },
      facts: { ...declared, ...states, ...(headings === null ? {} : { headings }) },
    };
  })
  .filter((it): it is Line => it !== undefined);

describe("the compiled layers of the United States", () => {
  it("name the headings that the facts name, and charge those that displacement leaves, on any line, origin and day", () => {
    let answered = 0;
    fc.assert(
      fc.property(line, (declared) => {
        const heads = headsInTable(declared);
        const named = inFacts(() =>
          [...headingsOf(declared)].map(([layer, { heading, rate }]) => `${layer} ${heading} ${rate}`).sort(),
        );
        expect(heads?.map((head) => `${nameOf(head)} ${head.rate}`).sort()).toEqual(named);
        if (heads === undefined) return;
        const left = charged(declared).map(({ row, less }) =>
          [`${row.layer} ${row.heading}`, ...[...less].sort()].join(" - "),
        );
        expect(chargedInTable(declared, heads)).toEqual(left.sort());
        answered += left.length;
      }),
      { numRuns: 400 },
    );
    expect(answered).toBeGreaterThan(100);
  });
});
