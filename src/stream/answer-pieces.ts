import type { Assessment, Charge, ChargeBasis, LineAssessment } from "../model/assessment";
import type { Note } from "../model/issue";
import { isPlain, pieceMemory } from "./pieces";

/**
 * The text of an answer between the values that are its own: id, commodity, customs value, the amounts of the bases,
 * the duty, the citation. Answers share these pieces by date, rate, edition, claim.
 */
export interface AnswerPieces {
  /** By date and tariff, up to the commodity. */
  readonly opening: Uint8Array;
  /** From the customs value's amount to the charge. */
  readonly charges: Uint8Array;
  /** By measure and rate: before the amount of each basis, and before that of the charge. */
  readonly frame: readonly Uint8Array[];
  /** By edition: from the charge's amount to its citation. */
  readonly cited: Uint8Array;
  /** From the citation to the duty. */
  readonly totals: Uint8Array;
  /** From the duty to what is payable. */
  readonly others: Uint8Array;
  /** By claim. */
  readonly preference: Uint8Array;
  /** By day: notes, table, engine and the line's end. */
  readonly tail: Uint8Array;
}

/** An answer to an entry of one line, with one charge and without an explanation, whose texts need no escapes. */
export interface PlainAnswer {
  readonly answer: LineAssessment;
  readonly charge: Charge;
}

export function plainAnswer(assessment: Assessment): PlainAnswer | undefined {
  if (!assessment.ok || "lines" in assessment || assessment.explanation !== undefined) return undefined;
  const { id, charges } = assessment;
  const [charge] = charges;
  if (charges.length !== 1 || charge === undefined || charge.kind !== "duty") return undefined;
  const plain = (id === null || isPlain(id)) && isPlain(charge.source.citation);
  return plain ? { answer: assessment, charge } : undefined;
}

interface Frame {
  readonly charge: Charge;
  readonly pieces: readonly Uint8Array[];
}

interface Tail {
  readonly answer: LineAssessment;
  readonly piece: Uint8Array;
}

/** Rates kept of a measure: more than a table has. */
const MOST_FRAMES = 1 << 14;
const UNCLAIMED = Buffer.from('},"preference":{"applied":null}');

const json = (value: unknown): string => JSON.stringify(value);

/** Makes the pieces of answers, and keeps them. */
export function createAnswerPieces(): (plain: PlainAnswer) => AnswerPieces {
  const opening = pieceMemory(
    (date, tariff) => `,"ok":true,"tariff":${json(tariff)},"date":${json(date)},"commodity":"`,
  );
  const charges = pieceMemory((currency) => `","currency":${json(currency)}},"charges":[`);
  const cited = pieceMemory(
    (instrument, currency) => `","currency":${json(currency)}},"source":{"instrument":${json(instrument)},"citation":"`,
  );
  const totals = pieceMemory((currency) => `"}}],"totals":{"currency":${json(currency)},"duty":"`);
  const others = pieceMemory(
    (additionalDuty, fees, taxes) => `",${json({ additionalDuty, fees, taxes }).slice(1, -1)},"payable":`,
  );
  const claimed = pieceMemory((applied) => `},"preference":${json({ applied })}`);
  const frames = new Map<string, Map<string, Frame>>();
  const tails = new WeakMap<readonly Note[], Tail>();

  function frameOf(charge: Charge): readonly Uint8Array[] {
    let ofMeasure = frames.get(charge.measure);
    if (ofMeasure === undefined || ofMeasure.size >= MOST_FRAMES) {
      ofMeasure = new Map();
      frames.set(charge.measure, ofMeasure);
    }
    const known = ofMeasure.get(charge.rate);
    if (known !== undefined && haveOneFrame(known.charge, charge)) return known.pieces;
    const pieces = newFrame(charge);
    ofMeasure.set(charge.rate, { charge, pieces });
    return pieces;
  }

  function tailOf(answer: LineAssessment): Uint8Array {
    const { notes, table, engine } = answer;
    const known = tails.get(notes);
    if (known !== undefined && haveOneTail(known.answer, answer)) return known.piece;
    const piece = Buffer.from(`,${json({ notes, table, engine }).slice(1)}\n`);
    // Answers of a day share their notes, which are frozen: whoever has the same notes has the same text of them.
    if (Object.isFrozen(notes)) tails.set(notes, { answer, piece });
    return piece;
  }

  return ({ answer, charge }) => {
    const { applied } = answer.preference;
    const { currency, additionalDuty, fees, taxes } = answer.totals;
    return {
      opening: opening(answer.date, answer.tariff),
      charges: charges(answer.customsValue.currency),
      frame: frameOf(charge),
      cited: cited(charge.source.instrument, charge.amount.currency),
      totals: totals(currency),
      others: others(additionalDuty, fees, taxes),
      preference: applied === null ? UNCLAIMED : claimed(applied),
      tail: tailOf(answer),
    };
  };
}

function newFrame({ kind, measure, rate, bases }: Charge): readonly Uint8Array[] {
  const texts = [`${json({ kind, measure, rate }).slice(0, -1)},"bases":[`];
  bases.forEach((basis, i) => {
    const [before = "", after = ""] = json({ ...basis, amount: "\n" }).split("\\n");
    texts[i] += `${i === 0 ? "" : ","}${before}`;
    texts.push(after);
  });
  texts[bases.length] += '],"amount":{"amount":"';
  return texts.map((text) => Buffer.from(text));
}

/** Whether two charges of one measure and one rate differ in nothing but amounts and source. */
function haveOneFrame(a: Charge, b: Charge): boolean {
  if (a.kind !== b.kind || a.bases.length !== b.bases.length) return false;
  for (let i = 0; i < a.bases.length; i += 1) if (!isAlike(a.bases[i]!, b.bases[i]!)) return false;
  return true;
}

function isAlike(a: ChargeBasis, b: ChargeBasis): boolean {
  switch (a.kind) {
    case "value":
      return b.kind === "value" && a.currency === b.currency;
    case "quantity":
      return b.kind === "quantity" && a.unit === b.unit;
    case "fact":
      return b.kind === "fact" && a.fact === b.fact && a.currency === b.currency;
    case "charge":
      return b.kind === "charge" && a.of === b.of && a.currency === b.currency;
  }
}

/** Whether two answers with the same notes end alike. */
const haveOneTail = (a: LineAssessment, b: LineAssessment): boolean =>
  a.table.edition === b.table.edition && a.table.sha256 === b.table.sha256 && a.engine === b.engine;
