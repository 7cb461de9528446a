/** A row of the table that the benchmarks print. */
export interface Row {
  readonly name: string;
  /** What was measured, with its unit; or why it was not. */
  readonly figure: string;
  /** The figure beside a peer's, and which. */
  readonly ratio?: string;
  /** What is to be reached, as the README says it; undefined for rows that are there for comparison. */
  readonly target?: string;
  readonly met?: boolean;
  readonly remark?: string;
}

/** Rows that belong together, under a heading. */
export interface Section {
  readonly title: string;
  /** What was done, in a sentence or two. */
  readonly about: string;
  readonly rows: readonly Row[];
}

const three = (value: number): string =>
  value >= 100
    ? value.toFixed(0)
    : value >= 10
      ? value.toFixed(1)
      : value >= 0.1
        ? value.toFixed(2)
        : value.toPrecision(2);

/** Lines a second, in millions or thousands. */
export const speed = (perSecond: number): string =>
  perSecond >= 1e6 ? `${three(perSecond / 1e6)} M lines/s` : `${three(perSecond / 1e3)} k lines/s`;

export const times = (factor: number): string => `${three(factor)}×`;

/** A duration given in milliseconds. */
export const duration = (ms: number): string =>
  ms >= 1000 ? `${three(ms / 1000)} s` : ms >= 1 ? `${three(ms)} ms` : `${three(ms * 1000)} µs`;

export const kilobytes = (bytes: number): string => `${three(bytes / 1024)} KB`;
export const megabytes = (bytes: number): string => `${three(bytes / 1024 / 1024)} MB`;
