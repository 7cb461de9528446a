import { COUNTRIES } from "../../countries";
import { unknownCountry } from "../../declare/findings";
import { nearest, pointer, quote } from "../../declare/quote";
import type { Issue } from "../../issue";
import type { Editions } from "../editions";
import type { Assembly, OriginMaterial, OriginQuestion } from "../question";
import type { Rule } from "../rule";
import { parseRule, RuleSyntaxError } from "../rule-text";
import { checkBill, everyMaterial } from "./bill";
import { question as form } from "./forms";

/** What a question may name. */
export interface KnownNames {
  readonly agreements: ReadonlySet<string>;
  readonly editions: Editions;
  readonly processes: ReadonlySet<string>;
  /** Facts about the good: of rules and tolerances, shares and quotas. */
  readonly facts: ReadonlySet<string>;
  /** Qualities of materials. */
  readonly qualities: ReadonlySet<string>;
  readonly basics: ReadonlySet<string>;
}

/** A question each of whose fields has its form, and whose names all stand for something. */
export interface ReadQuestion {
  readonly question: OriginQuestion;
  /** Rules in the rule language that the question brings along, by their text. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** The edition in which the product's code, and those of materials without one of their own, are written. */
  readonly edition: number;
}

/** Editions of the Harmonized System (each in force from 1 January of its year). */
const EDITIONS = [1988, 1992, 1996, 2002, 2007, 2012, 2017, 2022];

/** The edition in force on a date. */
export const editionOn = (date: string): number =>
  EDITIONS.findLast((from) => from <= Number(date.slice(0, 4))) ?? EDITIONS[0]!;

/** The question, or what is wrong with it. Never throws, whatever it is given. */
export function readOriginQuestion(
  input: unknown,
  known: KnownNames,
): ReadQuestion | { readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  form(input, "", "a question of origin", issues);
  if (issues.length > 0) return { issues };
  const question = input as OriginQuestion;
  checkBill(question, issues);
  if (issues.length > 0) return { issues };
  const edition = question.product.hsEdition ?? editionOn(question.date);
  const rules = new Map<string, Rule>();
  const reading: Reading = { known, edition, rules, issues };
  checkAgreements(question, reading);
  for (const side of ["exportCountry", "importCountry"] as const)
    checkCountry(question[side], `/${side}`, side, issues);
  checkEdition(question.product.hsEdition, "/product/hsEdition", issues);
  checkCode(question.product.commodity, edition, "/product/commodity", reading);
  readRule(question.rule ?? undefined, "/rule", reading);
  everyMaterial(question, ({ rule }, path) => readRule(rule, `${path}/rule`, reading));
  const named = namesIn(rules);
  everyMaterial(question, (material, path) => checkMaterial(material, path, reading, named));
  checkFacts(question, reading, named);
  for (const [i, { country, operations }] of (question.transit ?? []).entries()) {
    checkCountry(country, `/transit/${i}/country`, "country", issues);
    checkNames(operations, known.processes, `/transit/${i}/operations`, "operation", issues);
  }
  checkStocks(question, issues);
  return issues.length > 0 ? { issues } : { question, rules, edition };
}

interface Reading {
  readonly known: KnownNames;
  readonly edition: number;
  readonly rules: Map<string, Rule>;
  readonly issues: Issue[];
}

function checkAgreements(
  { agreement, exportCountry, importCountry }: OriginQuestion,
  { known, issues }: Reading,
): void {
  if (agreement === "all") {
    for (const [field, value] of Object.entries({ exportCountry, importCountry })) {
      if (value !== undefined) continue;
      const message = `"all" are the agreements between two countries: state ${field}`;
      issues.push({ code: "MALFORMED_INPUT", path: `/${field}`, message });
    }
    return;
  }
  for (const [i, id] of (typeof agreement === "string" ? [agreement] : agreement).entries()) {
    if (known.agreements.has(id)) continue;
    const path = typeof agreement === "string" ? "/agreement" : `/agreement/${i}`;
    const names = [...known.agreements];
    const meant = nearest(id, names);
    const way = meant === undefined ? `known are ${names.join(", ")}` : `did you mean ${meant}?`;
    issues.push({
      code: "UNKNOWN_AGREEMENT",
      path,
      agreement: id,
      known: names,
      message: `there is no agreement ${quote(id)}; ${way}`,
    });
  }
}

function checkCountry(country: string | undefined, path: string, field: string, issues: Issue[]): void {
  if (country !== undefined && !COUNTRIES.has(country)) issues.push(unknownCountry(path, field, country, false));
}

function checkEdition(edition: number | undefined, path: string, issues: Issue[]): void {
  if (edition === undefined || EDITIONS.includes(edition)) return;
  const message = `there is no edition ${edition} of the Harmonized System, but those of ${EDITIONS.join(", ")}`;
  issues.push({ code: "UNKNOWN_HS_EDITION", path, edition, message });
}

