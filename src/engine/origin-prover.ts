import type { Assessment } from "../model/assessment";
import type { OriginAnswer } from "../model/origin/determination";

/**
 * What an engine of duty needs of one of origin, as `createOrigin` of `dutiable/origin` gives it. Only types stand
 * here: an engine that is given none holds no rule of origin.
 */
export interface OriginProver {
  determine(question: unknown, options?: { readonly explain?: boolean }): OriginAnswer;
  /** Assesses an entry with the preferences that its bills of materials prove; undefined where it brings none. */
  assessProven(entry: unknown, duty: DutyOfEntry): Assessment | undefined;
}

/** What a prover asks of the engine of duty. */
export interface DutyOfEntry {
  /** Whether goods of the tariff may claim the programme. */
  isProgramme(tariff: string, code: string): boolean;
  /** The answer to be given. */
  assess(entry: unknown): Assessment;
  /** An answer to compare with: amounts alone. */
  compare(entry: unknown): Assessment;
}
