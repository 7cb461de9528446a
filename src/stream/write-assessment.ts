import type { Assessment } from "../model/assessment";
import { type AnswerPieces, createAnswerPieces, type PlainAnswer, plainAnswer } from "./answer-pieces";
import { put, putPlain } from "./bytes";
import type { Output } from "./output";

const ID = Buffer.from('{"id":"');
const NO_ID = Buffer.from('{"id":null');
const QUOTE = Buffer.from('"');
const NULL = Buffer.from("null");
const NOTHING = Buffer.from("");
const CUSTOMS_VALUE = Buffer.from('","customsValue":{"amount":"');

/** Writes an assessment, letter for letter as `JSON.stringify` does, with a line end; answers its pieces if it has any. */
export type AssessmentWriter = (assessment: Assessment) => { plain: PlainAnswer; pieces: AnswerPieces } | undefined;

/** Plain answers are put together from pieces, which is what volume users wait for; all others by `JSON.stringify`. */
export function createAssessmentWriter(output: Output): AssessmentWriter {
  const piecesOf = createAnswerPieces();
  return (assessment) => {
    const plain = plainAnswer(assessment);
    if (plain === undefined) {
      output.line(JSON.stringify(assessment));
      return undefined;
    }
    const pieces = piecesOf(plain);
    writeInPieces(output, plain, pieces);
    return { plain, pieces };
  };
}

function writeInPieces(output: Output, { answer, charge }: PlainAnswer, pieces: AnswerPieces): void {
  const { id, commodity, customsValue, totals } = answer;
  const { bases, amount, source } = charge;
  const { opening, charges, frame, cited, others, preference, tail } = pieces;
  // Before each text of the answer's own stands a piece; a piece more ends it.
  const texts = [id ?? "", "", commodity, customsValue.amount, ""];
  const before = [id === null ? NO_ID : ID, id === null ? NOTHING : QUOTE, opening, CUSTOMS_VALUE, charges];
  for (let i = 0; i < bases.length; i += 1) {
    before.push(frame[i]!);
    texts.push(bases[i]!.amount);
  }
  const due = totals.payable === null ? NULL : QUOTE;
  before.push(frame[bases.length]!, cited, pieces.totals, others, due);
  texts.push(amount.amount, source.citation, totals.duty, "", totals.payable ?? "");
  before.push(totals.payable === null ? NOTHING : QUOTE, preference);
  texts.push("", "");
  joinInto(output, before, texts, tail);
}

function joinInto(output: Output, before: readonly Uint8Array[], texts: readonly string[], tail: Uint8Array): void {
  let size = tail.length;
  for (let i = 0; i < before.length; i += 1) size += before[i]!.length + texts[i]!.length;
  const room = output.room(size);
  let at = output.length;
  for (let i = 0; i < before.length; i += 1) {
    at = put(room, at, before[i]!);
    at = putPlain(room, at, texts[i]!);
  }
  output.length = put(room, at, tail);
}