/** That an edition that is held has the code; of a code below six digits, one that begins with it. */
function checkCode(text: string, edition: number, path: string, { known, issues }: Reading): void {
  const codes = known.editions.codes.get(edition);
  const digits = digitsOf(text);
  if (codes === undefined || digits.length < 6 || codes.has(digits.slice(0, 6))) return;
  const held = known.editions.years.filter((year) => known.editions.codes.get(year)?.has(digits.slice(0, 6)));
  const way = held.length === 0 ? "check its digits" : `it is one of ${held.join(" and ")}: state hsEdition`;
  const message = `${text} is no code of the edition of ${edition}: ${way}`;
  issues.push({ code: "UNKNOWN_COMMODITY", path, edition, message });
}

/** A code without its dots and spaces. */
export const digitsOf = (commodity: string): string => commodity.replace(/[. ]/g, "");

function readRule(text: string | undefined, path: string, { rules, issues }: Reading): void {
  if (text === undefined || rules.has(text)) return;
  try {
    rules.set(text, parseRule(text));
  } catch (error) {
    if (!(error instanceof RuleSyntaxError)) throw error;
    const { line, column, message } = error;
    issues.push({ code: "RULE_SYNTAX", path, line, column, message });
  }
}

function checkMaterial(
  material: OriginMaterial | Assembly,
  path: string,
  reading: Reading,
  named: ReadonlySet<string>,
): void {
  const { known, issues } = reading;
  const { hsEdition, commodity, processes, facts, textile } = material;
  checkEdition(hsEdition, `${path}/hsEdition`, issues);
  if (commodity !== undefined) checkCode(commodity, hsEdition ?? reading.edition, `${path}/commodity`, reading);
  checkCountry(material.origin, `${path}/origin`, "origin", issues);
  if (processes) checkNames(processes, known.processes, `${path}/processes`, "process", issues, named);
  if (facts) checkNames(Object.keys(facts), known.qualities, `${path}/facts`, "quality", issues, named);
  if (textile?.basic !== undefined && !known.basics.has(textile.basic))
    issues.push(unknownFact(`${path}/textile/basic`, textile.basic, "basic textile material", known.basics));
}

function checkFacts({ facts = {} }: OriginQuestion, { known, issues }: Reading, named: ReadonlySet<string>): void {
  const { processes = [], whollyObtained: _, ...others } = facts;
  checkNames(processes, known.processes, "/facts/processes", "process", issues, named);
  checkNames(Object.keys(others), known.facts, "/facts", "fact", issues, named);
}

/** Every word of rules that the question brings along: what they name may be declared. */
const namesIn = (rules: ReadonlyMap<string, Rule>): ReadonlySet<string> =>
  new Set([...rules.keys()].flatMap((text) => text.match(/[a-z][a-z0-9-]*/g) ?? []));

function checkNames(
  names: readonly string[],
  known: ReadonlySet<string>,
  path: string,
  what: string,
  issues: Issue[],
  also?: ReadonlySet<string>,
): void {
  for (const [i, name] of names.entries()) {
    if (known.has(name) || also?.has(name)) continue;
    const at = what === "fact" || what === "quality" ? pointer(path, name) : `${path}/${i}`;
    issues.push(unknownFact(at, name, what, known));
  }
}

const MOST_NAMED = 64;

function unknownFact(path: string, fact: string, what: string, known: ReadonlySet<string>): Issue {
  const names = [...known];
  const meant = nearest(fact, names);
  const way = meant === undefined ? "the vocabulary lists what is known" : `did you mean ${meant}?`;
  const listed = meant === undefined ? names.slice(0, MOST_NAMED) : [meant];
  return { code: "UNKNOWN_FACT", path, fact, known: listed, message: `there is no ${what} ${quote(fact)}; ${way}` };
}

/** That each receipt has one of a unit's cost and its value, and that withdrawals are told apart. */
function checkStocks({ stocks = {} }: OriginQuestion, issues: Issue[]): void {
  for (const [name, { receipts, withdrawals = [] }] of Object.entries(stocks)) {
    const path = pointer("/stocks", name);
    for (const [i, { unitCost, value }] of receipts.entries()) {
      if (unitCost === undefined || value === undefined) continue;
      const message = "state the cost of a unit or the value of all, not both";
      issues.push({ code: "VALUE_CONFLICT", path: `${path}/receipts/${i}/value`, message });
    }
    const ids = withdrawals.map(({ id }) => id);
    for (const [i, id] of ids.entries()) {
      if (ids.indexOf(id) === i) continue;
      const message = `a withdrawal ${quote(id)} stands before it already`;
      issues.push({ code: "MALFORMED_INPUT", path: `${path}/withdrawals/${i}/id`, message });
    }
  }
}
