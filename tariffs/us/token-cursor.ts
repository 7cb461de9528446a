import type { Rational } from "../../src/model/rational";
import { parseRational } from "../../src/model/rational";

/** A place among tokens, moved on by the phrases that are taken from it. A phrase is its tokens with single spaces. */
export class TokenCursor {
  #place = 0;

  constructor(readonly tokens: readonly string[]) {}

  get atEnd(): boolean {
    return this.#place === this.tokens.length;
  }

  take(phrase: string): boolean {
    const words = phrase.split(" ");
    if (words.some((word, i) => this.tokens[this.#place + i] !== word)) return false;
    this.#place += words.length;
    return true;
  }

  /** Takes the longest phrase of a table and gives what it means. */
  takeOneOf<Meaning>(phrases: Readonly<Record<string, Meaning>>): Meaning | undefined {
    const longestFirst = Object.keys(phrases).sort((a, b) => b.split(" ").length - a.split(" ").length);
    const found = longestFirst.find((phrase) => this.take(phrase));
    return found === undefined ? undefined : phrases[found];
  }

  takeNumber(): Rational | undefined {
    const token = this.tokens[this.#place] ?? "";
    const number = parseRational(token.startsWith(".") ? `0${token}` : token);
    if (number !== undefined) this.#place += 1;
    return number;
  }

  /** A number that this sign follows. */
  takeNumberBefore(sign: string): Rational | undefined {
    if (this.tokens[this.#place + 1] !== sign) return undefined;
    const number = this.takeNumber();
    if (number !== undefined) this.#place += 1;
    return number;
  }
}
