import { beforeAll, describe, expect, it } from "vitest";
import type { Charge } from "../../../src/model/assessment";
import { add, compare, multiply, rational } from "../../../src/model/rational";
import type { Engine } from "../../../src/node";
import { type Chance, chance } from "../../oracle/random";
import { usEngine } from "../../support/engines";
import { feesOfEntry } from "./fees-reference";
import { layerRows, rows } from "./layers-facts";
import { basisOf, cents, chargesOf, headingsOf, type Line, money } from "./layers-reference";
import { completed, type Declared, PARTS, randomLines, referenceLine } from "./random-lines";

/** The engine on the built table against the short reading of the facts: real lines, origins, days and declarations. */
const COUNT = Number(process.env.DUTIABLE_LAYERS ?? 3000);
const SEED = Number(process.env.DUTIABLE_LAYERS_SEED ?? 4);
const PATIENCE = 120_000 + 60 * COUNT;

const DEPOSITS = ["antidumping", "countervailing"];

/** What is refused before any layer is looked at. */
const ORDINARY_REFUSALS = ["PREFERENCE_NOT_AVAILABLE", "COMMODITY_NOT_DECLARABLE", "RATE_NOT_COMPUTABLE"];

type Facts = Declared["facts"];
interface Refused {
  readonly code: string;
  readonly path?: string;
  readonly fact?: string;
  readonly heading?: string;
  readonly unit?: string;
}
type Told = { readonly charges: readonly Charge[] } | { readonly issues: readonly Refused[] };

const text = (charges: readonly (readonly [string, string, string])[]): string =>
  charges
    .map((charge) => charge.join(" "))
    .sort()
    .join(" | ");

/** What a provision of chapter 98 leaves nothing of for a layer: it is then no charge of 0, but none. */
function leavesNothing(facts: Facts, layer: string): boolean {
  const claimed = ((facts.headings ?? []) as string[]).find((heading) => heading.startsWith("98"));
  const [rule] = rows("layers/chapter-98.tsv")
    .filter(({ provision, layers }) => claimed?.startsWith(provision!) && layers!.split(" ").includes(layer))
    .sort((a, b) => b.provision!.length - a.provision!.length);
  return rule?.basis === "none";
}

/** Charges of the layers by the reference. @throws Error where they hang on what is not declared */
const byReference = (line: Line): string =>
  text(
    chargesOf(line)
      .filter(({ measure }) => !leavesNothing(line.facts, measure))
      .map(({ measure, heading, amount }) => [measure, heading, cents(amount)]),
  );

const throws = (ask: () => unknown): boolean => {
  try {
    ask();
    return false;
  } catch {
    return true;
  }
};

