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
  /** What is not held of the goods. */
  missing(code: number, origin: number, day: number): readonly NotHeldMeta[];
  /** The line is under a quota, of which there is a note of its own. */
  isQuota(code: number): boolean;
  open(value: bigint): Open;
  tail(day: number, missing: readonly NotHeldMeta[], open: Open, refunds: number): LaneTail | undefined;
  learn(day: number, missing: readonly NotHeldMeta[], open: Open, refunds: number, answer: LineAssessment): void;
}

/** Goods of a day that are kept. */
const KEPT = 1 << 14;

export function createLaneDays(view: TableView): LaneDays {
  const { meta, codes } = view;
  const { codeDigits, minorUnits, informal } = meta;
  const coverage = coverageReader(meta);
  const transport = transportFees(view).length > 0 ? Open.transport : Open.nothing;
  const limit = informal === undefined ? -1n : minorUnitsOf(informal.limit, minorUnits);
  const quotas = quotaCodes(view, codes);
  const days = new Map<number, LaneDay>();
  const goods = new Map<number, Map<number, readonly NotHeldMeta[]>>();
  const tails = new Map<number, Map<readonly NotHeldMeta[], Map<number, LaneTail>>>();

  return {
    day: (day) => days.get(day),
    missing(code, origin, day) {
      let ofDay = goods.get(day);
      if (ofDay === undefined || ofDay.size >= KEPT) {
        ofDay = new Map();
        goods.set(day, ofDay);
      }
      const key = code * 676 + origin;
      let missing = ofDay.get(key);
      if (missing === undefined) {
        const commodity = String(code).padStart(codeDigits, "0");
        const line = { commodity, originCode: countryCode(origin), headings: [], quotaPath: "" };
        missing = coverage(line, day, false);
        ofDay.set(key, missing);
      }
      return missing;
    },
    isQuota: (code) => quotas.has(code),
    open: (value) => (value <= limit ? transport | Open.entryType : transport),
    tail: (day, missing, open, refunds) =>
      tails
        .get(day)
        ?.get(missing)
        ?.get(refunds * 4 + open),
    learn(day, missing, open, refunds, answer) {
      const tail = tailOf(answer, refunds > 0);
      if (tail === undefined) return;
      if (!days.has(day)) days.set(day, dayOfAnswer(answer));
      const ofDay = tails.get(day) ?? new Map<readonly NotHeldMeta[], Map<number, LaneTail>>();
      tails.set(day, ofDay);
      const ofGoods = ofDay.get(missing) ?? new Map<number, LaneTail>();
      ofDay.set(missing, ofGoods);
      if (!ofGoods.has(refunds * 4 + open)) ofGoods.set(refunds * 4 + open, tail);
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

/** Codes under a quota on some day. */
function quotaCodes({ meta, codeOf }: TableView, codes: Float64Array): ReadonlySet<number> {
  const prefixes = new Set(meta.quotas.map(({ code }) => code));
  const lengths = [...new Set(meta.quotas.map(({ code }) => code.length))];
  const found = new Set<number>();
  if (prefixes.size === 0) return found;
  codes.forEach((code, row) => {
    const digits = codeOf(row);
    if (lengths.some((length) => prefixes.has(digits.slice(0, length)))) found.add(code);
  });
  return found;
}
