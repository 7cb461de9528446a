import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { dayOf } from "../../src/model/days";
import { DutiableError } from "../../src/model/errors";
import type { AgreementFacts } from "../../src/model/origin/agreement";
import type { Rule } from "../../src/model/origin/rule";
import { parseRule } from "../../src/model/origin/rule-text";
import { isFactName } from "../../src/model/origin/rule-words";
import { type Complain, complaints, errorText, type Places } from "../../src/table/fact-error";
import { readTsv } from "../../src/table/tsv";

/** A row of an agreement's `rules.tsv`. */
export interface ProductRule {
  /** First and last code of the range: digits of one length, in the agreement's edition of the Harmonized System. */
  readonly from: string;
  readonly to: string;
  /** The fact about the product that selects this row among those of its codes; absent: the rest. */
  readonly part?: string;
  /** First and last day on which it is law, where they are not the agreement's own. */
  readonly since?: string;
  readonly until?: string;
  /** Where it stands in the annex. */
  readonly annex: string;
  readonly rule: Rule;
}

const REQUIRED = ["from", "to", "annex", "rule"];
const OPTIONAL = ["part", "since", "until"];

/** The rules that a text of tab-separated rows holds; rows with a flaw are complained of and left out. */
export function readRules(file: string, text: string, places: Places, complain: Complain): ProductRule[] {
  const rows = readTsv(file, text, { required: REQUIRED, optional: OPTIONAL }, places, complain);
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const { from = "", to = "", annex = "", part = "", since = "", until = "" } = row;
    const flaws: string[] = [];
    if (!/^\d{2,10}$/.test(from) || from.length !== to.length || from > to)
      flaws.push(`${from} to ${to} is no range of codes`);
    if (annex === "") flaws.push("the row does not say where it stands");
    if (part !== "" && !isFactName(part)) flaws.push(`${part} is no name of a fact`);
    for (const day of [since, until]) if (day !== "" && dayOf(day) === undefined) flaws.push(`${day} is no day`);
    if (since !== "" && until !== "" && since > until) flaws.push(`${since} to ${until} is no period`);
    const key = [from, to, part, since, row.rule].join(" ");
    if (seen.has(key)) flaws.push("the row stands twice");
    seen.add(key);
    const rule = parsed(row.rule as string, flaws);
    for (const flaw of flaws) complain(flaw, row);
    if (rule === undefined || flaws.length > 0) return [];
    const bounds = { ...(part && { part }), ...(since && { since }), ...(until && { until }) };
    return [{ from, to, annex, rule, ...bounds }];
  });
}

function parsed(text: string, flaws: string[]): Rule | undefined {
  try {
    return parseRule(text);
  } catch (error) {
    flaws.push((error as Error).message);
    return undefined;
  }
}

/**
 * The product rules of the agreements, by id; those of an agreement whose annex is another's are that one's. An agreement
 * without rules has none.
 * @throws DutiableError FACTS_INVALID with every flaw, each with its file and row
 */
export async function loadRules(
  folder: string,
  agreements: readonly AgreementFacts[],
): Promise<ReadonlyMap<string, readonly ProductRule[]>> {
  const places: Places = new WeakMap();
  const { errors, complain } = complaints(places);
  const rules = new Map<string, readonly ProductRule[]>();
  for (const { id } of agreements) {
    if (!(await readdir(join(folder, id))).includes("rules.tsv")) continue;
    const file = `${id}/rules.tsv`;
    rules.set(id, readRules(file, await readFile(join(folder, file), "utf8"), places, complain));
  }
  if (errors.length > 0) {
    throw new DutiableError("FACTS_INVALID", errors.map(errorText).join("\n"), { flaws: errors.length });
  }
  for (const agreement of agreements) {
    const same = rules.get(agreement.rules?.sameAs ?? agreement.id);
    if (same) rules.set(agreement.id, same);
  }
  return rules;
}
