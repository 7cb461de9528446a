import { LAYER_WORD, LineStatus } from "../../assembly/abi";
import type { Known, Reason } from "./kleene";

/** A heading of one layer of a line. */
export interface Head {
  layer: number;
  heading: number;
  kind: number;
  per: number;
  program: number;
}

/** A heading that may be its layer's. */
export interface Candidate {
  rank: number;
  known: Known;
  head: Head;
}

/** The first behind a candidate that its rank excludes, and that holds too at another rate. */
export function rivalOf(candidate: Candidate, fitting: Candidate[]): Candidate | undefined {
  return fitting
    .slice(fitting.indexOf(candidate) + 1)
    .find(
      ({ rank, known, head }) =>
        rank === candidate.rank && known.truth === true && head.program !== candidate.head.program,
    );
}

export const notComputable = ({ program }: Head): Reason => ({ status: LineStatus.rateNotComputable, detail: program });

/** Of two displacements. */
export const sameWords = (some: number[], others: number[]): boolean => some.join() === others.join();

/** A word of a displacement names the heading, by its number or by its layer. */
export const names = (word: number, head: Head): boolean =>
  word === (LAYER_WORD | head.layer) || (word !== 0 && word === head.heading);
