import type { Rational } from "../rational";
import { compare, formatRational, multiply, rational } from "../rational";
import type { Cap, Change, CodeRange, Materials, Rule, Selector, Share } from "./rule";
import { MOST } from "./rule-tokens";
import { CHANGES, hasOwnSelection, isCodePrefix, isFactName, SENSE_TEXT, STATUS_TEXT } from "./rule-words";

/** The canonical text of a rule, which `parseRule` reads back. @throws RangeError for a rule that has no text. */
export function printRule(rule: Rule): string {
  return print(rule, 1, { nodes: 0 });
}

/** @throws RangeError for a selection that has no text. */
export const printMaterials = (materials: Materials): string => selection(materials, { nodes: 0 });

/** How many nodes and selectors have been printed. */
interface Size {
  nodes: number;
}

const NESTED = new Set<Rule["kind"]>(["and", "or", "parts"]);

function count(size: Size): void {
  size.nodes += 1;
  if (size.nodes > MOST.nodes) throw new RangeError(`a rule has at most ${MOST.nodes} nodes`);
}

function print(rule: Rule, depth: number, size: Size): string {
  count(size);
  if (depth > MOST.levels) throw new RangeError(`a rule has at most ${MOST.levels} levels`);
  switch (rule.kind) {
    case "wholly-obtained":
      return "wholly obtained";
    case "change":
      return printChange(rule, size);
    case "made-from":
      return `made from ${selection(rule.materials, size)}`;
    case "all":
      return `all of ${selection(rule.materials, size)} ${STATUS_TEXT[rule.are]}`;
    case "share": {
      const limited = `${printCap(rule)}${ofMaterials(rule.materials, size)}${within(rule, size)}`;
      if (rule.sense === "at-most" && rule.counted === "non-originating") return `MaxNOM ${limited}`;
      return `${SENSE_TEXT[rule.sense]} ${limited} ${STATUS_TEXT[rule.counted]}`;
    }
    case "rvc": {
      const limited = `RVC ${rule.method} ${printCap(rule)}`;
      if (rule.method === "focused-value") return `${limited} of ${selection(rule.materials, size)}`;
      if (!isEvery(rule.materials)) throw new RangeError("only a focused value is of named materials");
      return limited;
    }
    case "declared":
      return `${rule.subject} ${name(rule.fact)}`;
    case "figure":
      return `figure ${name(rule.figure)} ${SENSE_TEXT[rule.sense]} ${percent(rule.limit)}`;
    case "rule-of":
      return `rule of ${code(rule.code)}`;
    case "no-tolerance":
      return `no tolerance ${inside(rule.rule, depth, size)}`;
    case "and":
    case "or":
      if (rule.rules.length < 2) throw new RangeError(`"${rule.kind}" joins at least two rules`);
      return rule.rules.map((part) => inside(part, depth, size)).join(` ${rule.kind} `);
    case "parts": {
      if (rule.parts.length === 0) throw new RangeError("parts are at least one");
      const body = (part: Rule) => (part.kind === "parts" ? inside(part, depth, size) : print(part, depth + 1, size));
      const texts = rule.parts.map((part) => `ex ${name(part.product)}: ${body(part.rule)}`);
      if (rule.otherwise !== undefined) texts.push(`else: ${body(rule.otherwise)}`);
      return texts.join("; ");
    }
  }
}

/** A rule inside another, in parentheses where it is itself made of rules. */
function inside(rule: Rule, depth: number, size: Size): string {
  const text = print(rule, depth + 1, size);
  return NESTED.has(rule.kind) ? `(${text})` : text;
}

function printChange({ from, except, allowing }: Change, size: Size): string {
  const level = [...CHANGES].find(([, level]) => level === from)?.[0] ?? "any heading";
  const barred = except === undefined ? "" : ` except ${selection(except, size)}`;
  const allowed = allowing.map(
    ({ materials, upTo }) =>
      ` allowing ${selection(materials, size)}${upTo === undefined ? "" : ` up to ${printCap(upTo)}`}`,
  );
  return level + barred + allowed.join("");
}

function printCap({ limit, of }: Cap): string {
  if (of.length === 0 || new Set(of).size < of.length)
    throw new RangeError("a share is of one base or several, each once");
  return `${percent(limit)} ${of.join("/")}`;
}

function percent(share: Rational): string {
  if (compare(share, rational(0n)) < 0 || compare(share, rational(1n)) > 0)
    throw new RangeError("a share is 0 to 100 %");
  const text = formatRational(multiply(share, rational(100n)));
  if (text.split(/[ /]/).some((part) => part.length > MOST.numberCharacters))
    throw new RangeError("a share is too fine");
  return `${text}%`;
}

const isEvery = ({ include, except }: Materials): boolean =>
  except.length === 0 && include.length === 1 && include[0]?.range === undefined && include[0]?.quality === undefined;

const ofMaterials = (materials: Materials, size: Size): string =>
  isEvery(materials) ? "" : ` of ${selection(materials, size)}`;

function within(share: Share, size: Size): string {
  if (share.within === undefined) return "";
  if (!hasOwnSelection(share)) throw new RangeError("only a share of materials is within others");
  return ` within ${selection(share.within, size)}`;
}

function selection({ include, except }: Materials, size: Size): string {
  if (include.length === 0) throw new RangeError("a selection includes something");
  const print = (selectors: readonly Selector[]) =>
    selectors.map((selector) => printSelector(selector, size)).join(", ");
  return print(include) + (except.length === 0 ? "" : ` other than ${print(except)}`);
}

function printSelector({ range, quality }: Selector, size: Size): string {
  count(size);
  if (quality === undefined) return range === undefined ? "any" : printRange(range);
  return name(quality) + (range === undefined ? "" : ` of ${printRange(range)}`);
}

function printRange(range: CodeRange): string {
  if (range.kind === "same") return `same ${range.level}`;
  const { from, to } = range;
  if (from === to) return code(from);
  if (from.length !== to.length || to < from) throw new RangeError("a range of codes ascends in one length");
  return `${code(from)}..${code(to)}`;
}

function name(fact: string): string {
  if (!isFactName(fact)) throw new RangeError(`${JSON.stringify(fact)} is not the name of a fact`);
  return fact;
}

function code(prefix: string): string {
  if (!isCodePrefix(prefix)) throw new RangeError(`${JSON.stringify(prefix)} is not a code of 2 to 10 digits`);
  return prefix;
}
