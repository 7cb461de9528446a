import { historyOf, type Snapshot } from "../../../src/table/history";
import { printTsv } from "../../../src/table/tsv";
import type { ScheduleFile } from "../refresh";
import { type ExportRow, RATE_COLUMNS, readExport } from "../usitc-export";

/** Headings of subchapter III of chapter 99 that impose or lift additional duties today or did in an edition held. */
const LAYERS = /^9903(?:0[1-5]|45|7[4-9]|8[0-9]|9[0-6])/;

/**
 * The printed rates of the headings of chapter 99, dated by edition: what the rows of the layers are held against. A
 * rate is what the heading adds to the duty of chapters 1 to 97, in the language of rates; `15% - base duty` where it
 * prints a whole rate, `free` where it prints no addition, and its own words where they are neither.
 */
export function chapter99Text(files: readonly ScheduleFile[]): string {
  const snapshots = files.map(
    ({ edition, applies, known, bytes }): Snapshot<string> => ({
      edition,
      applies,
      known,
      states: new Map(
        readExport(bytes)
          .filter(isLayer)
          .map((row) => [dotted(row.code), stateOf(row)]),
      ),
    }),
  );
  const { rows } = historyOf(snapshots, (state) => state);
  const header = ["heading", "from", "to", "known", "endKnown", ...RATE_COLUMNS];
  const cells = rows.map(({ code, from, to = "", known, endKnown = "", state }) => [
    code,
    from,
    to,
    known === from ? "" : known,
    endKnown,
    ...state.split("\t"),
  ]);
  return printTsv(header, cells);
}

const isLayer = ({ code, rates }: ExportRow): boolean =>
  code.length === 8 && LAYERS.test(code) && RATE_COLUMNS.some((column) => rates[column].trim() !== "");

const dotted = (code: string): string => `${code.slice(0, 4)}.${code.slice(4, 6)}.${code.slice(6)}`;

const stateOf = ({ rates }: ExportRow): string =>
  RATE_COLUMNS.map((column) => printedAddition(rates[column])).join("\t");

const BASE = String.raw`The duty provided (?:for )?in ?(?:the )?(?:applicable )?subheadings?(?: [\d., or]+)?`;
const CONTENT: Readonly<Record<string, string>> = {
  steel: "% of steelContentValue",
  aluminum: "% of aluminumContentValue",
  copper: "% of copperContentValue",
};

/** What a printed rate of chapter 99 adds to the duty of the goods' own subheading. */
export function printedAddition(printed: string): string {
  const text = printed
    .replace(/\([A-Z, +*]+\)/g, "")
    .replace(/\s+/g, " ")
    .replace(/[.\s]+$/, "")
    .trim();
  if (text === "") return "";
  if (/^(?:no change|free)$/i.test(text) || new RegExp(`^${BASE}$`).test(text)) return "free";
  const whole = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (whole) return `${whole[1]}% - base duty`;
  const added = new RegExp(
    `^${BASE} ?(?:\\+|plus) ?(?:a duty of )?(\\d+(?:\\.\\d+)?)%(?: upon the value of the (.+))?$`,
  ).exec(text);
  if (added === null) return `see "${text}"`;
  const [, share = "", part] = added;
  if (part === undefined) return Number(share) === 0 ? "free" : `${share}%`;
  const metal = CONTENT[part.replace(/ content$/, "")];
  if (metal !== undefined) return `${share}${metal}`;
  return part === "non-U.S. content" ? `${share}% - ${share}% of usContentValue` : `see "${text}"`;
}
