import type { Standing } from "./judge";
import { type Reason, reasonFor } from "./reasons";
import type { Count, Judged, Measure, Tally } from "./tally";

/** Above this value, in dollars, a row outside its interval is listed with its reason. */
export const LISTED = 10_000_000n;

const INSIDE: readonly Standing[] = ["pure", "mixed"];
const STANDINGS: Readonly<Record<Standing, string>> = {
  pure: "equal to one outcome",
  mixed: "between the least and the greatest",
  below: "below the least",
  above: "above the greatest",
};

/** The report as Markdown. @throws Error where a row that is listed has no reason */
export function reportText(tally: Tally, reasons: readonly Reason[], notes: string): string {
  return [
    "# Reconciliation with the imports of 2024",
    "Made by `npm run reconcile`, which reads `../shared/data/us-trade`; nothing here is written by hand but the notes.",
    notes.trim(),
    "## Figures",
    figures(tally),
    "## Equal to one outcome",
    pureRows(tally),
    "## Layers",
    layerRows(tally),
    "## Outside the interval",
    outsideRows(tally, reasons),
    "",
  ].join("\n\n");
}

function figures({ measures, apart, single, singlePure }: Tally): string {
  const rows = measures.map((measure) => {
    const { title, standings, dutiable } = measure;
    const count = sum(Object.values(standings)).rows;
    const inside = INSIDE.map((standing) => standings[standing]);
    return [
      title,
      share(sum(inside).rows, count),
      share(standings.pure.rows, count),
      shareOfValue(standings),
      shareOfValue(dutiable),
    ];
  });
  const [{ standings }] = measures as [Measure];
  const total = sum(Object.values(standings));
  return [
    table(["outcomes allowed", "rows inside", "equal to one", "value inside", "of rows that can bear duty"], rows),
    `${number(total.rows)} rows of ad valorem rates, ${billions(total.value)}; by the first of these measures:`,
    table(
      ["rows that are", "rows", "value"],
      (Object.keys(STANDINGS) as Standing[]).map((it) => [STANDINGS[it], ...cellsOf(standings[it])]),
    ),
    `${number(single.rows)} of the rows have one outcome only, because no programme and no layer is open to them, or all ` +
      `come to the same: ${number(singlePure.rows)} of these equal it, ${share(singlePure.rows, single.rows)}.`,
    "Counted apart:",
    table(
      ["why", "rows", "value"],
      [...apart].map(([why, count]) => [why, ...cellsOf(count)]),
    ),
  ].join("\n\n");
}

/** The outcomes that most rows equal. */
function pureRows({ pure }: Tally): string {
  const most = [...pure].sort(([, a], [, b]) => b.rows - a.rows);
  const shown = most.slice(0, 30);
  const rest = sum(most.slice(30).map(([, count]) => count));
  return [
    "A programme stands by its symbol, `with` by what else is claimed.",
    table(
      ["outcome", "rows", "value"],
      [...shown.map(([name, count]) => [name, ...cellsOf(count)]), ["others", ...cellsOf(rest)]],
    ),
  ].join("\n\n");
}

/** What the duty of rows that may bear layers shows of these. */
function layerRows({ layers }: Tally): string {
  const most = [...layers].sort(([, a], [, b]) => b.rows - a.rows).filter(([, { rows }]) => rows >= 10);
  return [
    "Rows whose goods may bear them: how many equal an outcome with a layer, how many one without, and the duty " +
      "calculated of the most that all of them could owe. Layers of fewer than ten rows are left out.",
    table(
      ["layers", "rows", "with", "without", "between", "outside", "value", "duty of the most"],
      most.map(([name, { rows, value, duty, most: greatest, charged, free, mixed, outside }]) => [
        name,
        ...[rows, charged, free, mixed, outside].map(number),
        billions(value),
        hundredths((duty * 1_000_000n) / greatest),
      ]),
    ),
  ].join("\n\n");
}

function outsideRows({ outside }: Tally, reasons: readonly Reason[]): string {
  const listed = outside.filter(({ row }) => row.value > LISTED);
  const small = outside.filter(({ row }) => row.value <= LISTED);
  const ofSmall = sum(small.map(({ row }) => ({ rows: 1, value: row.value })));
  const without = listed.filter(({ row, judgement }) => !reasonFor(row, judgement.standing, reasons));
  if (without.length > 0) throw new Error(`no reason for ${without.map(({ row }) => `${row.code} ${row.country}`)}`);
  return [
    `${number(listed.length)} rows of over ${billions(LISTED)}, and ${number(ofSmall.rows)} smaller ones of ` +
      `${billions(ofSmall.value)} together. A reason is \`known\` where the row or the act shows it, \`likely\` where it ` +
      "explains the row and nothing in the statistics proves it (`scripts/reconcile/reasons.tsv`).",
    table(
      ["number", "country", "value", "duty", "least", "greatest", "reason"],
      listed.map((judged) => listedRow(judged, reasonFor(judged.row, judged.judgement.standing, reasons)!)),
    ),
  ].join("\n\n");
}

function listedRow({ row, judgement: { least, greatest } }: Judged, { evidence, cite, reason }: Reason): string[] {
  const { code, country, value, duty } = row;
  return [
    code,
    country,
    number(value),
    percent(duty * 100n, value),
    percent(least.cents, value),
    percent(greatest.cents, value),
    `${evidence}: ${reason} (${cite})`,
  ];
}

const sum = (counts: readonly Count[]): Count => ({
  rows: counts.reduce((total, { rows }) => total + rows, 0),
  value: counts.reduce((total, { value }) => total + value, 0n),
});

function shareOfValue(standings: Readonly<Record<Standing, Count>>): string {
  const inside = sum(INSIDE.map((standing) => standings[standing])).value;
  return hundredths((inside * 10000n) / sum(Object.values(standings)).value);
}

const share = (part: number, whole: number): string => hundredths((BigInt(part) * 10000n) / BigInt(whole));
/** Per cent of the value, to three decimals, of an amount in cents. */
const percent = (cents: bigint, value: bigint): string =>
  value === 0n ? "" : `${decimal((cents * 1000n + value / 2n) / value, 3)} %`;
const hundredths = (share: bigint): string => `${decimal(share, 2)} %`;

function decimal(scaled: bigint, decimals: number): string {
  const digits = scaled.toString().padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const number = (value: bigint | number): string => value.toString().replace(/\B(?=(\d{3})+$)/g, ",");

/** Dollars as billions, or millions below one. */
const billions = (value: bigint): string =>
  value < 1_000_000_000n
    ? `${decimal(value / 100_000n, 1)} million dollars`
    : `${decimal(value / 100_000_000n, 1)} billion dollars`;

const cellsOf = ({ rows, value }: Count): string[] => [number(rows), billions(value)];

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