describe("layers of real lines", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await usEngine();
  });

  const tell = (declared: Declared, quantities: readonly { unit: string; amount: string }[] = []): Told => {
    const { value, ...rest } = declared;
    const entry = { tariff: "US", ...rest, quantities, value: { amount: value, currency: "USD" } };
    const answer = engine.assess(entry as never);
    if (answer.ok) return answer as never;
    const units = answer.issues.flatMap(({ code, unit }) => (code === "QUANTITY_MISSING" ? [unit!] : []));
    const missing = units.filter((unit) => !quantities.some((quantity) => quantity.unit === unit));
    if (missing.length === 0) return { issues: answer.issues as never };
    return tell(declared, [...quantities, ...missing.map((unit) => ({ unit, amount: "12" }))]);
  };

  /** Some declaration of the rest makes the charges hang on the fact. */
  function hangsOn(random: Chance, declared: Declared, fact: string): boolean {
    const answers = (facts: Facts) => {
      const line = referenceLine(declared, facts, "0");
      return `${cents(basisOf(line, "ordinary"))} ${byReference(line)}`;
    };
    for (let time = 0; time < 20; time += 1) {
      const { [fact]: _, ...open } = completed(random, declared);
      if (throws(() => answers(open))) return true;
      if (fact.endsWith("Share") && answers({ ...open, [fact]: "0" }) !== answers({ ...open, [fact]: "100" }))
        return true;
    }
    return false;
  }

  /** Two headings of one rank and of different rates hold. */
  const contradicts = (line: Line): boolean =>
    [...headingsOf(line)].some(([layer, { rank, rate }]) => {
      const others = layerRows.filter((row) => row.layer === layer && row.rank === rank && row.rate !== rate);
      return headingsOf(line, others).size > 0;
    });

  const sumOfParts = (facts: Facts) =>
    PARTS.map((name) => facts[name] as { amount: string } | undefined)
      .map((part) => money(part?.amount ?? "0"))
      .reduce(add, rational(0n));

  /** What parts are parts of: the value, or what a provision of chapter 98 puts in its place. */
  const leastValue = (line: Line) => {
    const basis = basisOf(line, "ordinary");
    return compare(basis, line.value) < 0 ? basis : line.value;
  };

  /** Whether a refusal is founded; undefined where it is the ordinary duty that refuses. */
  function isFounded(random: Chance, declared: Declared, { code, fact, heading }: Refused): boolean | undefined {
    const { facts } = declared;
    const line = referenceLine(declared, facts, "0");
    switch (code) {
      case "FACT_MISSING":
        return line.facts[fact!] === undefined && fact! in completed(random, { ...declared, facts: {} })
          ? hangsOn(random, declared, fact!)
          : undefined;
      case "PART_EXCEEDS_VALUE":
        return compare(sumOfParts(facts), leastValue(line)) > 0;
      case "HEADING_NOT_APPLICABLE":
        return throws(() => headingsOf(line)) || ![...headingsOf(line).values()].some((row) => row.heading === heading);
      case "HEADINGS_CONFLICT":
        return throws(() => headingsOf(line)) || contradicts(line);
      default:
        return ORDINARY_REFUSALS.includes(code) ? undefined : false;
    }
  }

  /** Charges of the engine's answer that are not the reference's, in words; empty where all are. */
  function differences(random: Chance, declared: Declared, charges: readonly Charge[]): string[] {
    const { facts, value, entryType = "formal", transport } = declared;
    const of = (kind: string) => charges.filter((charge) => charge.kind === kind);
    const amountsOf = (list: readonly Charge[]) => list.map(({ amount }) => amount.amount);
    const [base = "none"] = amountsOf(of("duty"));
    const isDeposit = ({ measure }: Charge) => DEPOSITS.includes(measure);
    const layers = of("additional-duty").filter((charge) => !isDeposit(charge));
    const told = text(layers.map(({ measure, source, amount }) => [measure, source.citation, amount.amount]));
    const found: string[] = [];
    const check = (what: string, is: string, should: string) => {
      if (is !== should) found.push(`${what}: ${is || "nothing"}, by the facts ${should || "nothing"}`);
    };
    const line = referenceLine(declared, facts, base);
    // What the engine did not ask for makes no difference, however it is declared.
    const declarations = [completed(random, declared), completed(random, declared)];
    if (!throws(() => byReference(line))) declarations.push(facts);
    for (const declaration of declarations) check("layers", told, byReference({ ...line, facts: declaration }));
    const circumstances = transport === undefined ? [entryType] : [entryType, transport];
    const fees = feesOfEntry([{ ...line, declared: money(value) }], circumstances).map(
      ({ measure, amount }) => `${measure} ${amount}`,
    );
    const toldFees = of("fee").map(({ measure, amount }) => `${measure} ${amount.amount}`);
    check("fees", toldFees.sort().join(), fees.sort().join());
    const deposits = ((facts.deposits ?? []) as { rate: string }[]).map(({ rate }) =>
      cents(multiply(line.value, multiply(money(rate), rational(1n, 100n)))),
    );
    check("deposits", amountsOf(charges.filter(isDeposit)).join(), deposits.join());
    return found;
  }

  it(
    `are those of the facts, whatever is declared and claimed (${COUNT} of them)`,
    () => {
      const random = chance(SEED + 1);
      const wrong: string[] = [];
      const counted: Record<string, number> = {};
      const count = (what: string) => {
        counted[what] = (counted[what] ?? 0) + 1;
      };
      for (const declared of randomLines(COUNT, SEED)) {
        const told = tell(declared);
        if ("charges" in told) {
          count(told.charges.some(({ kind }) => kind === "additional-duty") ? "charged" : "plain");
          for (const difference of differences(random, declared, told.charges)) {
            wrong.push(`${JSON.stringify(declared)} ${difference}`);
          }
        } else {
          const [issue] = told.issues;
          count(issue!.code);
          if (isFounded(random, declared, issue!) === false)
            wrong.push(`${JSON.stringify(declared)} ${JSON.stringify(issue)}`);
        }
      }
      expect(wrong.slice(0, 10)).toEqual([]);
      // What is random must not come to nothing.
      expect(counted.charged).toBeGreaterThan(COUNT / 4);
      for (const code of ["FACT_MISSING", "PART_EXCEEDS_VALUE"]) expect(counted[code]).toBeGreaterThan(COUNT / 500);
    },
    PATIENCE,
  );
});
