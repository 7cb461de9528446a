import { COUNTRY_COUNT } from "../../assembly/abi";
import { Open } from "../engine/calendar";
import { transportFees } from "../engine/circumstances";
import { coverageReader } from "../engine/stack/coverage";
import type { LineAssessment } from "../model/assessment";
import { countryCode } from "../model/countries";
import type { Note } from "../model/issue";
import type { NotHeldMeta } from "../table/meta";
import type { TableView } from "../table/read";

/** What answers of one day have in common. */
export interface LaneDay {
  /** From the id to the commodity. */
  readonly opening: Uint8Array;
  /** How a charge cites the schedule: differs by edition. */
  readonly instrument: string;
}

/** The end of an answer: its notes, in pieces around the amounts of a refund if there is one, table and engine. */
export interface LaneTail {
  readonly pieces: readonly Uint8Array[];
  readonly length: number;
  /** All that is due is held. */
  readonly isWhole: boolean;
}

/**
 * What an answer says because of its day, its goods and its value: whether all is held, and the notes. Everything is
 * taken from answers that the engine has given to entries alike.
 */
export interface LaneDays {
  day(day: number): LaneDay | undefined;
  /** What is not held of the goods of a row of the table's lines. */
  missing(row: number, origin: number, day: number): readonly NotHeldMeta[];
  /** The row is under a quota, of which there is a note of its own. */
  isQuota(row: number): boolean;
  open(value: bigint): Open;
  tail(day: number, missing: readonly NotHeldMeta[], open: Open, refunds: number): LaneTail | undefined;
  learn(day: number, missing: readonly NotHeldMeta[], open: Open, refunds: number, answer: LineAssessment): void;
}

/** Goods of a day that are kept. */
const KEPT = 1 << 14;

export function createLaneDays(view: TableView): LaneDays {
  const { meta } = view;
  const { minorUnits, informal } = meta;
  const coverage = coverageReader(meta);
  const transport = transportFees(view).length > 0 ? Open.transport : Open.nothing;
  const limit = informal === undefined ? -1n : minorUnitsOf(informal.limit, minorUnits);
  const quotas = quotaRows(view);
  const days = new Map<number, LaneDay>();
  const goods = new Map<number, Map<number, readonly NotHeldMeta[]>>();
  let lastDay = Number.NaN;
  let lastGoods = new Map<number, readonly NotHeldMeta[]>();
  const tails = new Map<number, Map<readonly NotHeldMeta[], Map<number, LaneTail>>>();

  return {
    day: (day) => days.get(day),
    missing(row, origin, day) {
      if (lastDay !== day) {
        lastDay = day;
        lastGoods = goods.get(day) ?? new Map();
        goods.set(day, lastGoods);
      }
      if (lastGoods.size >= KEPT) lastGoods.clear();
      const key = row * COUNTRY_COUNT + origin;
      let missing = lastGoods.get(key);
      if (missing === undefined) {
        const commodity = view.codeOf(row);
        const line = { commodity, originCode: countryCode(origin), headings: [], quotaPath: "" };
        missing = coverage(line, day, false);
        lastGoods.set(key, missing);
      }
      return missing;
    },
    isQuota: (row) => quotas[row] === 1,
    open: (value) => (value <= limit ? transport | Open.entryType : transport),
    tail: (day, missing, open, refunds) =>
      tails
        .get(day)
        ?.get(missing)
        ?.get(refunds * 4 + open),
    learn(day, missing, open, refunds, answer) {
      const key = refunds * 4 + open;
      if (tails.get(day)?.get(missing)?.has(key)) return;
      const tail = tailOf(answer, refunds > 0);
      if (tail === undefined) return;
      if (!days.has(day)) days.set(day, dayOfAnswer(answer));
      const ofDay = tails.get(day) ?? new Map<readonly NotHeldMeta[], Map<number, LaneTail>>();
      tails.set(day, ofDay);
      const ofGoods = ofDay.get(missing) ?? new Map<number, LaneTail>();
      ofDay.set(missing, ofGoods);
      ofGoods.set(key, tail);
    },
  };
}

const dayOfAnswer = ({ tariff, date, charges }: LineAssessment): LaneDay => ({
  opening: Buffer.from(`,"ok":true,"tariff":${JSON.stringify(tariff)},"date":${JSON.stringify(date)},"commodity":"`),
  instrument: charges[0]!.source.instrument,
});

/** Undefined where the answer has notes of its own, other than of refunds. */
function tailOf({ notes, table, engine, totals }: LineAssessment, refunds: boolean): LaneTail | undefined {
  const shared = refunds ? notes.slice(0, -1) : notes;
  const last = notes.at(-1);
  if (!shared.every(Object.isFrozen) || (refunds && last?.code !== "REFUNDABLE")) return undefined;
  const written = refunds ? [...shared, withGaps(last!)] : shared;
  const text = JSON.stringify({ notes: written, table, engine });
  const pieces = `,${text.slice(1)}\n`.split("\\n").map((piece) => Buffer.from(piece));
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return { pieces, length, isWhole: totals.payable !== null };
}

/** The note with a gap for each time that it names the sum. */
function withGaps(note: Note): Note {
  const { amount, message } = note;
  const sum = amount!.amount;
  return { ...note, amount: { ...amount!, amount: "\n" }, message: message.replace(sum, "\n") };
}

function minorUnitsOf(amount: string, decimals: number): bigint {
  const [whole = "0", rest = ""] = amount.split(".");
  return BigInt(whole + rest.padEnd(decimals, "0").slice(0, decimals));
}

/** 1 for rows under a quota on some day. */
function quotaRows({ meta, codeOf, rows }: TableView): Uint8Array {
  const prefixes = new Set(meta.quotas.map(({ code }) => code));
  const lengths = [...new Set(meta.quotas.map(({ code }) => code.length))];
  const found = new Uint8Array(rows("line"));
  if (prefixes.size === 0) return found;
  for (let row = 0; row < found.length; row += 1) {
    const digits = codeOf(row);
    if (lengths.some((length) => prefixes.has(digits.slice(0, length)))) found[row] = 1;
  }
  return found;
}
