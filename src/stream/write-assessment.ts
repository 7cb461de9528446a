import type { Assessment, Charge, ChargeBasis, LineAssessment } from "../model/assessment";
import type { Note } from "../model/issue";
import type { Output } from "./output";
import { isPlain, pieceMemory, put, putPlain } from "./pieces";

/** A charge without its amounts and its source: what stands before each amount of a basis, and before its own. */
interface Frame {
  readonly charge: Charge;
  readonly pieces: readonly Uint8Array[];
  readonly length: number;
}

/** The end of an answer: notes, table and engine. */
interface Tail {
  readonly answer: LineAssessment;
  readonly bytes: Uint8Array;
}

/** Charges of so many rates are kept: more than a table has. */
const MOST_FRAMES = 1 << 14;
/** The longest text of an amount, a code or a citation. */
const SHORT = 64;

const ID = Buffer.from('{"id":"');
const NULL = Buffer.from("null");
const UNCLAIMED = Buffer.from('},"preference":{"applied":null}');
const CUSTOMS_VALUE = Buffer.from('","customsValue":{"amount":"');

const json = (value: unknown): string => JSON.stringify(value);

/**
 * Writes assessments as `JSON.stringify` does, letter for letter, each with a line end. The answer to an entry of one
 * line with one charge and without an explanation, which is what volume users ask for, is put together from pieces that
 * answers of a day, a rate or an edition share. All else is left to `JSON.stringify`.
 */
export function createAssessmentWriter(output: Output): (assessment: Assessment) => void {
  const opening = pieceMemory(
    (date, tariff) => `","ok":true,"tariff":${json(tariff)},"date":${json(date)},"commodity":"`,
  );
  const chargesHead = pieceMemory((currency) => `","currency":${json(currency)}},"charges":[`);
  const sourceHead = pieceMemory(
    (instrument, currency) => `","currency":${json(currency)}},"source":{"instrument":${json(instrument)},"citation":"`,
  );
  const totalsHead = pieceMemory((currency) => `"}}],"totals":{"currency":${json(currency)},"duty":"`);
  const otherTotals = pieceMemory(
    (additionalDuty, fees, taxes) =>
      `","additionalDuty":${json(additionalDuty)},"fees":${json(fees)},"taxes":${json(taxes)},"payable":`,
  );
  const payableDuty = pieceMemory((duty) => json(duty));
  const claimed = pieceMemory((applied) => `},"preference":${json({ applied })}`);
  const frames = new Map<string, Map<string, Frame>>();
  const tails = new WeakMap<readonly Note[], Tail>();

  function frameOf(charge: Charge): Frame {
    let ofMeasure = frames.get(charge.measure);
    if (ofMeasure === undefined || ofMeasure.size >= MOST_FRAMES) {
      ofMeasure = new Map();
      frames.set(charge.measure, ofMeasure);
    }
    const known = ofMeasure.get(charge.rate);
    if (known !== undefined && haveOneFrame(known.charge, charge)) return known;
    const frame = newFrame(charge);
    ofMeasure.set(charge.rate, frame);
    return frame;
  }

  function tailOf(answer: LineAssessment): Uint8Array {
    const { notes } = answer;
    const known = tails.get(notes);
    if (known !== undefined && haveOneTail(known.answer, answer)) return known.bytes;
    const bytes = newTail(answer);
    // Answers of a day share their notes, which are frozen: whoever has the same notes has the same text of them.
    if (Object.isFrozen(notes)) tails.set(notes, { answer, bytes });
    return bytes;
  }

  function inPieces(answer: LineAssessment, id: string, charge: Charge): void {
    const { bases, amount, source } = charge;
    const { pieces, length } = frameOf(charge);
    const tail = tailOf(answer);
    const first = opening(answer.date, answer.tariff);
    const charges = chargesHead(answer.customsValue.currency);
    const cited = sourceHead(source.instrument, amount.currency);
    const { currency, duty, additionalDuty, fees, taxes, payable } = answer.totals;
    const totals = totalsHead(currency);
    const others = otherTotals(additionalDuty, fees, taxes);
    const due = payable === null ? NULL : payableDuty(payable);
    const { applied } = answer.preference;
    const preference = applied === null ? UNCLAIMED : claimed(applied);
    const head = ID.length + first.length + CUSTOMS_VALUE.length + charges.length + length + cited.length;
    const end = totals.length + others.length + due.length + preference.length + tail.length;
    const room = output.room(head + end + id.length + SHORT * (bases.length + 5));

    let at = put(room, output.length, ID);
    at = putPlain(room, at, id);
    at = put(room, at, first);
    at = putPlain(room, at, answer.commodity);
    at = put(room, at, CUSTOMS_VALUE);
    at = putPlain(room, at, answer.customsValue.amount);
    at = put(room, at, charges);
    for (let i = 0; i < bases.length; i += 1) {
      at = put(room, at, pieces[i]!);
      at = putPlain(room, at, bases[i]!.amount);
    }
    at = put(room, at, pieces[bases.length]!);
    at = putPlain(room, at, amount.amount);
    at = put(room, at, cited);
    at = putPlain(room, at, source.citation);
    at = put(room, at, totals);
    at = putPlain(room, at, duty);
    at = put(room, at, others);
    at = put(room, at, due);
    at = put(room, at, preference);
    output.length = put(room, at, tail);
  }

  return (assessment) => {
    const charge = chargeAlone(assessment);
    if (charge === undefined) output.line(json(assessment));
    else inPieces(assessment as LineAssessment, assessment.id as string, charge);
  };
}

