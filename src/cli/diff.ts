import type { Command } from "commander";
import { dayOf } from "../model/days";
import { choiceText } from "../table/describe";
import { type ChangedLine, diffTables, type RatesOf, type TableDifference } from "../table/diff";
import type { TableView } from "../table/read";
import { dateAsked, originAsked, print } from "./asked";
import { measuresOf, reachOf } from "./line-summary";
import { type StackRates, stackRates } from "./stack-text";
import { Misuse } from "./status";
import { openView } from "./tables";

interface DiffOptions {
  readonly origin?: string;
  readonly date?: string;
  readonly json?: boolean;
}

export function diffCommand(program: Command): void {
  program
    .command("diff")
    .description("show the lines whose duty differs between two tables, with both")
    .argument("<before>", "a table's path, or the territory of an embedded one, such as us")
    .argument("<after>", "the table that it is compared with")
    .option("--origin <country>", "only what goods of that origin pay or may claim")
    .option("--date <date>", "on that day (YYYY-MM-DD) instead of that of the newest edition of the second table")
    .option("--json", "as JSON")
    .action(diff);
}

async function diff(pathBefore: string, pathAfter: string, options: DiffOptions): Promise<void> {
  const [before, after] = await Promise.all([openView(pathBefore), openView(pathAfter)]);
  const [one, other] = [before.meta.tariff, after.meta.tariff];
  if (one !== other)
    throw new Misuse(`${pathBefore} is a table of ${one}, ${pathAfter} of ${other}: no line is in both`);
  const date = dateAsked(after, options.date);
  const origin = originAsked(options.origin);
  if (origin === undefined) {
    await print(options.json, { date, ...diffTables(before, after, dayOf(date)!) }, diffText);
    return;
  }
  const stacks = new Map([before, after].map((view) => [view, stackRates(view, origin, date)]));
  const layersOf: LayersOf = (view, row) => stacks.get(view)!(row);
  const difference = diffTables(before, after, dayOf(date)!, reaching(origin, date, layersOf));
  const changed = difference.changed.map((line) => ({
    ...line,
    stacks: {
      before: dueOn(before, line.code, origin, date, layersOf),
      after: dueOn(after, line.code, origin, date, layersOf),
    },
  }));
  await print(options.json, { date, origin, ...difference, changed }, diffText);
}

type LayersOf = (view: TableView, row: number) => StackRates;

interface Due {
  readonly measure: string;
  readonly rate: string;
}

/** All that goods of an origin pay on a line that claim and declare nothing, in the order of charging. */
function dueOn(view: TableView, code: string, origin: string, date: string, layersOf: LayersOf): Due[] {
  const row = view.lineAt(code, dayOf(date)!)!;
  const ordinary = measuresOf(view, row).filter((measure) => reachOf(view, measure, origin, date).reach === "applies");
  return [
    ...ordinary.map(({ kind, choice }) => ({
      measure: view.meta.measures[kind]!.measure,
      rate: choiceText(view, choice),
    })),
    ...layersOf(view, row).map(([measure, rate]) => ({ measure, rate })),
  ];
}

/** The rates of a line that goods of an origin pay, or may claim, and those of its layers. */
const reaching =
  (origin: string, date: string, layersOf: LayersOf): RatesOf =>
  (view, row) =>
    new Map([
      ...measuresOf(view, row)
        .filter((measure) => reachOf(view, measure, origin, date).reach !== "none")
        .map(({ kind, claim, choice }): [string, string] => {
          const { measure } = view.meta.measures[kind]!;
          const preference = view.meta.claims[claim]?.code;
          return [preference === undefined ? measure : `${measure} ${preference}`, choiceText(view, choice)];
        }),
      ...layersOf(view, row),
    ]);

interface Difference extends TableDifference {
  readonly date: string;
  readonly changed: readonly (ChangedLine & {
    readonly stacks?: Readonly<Record<"before" | "after", readonly Due[]>>;
  })[];
}

const stackLine = (stack: readonly Due[]): string => stack.map(({ measure, rate }) => `${measure} ${rate}`).join("; ");

function diffText({ date, added, removed, changed }: Difference): string {
  return [
    `on ${date}: ${changed.length} lines differ, ${added.length} are only in the second table, ${removed.length} only in the first`,
    ...changed.flatMap(({ code, rates, stacks }) => [
      code,
      ...rates.map(({ measure, before = "none", after = "none" }) => `  ${measure}: ${before} → ${after}`),
      ...(stacks ? [`  paid before: ${stackLine(stacks.before)}`, `  paid after: ${stackLine(stacks.after)}`] : []),
    ]),
    ...added.map((code) => `${code} added`),
    ...removed.map((code) => `${code} removed`),
    "",
  ].join("\n");
}
