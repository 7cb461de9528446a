/** Random entries as columns of a batch that charges the ordinary duty alone: the built table, no layers. */
import { LineStatus } from "../../assembly/abi";
import type { Engine } from "../../src/index";
import type { Case } from "./cells";
import type { Entry, Money } from "./entry";
import { money } from "./rational";

const DECIMALS = 6;
const UNDECLARED = 0xffffffffffffffffn;
/** Claims are columns of the headings that the table knows; any other provision of the chapter is `98`. */
const PROVISIONS = ["9801", "9802.00.40", "9802.00.50", "9802.00.60", "9802.00.80", "98"];

const digits = (text: string): string => text.replaceAll(".", "");

/** An integer of 10^-DECIMALS. */
function scaled(text: string): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(DECIMALS, "0"));
}

/** Columns hold amounts and truths; they name no other goods. */
export const inColumns = ({ facts = {} }: Entry): boolean =>
  facts.components === undefined && facts.article === undefined;

function factNumber(fact: unknown): bigint {
  if (typeof fact === "boolean") return fact ? scaled("1") : 0n;
  return scaled(typeof fact === "string" ? fact : (fact as Money).amount);
}

/**
 * The duty of each entry, `refused`, or undefined for a line out of its season, which the oracle does not read. All are of
 * one line and one day.
 */
export function ordinaryColumns(engine: Engine, date: string, cases: readonly Case[]): (string | undefined)[] {
  const units = new Map<string, BigUint64Array>();
  const facts = new Map<string, BigUint64Array>();
  const headings = new Map(PROVISIONS.map((heading) => [heading, new BigUint64Array(cases.length)]));
  const column = (columns: Map<string, BigUint64Array>, name: string): BigUint64Array => {
    const known = columns.get(name) ?? new BigUint64Array(cases.length).fill(UNDECLARED);
    columns.set(name, known);
    return known;
  };
  cases.forEach(({ entry }, at) => {
    for (const { unit, amount } of entry.quantities ?? []) column(units, unit)[at] = scaled(amount);
    for (const [name, fact] of Object.entries(entry.facts ?? {})) {
      if (name !== "headings") column(facts, name)[at] = factNumber(fact);
    }
    for (const claimed of (entry.facts?.headings ?? []) as readonly string[]) {
      headings.get(PROVISIONS.find((heading) => digits(claimed).startsWith(digits(heading)))!)![at] = 1n;
    }
  });
  const { status, chargeStart, amount } = engine.assessColumns({
    tariff: "US",
    ordinaryOnly: true,
    dates: date,
    codes: BigUint64Array.from(cases, ({ entry }) => BigInt(entry.commodity!.padEnd(10, "0"))),
    origins: Uint16Array.from(cases, ({ entry }) => engine.country(entry.origin!)),
    preferences: Uint16Array.from(cases, ({ entry }) => engine.preference("US", entry.preference!)),
    values: BigUint64Array.from(cases, ({ entry }) => scaled(entry.value!.amount)),
    valueDecimals: DECIMALS,
    quantities: [...units].map(([unit, amounts]) => ({ unit, decimals: DECIMALS, amounts })),
    facts: [...facts].map(([fact, amounts]) => ({ fact, decimals: DECIMALS, amounts })),
    headings: [...headings].map(([heading, amounts]) => ({ heading, amounts })),
  });
  return cases.map((_, at) => {
    if (status[at] === LineStatus.lineGuardFailed) return undefined;
    if (status[at] !== LineStatus.assessed) return "refused";
    if (chargeStart[at + 1]! - chargeStart[at]! !== 1) return "more than one charge";
    return money(amount[chargeStart[at]!]!);
  });
}
