/** A text that is not in the language of rates, or of guards; `column` counts from 1. */
export class RateSyntaxError extends Error {
  override readonly name = "RateSyntaxError";

  constructor(
    readonly text: string,
    readonly column: number,
    readonly expected: string,
  ) {
    super(`${expected} expected at column ${column} of ${JSON.stringify(text)}`);
  }
}

/** A place in a text, moved on by what is taken from it. */
export class TextCursor {
  #place = 0;

  constructor(readonly text: string) {}

  /** From 1. */
  get column(): number {
    return this.#place + 1;
  }

  take(literal: string): boolean {
    if (!this.text.startsWith(literal, this.#place)) return false;
    this.#place += literal.length;
    return true;
  }

  /** Takes what a sticky pattern matches here. */
  match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.#place;
    const found = sticky.exec(this.text)?.[0];
    this.#place += found?.length ?? 0;
    return found;
  }

  expect(literal: string): void {
    if (!this.take(literal)) throw this.error(JSON.stringify(literal));
  }

  expectMatch(sticky: RegExp, what: string): string {
    const found = this.match(sticky);
    if (found === undefined) throw this.error(what);
    return found;
  }

  end(): void {
    if (this.#place < this.text.length) throw this.error("the end");
  }

  error(expected: string, column = this.column): RateSyntaxError {
    return new RateSyntaxError(this.text, column, expected);
  }
}
