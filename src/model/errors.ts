/** What a caller or a file can do wrong beyond a record's data. Codes are stable; messages are not. */
export type DutiableErrorCode =
  /** Not a table, truncated, or a table whose parts contradict each other. */
  | "TABLE_CORRUPT"
  /** A table of a format that this version does not read. */
  | "TABLE_VERSION"
  /** The table's bytes are not those that were sealed. */
  | "TABLE_HASH"
  /** Two tables of one tariff. */
  | "TABLE_DUPLICATE"
  /** The module and the host were not built together. */
  | "ABI_MISMATCH"
  /** Facts that cannot be compiled into a table. */
  | "FACTS_INVALID"
  /** A call that the documentation does not allow. */
  | "MISUSE";

export type ErrorParameters = Readonly<Record<string, string | number>>;

/** Thrown, never part of an answer: an entry's own flaws are its `issues`. */
export class DutiableError extends Error {
  override readonly name = "DutiableError";

  constructor(
    readonly code: DutiableErrorCode,
    message: string,
    readonly parameters: ErrorParameters = {},
  ) {
    super(message);
  }
}
