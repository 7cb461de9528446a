/** The dates on which a fact is law, and the days from which the fact and its end were known. */
export interface Dated {
  readonly from: string;
  readonly to?: string;
  readonly known: string;
  /** Before this day the end was not known: the fact counted as open. Absent: known with the fact. */
  readonly endKnown?: string;
}
