import type { Guard, GuardAtom, GuardClause, GuardComparison, GuardTest } from "./guard";
import { TextCursor } from "./text-cursor";

/**
 * The canonical text of guards. There is one text for a guard: what `parseGuard` accepts, `printGuard` gives back.
 *
 * ```
 * when := clause (" or " clause)*
 * clause := atom (" and " atom)*
 * atom := ["not "] ("claimed" | "claims " heading | "programme" (" " code)+ | fact [" " comparison " " number])
 * ```
 */

const HEADING = /[a-z0-9][a-z0-9.-]*/y;
const PROGRAMME = /[A-Z][A-Z0-9]*[+*]?/y;
const FACT = /[a-z][A-Za-z0-9]*/y;
const COMPARISON = /[<>]=?/y;
const NUMBER = /(?:[1-9]\d*|0(?=\.))(?:\.\d*[1-9])?/y;

/** @throws RateSyntaxError with the column (from 1) at which the text stops being a guard. */
export function parseGuard(text: string): Guard {
  const cursor = new TextCursor(text);
  const clauses = [clauseAt(cursor)];
  while (cursor.take(" or ")) clauses.push(clauseAt(cursor));
  cursor.end();
  return clauses;
}

function clauseAt(cursor: TextCursor): GuardClause {
  const atoms = [atomAt(cursor)];
  while (cursor.take(" and ")) atoms.push(atomAt(cursor));
  return atoms;
}

const atomAt = (cursor: TextCursor): GuardAtom => ({ negated: cursor.take("not "), test: testAt(cursor) });

function testAt(cursor: TextCursor): GuardTest {
  if (cursor.take("claims ")) {
    return { kind: "claims", heading: cursor.expectMatch(HEADING, "a heading or a circumstance") };
  }
  if (cursor.take("programme ")) {
    const programmes = [cursor.expectMatch(PROGRAMME, "a programme's code")];
    for (let more = nextProgramme(cursor); more !== undefined; more = nextProgramme(cursor)) programmes.push(more);
    return { kind: "programme", programmes };
  }
  const word = cursor.expectMatch(FACT, "a test");
  if (word === "claimed") return { kind: "claimed" };
  if (word === "claims" || word === "programme" || word === "not") throw cursor.error(`what ${word} is about`);
  if (!/^ [<>]/.test(cursor.text.slice(cursor.column - 1))) return { kind: "fact", fact: word };
  cursor.expect(" ");
  const operator = cursor.expectMatch(COMPARISON, "a comparison") as GuardComparison;
  cursor.expect(" ");
  return { kind: "comparison", fact: word, operator, at: cursor.expectMatch(NUMBER, "a number above 0") };
}

/** A code behind a space: a word in small letters there goes on with the guard. */
function nextProgramme(cursor: TextCursor): string | undefined {
  if (!/^ [A-Z]/.test(cursor.text.slice(cursor.column - 1))) return undefined;
  cursor.expect(" ");
  return cursor.match(PROGRAMME);
}

export const printGuard = (guard: Guard): string =>
  guard.map((clause) => clause.map(printAtom).join(" and ")).join(" or ");

const printAtom = ({ negated, test }: GuardAtom): string => `${negated ? "not " : ""}${printTest(test)}`;

function printTest(test: GuardTest): string {
  switch (test.kind) {
    case "claimed":
      return "claimed";
    case "claims":
      return `claims ${test.heading}`;
    case "programme":
      return `programme ${test.programmes.join(" ")}`;
    case "fact":
      return test.fact;
    case "comparison":
      return `${test.fact} ${test.operator} ${test.at}`;
  }
}
