import type { Comparison } from "./compare";
import type { Coverage } from "./coverage";

/** The report of coverage as a page (docs/origin-coverage.md). */

export interface AgreementCoverage {
  readonly id: string;
  readonly side: string;
  readonly coverage: Coverage;
  /** Rows of which the source may have left out an alternative. */
  readonly open: number;
}

/** Agreements that were kept out of sight while the importer was written. */
export const KEPT_BACK: ReadonlySet<string> = new Set([
  ...["gb-esa", "gb-iceland-norway", "gb-serbia", "gb-singapore", "gb-south-korea"],
  ...["eu-central-america", "eu-ghana", "eu-lebanon", "eu-singapore", "eu-south-korea"],
]);

const SIDES: Readonly<Record<string, string>> = { gb: "United Kingdom", eu: "European Union" };

type Counts = Omit<Coverage, "reasons">;
const COUNTS = ["rules", "full", "fullStrict", "fullByAlternative", "nearly", "facts", "unread", "captions"] as const;

function sum(rows: readonly AgreementCoverage[]): Counts {
  const total = Object.fromEntries(
    COUNTS.map((count) => [count, rows.reduce((before, { coverage }) => before + coverage[count], 0)]),
  );
  return total as unknown as Counts;
}

const share = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);

function line(title: string, counts: Counts): string {
  const { rules, full, fullStrict, fullByAlternative, nearly, unread } = counts;
  const shares = [fullStrict, full, fullByAlternative, nearly, rules - unread].map((part) => share(part, rules));
  return `| ${[title, rules, ...shares, unread].join(" | ")} |`;
}

const HEAD = `| | rules | strict | full | beside a full one | nearly | executable | unread |
|---|--:|--:|--:|--:|--:|--:|--:|`;

function reasons(rows: readonly AgreementCoverage[]): string {
  const counts = new Map<string, number>();
  for (const { coverage } of rows) {
    for (const [reason, count] of coverage.reasons) counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted.map(([reason, count]) => `| ${reason} | ${count} |`).join("\n");
}

function side(name: string, all: readonly AgreementCoverage[]): string {
  const rows = all.filter((row) => row.side === name);
  const kept = rows.filter(({ id }) => KEPT_BACK.has(id));
  const seen = rows.filter(({ id }) => !KEPT_BACK.has(id));
  const titles = rows.reduce((count, { coverage }) => count + coverage.captions, 0);
  return `## ${SIDES[name]}

${HEAD}
${line(`**all ${rows.length}**`, sum(rows))}
${line(`${seen.length} the importer was written with`, sum(seen))}
${line(`${kept.length} kept back`, sum(kept))}

${titles === 0 ? "" : `Not counted: ${titles} rows that print the title of a divided heading and no rule.\n\n`}${HEAD}
${rows.map(({ id, coverage }) => line(KEPT_BACK.has(id) ? `${id} (kept back)` : id, coverage)).join("\n")}

${open(rows)}| why unread | rules |
|---|--:|
${reasons(rows)}
`;
}

/** Agreements whose data hold the first alternative of each row only. */
function open(rows: readonly AgreementCoverage[]): string {
  const lacking = rows.filter(({ open }) => open > 0);
  if (lacking.length === 0) return "";
  return `The data hold only the first alternative of each row for the agreements below (no row of theirs has two, while the
annexes have many). Where the other side's copy of the agreement has alternatives, or there is none to compare, the rule
is completed by the fact \`alternative-not-held\`: an answer is then "undetermined" instead of a wrong "no".

| agreement | rows completed |
|---|--:|
${lacking.map(({ id, open }) => `| ${id} | ${open} |`).join("\n")}

`;
}

export interface Compared {
  readonly first: string;
  readonly second: string;
  readonly comparison: Comparison;
}

const comparedLine = ({ first, second, comparison: { ranges, alike, differing } }: Compared): string =>
  `| ${first} | ${second} | ${ranges} | ${alike} | ${differing.join(", ")} |`;

export function coverageText(rows: readonly AgreementCoverage[], compared: readonly Compared[]): string {
  return `# How much of the rules of origin can be executed

Written by the importer itself (\`tariffs/agreements/import/\`), from the data folder \`../shared/data\`:

\`\`\`sh
npx esbuild tariffs/agreements/import/main.ts --bundle --platform=node --format=esm | node --input-type=module - ../shared/data
\`\`\`

A rule is one text of the data file, as its publisher counts them; where pages split a sentence, each piece counts as
the whole does.

- **strict**: the rule reads nothing but codes, whether materials originate, values and weights.
- **full**: the bill of materials and the product's values decide it: the rule, or one of the alternatives that its text
  states, names no fact. Beyond *strict* this takes in that a material was declared wholly obtained, \`made from\` codes
  (which asks of other materials whether they are of another nature), and textile operations that the stage of the
  materials shows.
- **beside a full one**: the rule, or an alternative that the annex prints in the same row, is full.
- **nearly**: as *full*, and where it asks for a quality it asks only of materials of the codes that it lists.
- **executable**: read. It is decided once the processes, qualities or quotas that it names are declared.
- **unread**: no reading accounts for every word. It stands in \`unread.tsv\` by its place in the annex, and in
  \`rules.tsv\` as a fact to declare, so that an answer is never a wrong "no".

The agreement between the United Kingdom and the European Union stands in both sources; \`gb-eu\` has its rules from the
United Kingdom's, and the two copies in the EU's (\`eu-eu\`, \`eu-united-kingdom\`) are only counted and compared.

${["gb", "eu"].map((name) => side(name, rows)).join("\n")}
## Two copies of one annex

Where an annex stands in both sources, each copy was read by itself. Alike are the ranges of codes of which every
alternative in the second copy is one of the first's. The rest shows slips of one of the copies (a condition lost or a
sentence cut), amendments, or texts that were not read.

| copy | other copy | ranges in both | alike | not alike |
|---|---|--:|--:|---|
${compared.map(comparedLine).join("\n")}
`;
}
