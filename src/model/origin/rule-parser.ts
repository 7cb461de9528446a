import type { Allowance, Change, Materials, Parts, RegionalValue, Rule, Sense, Share } from "./rule";
import { EVERY } from "./rule";
import type { Reading } from "./rule-phrases";
import { bases, cap, codePrefix, count, factName, materials, oneOf, sense, share, status } from "./rule-phrases";
import { MOST, RuleTokens } from "./rule-tokens";
import { levelsOf } from "./rule-walk";
import { CHANGES, hasOwnSelection, METHODS, PRODUCT_VALUES, SUBJECTS } from "./rule-words";

/** The rule that a text says (docs/rule-language.md). @throws RuleSyntaxError with line, column and what was expected. */
export const parseRule = (text: string): Rule =>
  whole(text, (reading) => {
    const read = rule(reading, 0);
    if (levelsOf(read) > MOST.levels) throw reading.tokens.error(`at most ${MOST.levels} levels of rules`);
    return read;
  });

/** A selection of materials alone, as agreements' tolerances name them. @throws RuleSyntaxError */
export const parseMaterials = (text: string): Materials => whole(text, materials);

function whole<T>(text: string, read: (reading: Reading) => T): T {
  const reading = { tokens: new RuleTokens(text), nodes: 0 };
  const found = read(reading);
  if (reading.tokens.token.kind !== "end") throw reading.tokens.error("the end");
  return found;
}

function rule(reading: Reading, depth: number): Rule {
  if (depth > MOST.parentheses) throw reading.tokens.error(`at most ${MOST.parentheses} levels`);
  return reading.tokens.is("ex") ? parts(reading, depth) : either(reading, depth);
}

function parts(reading: Reading, depth: number): Parts {
  count(reading);
  const { tokens } = reading;
  const found: Parts["parts"][number][] = [];
  while (tokens.take("ex")) {
    const product = factName(reading, "the name of a fact about the product");
    tokens.expect(":");
    found.push({ product, rule: either(reading, depth + 1) });
    if (!tokens.take(";")) return { kind: "parts", parts: found, otherwise: undefined };
  }
  if (!tokens.is("else")) throw tokens.error('"ex" or "else"');
  tokens.expect("else", ":");
  return { kind: "parts", parts: found, otherwise: either(reading, depth + 1) };
}

function either(reading: Reading, depth: number): Rule {
  const rules = [both(reading, depth)];
  while (reading.tokens.take("or")) rules.push(both(reading, depth));
  return joined(reading, "or", rules);
}

function both(reading: Reading, depth: number): Rule {
  const rules = [term(reading, depth)];
  while (reading.tokens.take("and")) rules.push(term(reading, depth));
  return joined(reading, "and", rules);
}

function joined(reading: Reading, kind: "and" | "or", rules: Rule[]): Rule {
  if (rules.length === 1) return rules[0] as Rule;
  count(reading);
  return { kind, rules };
}

function term(reading: Reading, depth: number): Rule {
  const { tokens } = reading;
  if (tokens.take("(")) {
    const inner = rule(reading, depth + 1);
    tokens.expect(")");
    return inner;
  }
  count(reading);
  if (!tokens.take("no")) return test(reading);
  tokens.expect("tolerance");
  if (depth > MOST.parentheses) throw tokens.error(`at most ${MOST.parentheses} levels`);
  return { kind: "no-tolerance", rule: term(reading, depth + 1) };
}

function test(reading: Reading): Rule {
  const { tokens } = reading;
  if (tokens.take("wholly")) {
    tokens.expect("obtained");
    return { kind: "wholly-obtained" };
  }
  if (tokens.take("any")) {
    tokens.expect("heading");
    return change(reading, "any");
  }
  const level = tokens.token.kind === "word" ? CHANGES.get(tokens.token.text) : undefined;
  if (level !== undefined) {
    tokens.next();
    return change(reading, level);
  }
  if (tokens.take("made")) {
    tokens.expect("from");
    return { kind: "made-from", materials: materials(reading) };
  }
  if (tokens.take("all")) return all(reading);
  if (tokens.take("MaxNOM")) {
    return { kind: "share", sense: "at-most", counted: "non-originating", ...shareOf(reading) };
  }
  const asked = sense(reading);
  if (asked !== undefined) return limitedShare(reading, asked);
  if (tokens.take("RVC")) return regionalValue(reading);
  for (const subject of SUBJECTS)
    if (tokens.take(subject)) return { kind: "declared", subject, fact: factName(reading, `the name of a ${subject}`) };
  if (tokens.take("figure")) {
    const figure = factName(reading, "the name of a figure");
    const asked = sense(reading);
    if (asked === undefined) throw tokens.error('"at most", "at least", "under" or "over"');
    return { kind: "figure", figure, sense: asked, limit: share(reading) };
  }
  if (tokens.take("rule")) {
    tokens.expect("of");
    return { kind: "rule-of", code: codePrefix(reading) };
  }
  throw tokens.error("a rule");
}

function change(reading: Reading, from: Change["from"]): Change {
  const { tokens } = reading;
  const except = tokens.take("except") ? materials(reading) : undefined;
  const allowing: Allowance[] = [];
  while (tokens.take("allowing")) {
    const allowed = materials(reading);
    const limited = tokens.take("up");
    if (limited) tokens.expect("to");
    allowing.push({ materials: allowed, upTo: limited ? cap(reading) : undefined });
  }
  return { kind: "change", from, except, allowing };
}

function all(reading: Reading): Rule {
  reading.tokens.expect("of");
  const selected = materials(reading);
  const { token } = reading.tokens;
  const are = status(reading);
  if (are !== "originating" && are !== "wholly-obtained")
    throw reading.tokens.error('"originating" or "wholly obtained"', token);
  return { kind: "all", materials: selected, are };
}

function limitedShare(reading: Reading, asked: Sense): Share {
  const limited = shareOf(reading);
  const counted = status(reading);
  if (counted === undefined)
    throw reading.tokens.error('"non-originating", "originating", "wholly obtained" or "used"');
  return { kind: "share", sense: asked, counted, ...limited };
}

/** `30% materials-weight of 2401 within 24` */
function shareOf(reading: Reading): Pick<Share, "limit" | "of" | "materials" | "within"> {
  const limited = cap(reading);
  const selected = ofMaterials(reading);
  const within = hasOwnSelection(limited) && reading.tokens.take("within") ? materials(reading) : undefined;
  return { ...limited, materials: selected, within };
}

function regionalValue(reading: Reading): RegionalValue {
  const method = oneOf(reading, METHODS, `a method (${METHODS.join(", ")})`);
  const limit = { limit: share(reading), of: bases(reading, PRODUCT_VALUES) };
  if (method !== "focused-value") return { kind: "rvc", method, ...limit, materials: EVERY };
  reading.tokens.expect("of");
  return { kind: "rvc", method, ...limit, materials: materials(reading) };
}

const ofMaterials = (reading: Reading): Materials => (reading.tokens.take("of") ? materials(reading) : EVERY);