/** The charge of an answer that is put together from pieces. */
function chargeAlone(assessment: Assessment): Charge | undefined {
  if (!assessment.ok || "lines" in assessment || assessment.explanation !== undefined) return undefined;
  const { id, charges } = assessment;
  const [charge] = charges;
  return charges.length === 1 && id !== null && isPlain(id) && isPlain(charge!.source.citation) ? charge : undefined;
}

function newFrame(charge: Charge): Frame {
  const { kind, measure, rate, bases } = charge;
  const texts = bases.map(basisTexts);
  const heads = [`{"kind":${json(kind)},"measure":${json(measure)},"rate":${json(rate)},"bases":[`];
  for (const [before, after] of texts) {
    heads[heads.length - 1] += before;
    heads.push(`${after},`);
  }
  const end = heads.length - 1;
  heads[end] = `${bases.length === 0 ? heads[end] : heads[end]!.slice(0, -1)}],"amount":{"amount":"`;
  const pieces = heads.map((head) => Buffer.from(head));
  return { charge, pieces, length: pieces.reduce((sum, piece) => sum + piece.length, 0) };
}

/** A basis before and after its amount. */
function basisTexts(basis: ChargeBasis): readonly [before: string, after: string] {
  const [before = "", after = ""] = json({ ...basis, amount: "\n" }).split("\\n");
  return [before, after];
}

/** Whether two charges of one rate differ in nothing but amounts and source. */
function haveOneFrame(a: Charge, b: Charge): boolean {
  if (a.kind !== b.kind || a.measure !== b.measure || a.bases.length !== b.bases.length) return false;
  for (let i = 0; i < a.bases.length; i += 1) if (!isSameBasis(a.bases[i]!, b.bases[i]!)) return false;
  return true;
}

function isSameBasis(a: ChargeBasis, b: ChargeBasis): boolean {
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

const newTail = ({ notes, table, engine }: LineAssessment): Uint8Array =>
  Buffer.from(`,${json({ notes, table, engine }).slice(1)}\n`);

/** Whether two answers with the same notes end alike. */
const haveOneTail = (a: LineAssessment, b: LineAssessment): boolean =>
  a.table.edition === b.table.edition && a.table.sha256 === b.table.sha256 && a.engine === b.engine;
