import type { Rule } from "../../../../src/model/origin/rule";
import { both, either } from "../rules";
import type { Parser } from "./parser";
import { map, row } from "./parser";

/**
 * Requirements in a row: items, paragraphs or clauses, joined by "and", by "or" or only by signs, which say "and". Of
 * both in one row "or" joins more closely, as the annexes use it ("a limit by weight, or one by value, and another").
 */

const SIGNS = new Set([",", ";", ":", "¶", "•", "◦", "."]);

/** A conjunction with the signs about it; signs alone mean "and". */
const joint: Parser<"and" | "or"> = (tokens, at) => {
  let end = at;
  while (SIGNS.has(tokens[end] ?? "")) end += 1;
  const word = tokens[end];
  if (word === "and" || word === "or" || word === "and/or") {
    end += 1;
    while (SIGNS.has(tokens[end] ?? "")) end += 1;
    return [{ meaning: word === "or" ? "or" : "and", end }];
  }
  return end > at ? [{ meaning: "and", end }] : [];
};

interface Row {
  readonly items: readonly Rule[];
  readonly joints: readonly ("and" | "or")[];
}

function ruleOfRow({ items, joints }: Row): Rule {
  const groups: Rule[][] = [[items[0] as Rule]];
  joints.forEach((word, i) => {
    const item = items[i + 1] as Rule;
    if (word === "or") groups.at(-1)?.push(item);
    else groups.push([item]);
  });
  return both(groups.map(either));
}

/** Rows of items, the longest first. */
export const rowOf = (item: Parser<Rule>): Parser<Rule> => map(row(item, joint), ruleOfRow);
