/** A text that is not in the language of rules; `line` and `column` count from 1, a column in UTF-16 units. */
export class RuleSyntaxError extends Error {
  override readonly name = "RuleSyntaxError";

  constructor(
    readonly line: number,
    readonly column: number,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`${expected} expected at line ${line}, column ${column}, not ${found}`);
  }
}

/**
 * Beyond these a text is refused, so that none takes long to read. A rule has at most `levels` of rules in rules and
 * `nodes` nodes and selectors; printed, it then stays below `characters`. Parentheses may stand two deep a level.
 */
export const MOST = {
  characters: 1_048_576,
  wordCharacters: 64,
  numberCharacters: 40,
  levels: 32,
  parentheses: 64,
  nodes: 4_096,
} as const;

export interface Token {
  readonly kind: "word" | "number" | "sign" | "end" | "stray";
  readonly text: string;
  /** Offset in the text. */
  readonly at: number;
}

const SIGNS = "(),:;/%";

const isDigit = (c: string): boolean => c >= "0" && c <= "9";
const isLetter = (c: string): boolean => (c >= "a" && c <= "z") || (c >= "A" && c <= "Z");
const isSpace = (c: string): boolean => c === " " || c === "\t" || c === "\n" || c === "\r";

/** The tokens of a rule's text, one at a time, each character looked at once. */
export class RuleTokens {
  #token: Token;

  /** @throws RuleSyntaxError for a text that is too long. */
  constructor(readonly text: string) {
    this.#token = { kind: "stray", text: "", at: MOST.characters };
    if (text.length > MOST.characters) throw this.error(`at most ${MOST.characters} characters`);
    this.#token = this.#read(0);
  }

  get token(): Token {
    return this.#token;
  }

  is(text: string): boolean {
    return this.#token.text === text && this.#token.kind !== "stray";
  }

  take(text: string): boolean {
    if (!this.is(text)) return false;
    this.next();
    return true;
  }

  expect(...texts: string[]): void {
    for (const text of texts) if (!this.take(text)) throw this.error(JSON.stringify(text));
  }

  /** Moves on, and gives the text of the token left behind. */
  next(): string {
    const { text, at } = this.#token;
    this.#token = this.#read(at + text.length);
    return text;
  }

  error(expected: string, token = this.#token): RuleSyntaxError {
    const lines = this.text.slice(0, token.at).split(/\r\n|\r|\n/);
    const found = token.kind === "end" ? "the end" : JSON.stringify(token.text || this.text.charAt(token.at));
    return new RuleSyntaxError(lines.length, (lines.at(-1) as string).length + 1, expected, found);
  }

  #read(from: number): Token {
    let at = from;
    while (isSpace(this.text.charAt(at))) at += 1;
    const first = this.text.charAt(at);
    if (first === "") return { kind: "end", text: "", at };
    if (isLetter(first)) return this.#within("word", at, MOST.wordCharacters, this.#wordEnd(at));
    if (isDigit(first)) return this.#within("number", at, MOST.numberCharacters, this.#numberEnd(at));
    if (this.text.startsWith("..", at)) return { kind: "sign", text: "..", at };
    return { kind: SIGNS.includes(first) ? "sign" : "stray", text: first, at };
  }

  #within(kind: "word" | "number", at: number, most: number, end: number): Token {
    const token: Token = { kind, text: this.text.slice(at, end), at };
    if (end - at > most) throw this.error(`a ${kind} of at most ${most} characters`, token);
    return token;
  }

  /** Letters and digits, with single hyphens inside. */
  #wordEnd(at: number): number {
    const inside = (c: string) => isLetter(c) || isDigit(c);
    let end = at + 1;
    while (
      inside(this.text.charAt(end)) ||
      (this.text.charAt(end) === "-" && inside(this.text.charAt(end + 1)) && this.text.charAt(end - 1) !== "-")
    )
      end += 1;
    return end;
  }

  /** Digits, with single points inside: a share (`47.5`) or a code (`8703.23`). */
  #numberEnd(at: number): number {
    let end = at + 1;
    while (isDigit(this.text.charAt(end)) || (this.text.charAt(end) === "." && isDigit(this.text.charAt(end + 1))))
      end += 1;
    return end;
  }
}
