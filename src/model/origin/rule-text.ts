/**
 * The canonical text of rules of origin (docs/rule-language.md). Reading is free in spaces, line ends, dots in codes
 * and superfluous parentheses; what is printed has one form for each rule, so that equal rules are equal texts.
 */
export { parseMaterials, parseRule } from "./rule-parser";
export { printMaterials, printRule } from "./rule-printer";
export { MOST as RULE_LIMITS, RuleSyntaxError } from "./rule-tokens";
