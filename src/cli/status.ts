/** How the command ends. */
export const enum Status {
  answered = 0,
  /** At least one record was refused; the others are answered. */
  refused = 1,
  /** Misuse, or an input that cannot be read. */
  misuse = 2,
  /** A table or the engine failed. */
  failure = 3,
  /** Ended by the user: 128 + SIGINT. */
  interrupted = 130,
}

/** What the user asked cannot be done; the message says what to do. */
export class Misuse extends Error {
  override readonly name = "Misuse";
}
