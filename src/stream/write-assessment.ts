import type { Assessment } from "../model/assessment";
import { type AnswerPieces, createAnswerPieces, type PlainAnswer, plainAnswer } from "./answer-pieces";
import { put, putPlain } from "./bytes";
import type { Output } from "./output";
import { SHORT } from "./pieces";

const ID = Buffer.from('{"id":"');
const NO_ID = Buffer.from('{"id":null');
const QUOTE = Buffer.from('"');
const NULL = Buffer.from("null");
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
  let size = opening.length + charges.length + cited.length + pieces.totals.length + others.length;
  size += preference.length + tail.length + (id?.length ?? 0) + SHORT * (bases.length + 8);
  for (let i = 0; i < frame.length; i += 1) size += frame[i]!.length;
  const room = output.room(size);

  let at = output.length;
  if (id === null) {
    at = put(room, at, NO_ID);
  } else {
    at = put(room, at, ID);
    at = putPlain(room, at, id);
    at = put(room, at, QUOTE);
  }
  at = put(room, at, opening);
  at = putPlain(room, at, commodity);
  at = put(room, at, CUSTOMS_VALUE);
  at = putPlain(room, at, customsValue.amount);
  at = put(room, at, charges);
  for (let i = 0; i < bases.length; i += 1) {
    at = put(room, at, frame[i]!);
    at = putPlain(room, at, bases[i]!.amount);
  }
  at = put(room, at, frame[bases.length]!);
  at = putPlain(room, at, amount.amount);
  at = put(room, at, cited);
  at = putPlain(room, at, source.citation);
  at = put(room, at, pieces.totals);
  at = putPlain(room, at, totals.duty);
  at = put(room, at, others);
  if (totals.payable === null) {
    at = put(room, at, NULL);
  } else {
    at = put(room, at, QUOTE);
    at = putPlain(room, at, totals.payable);
    at = put(room, at, QUOTE);
  }
  at = put(room, at, preference);
  output.length = put(room, at, tail);
}
