import { millionths } from "../declare/amount";
import type { Issue } from "../issue";
import type {
  AdditionFact,
  AssistFact,
  CostFact,
  DeductionFact,
  DiscountFact,
  InsideChargeFact,
  LineFacts,
  ValuationFacts,
} from "./facts";
import { BY_WATER, pricedUnder } from "./incoterms";
import { checkOtherMethods } from "./other-methods";
import { type Say, shareOrAmount } from "./say";

/** What the fields of a valuation mean together. Each finding names the field and the article behind the rule. */

export function checkRules(facts: ValuationFacts, issues: Issue[]): void {
  const say: Say = (code, path, article, message, fact) =>
    issues.push({ code, path, article, ...(fact === undefined ? {} : { fact }), message });
  checkLine(facts, facts, "", say);
  for (const [i, line] of (facts.lines ?? []).entries()) checkLine(line, facts, `/lines/${i}`, say);
  checkLines(facts, say);
  checkDelivery(facts, say);
  checkDutyPaid(facts, say);
  if (facts.related !== undefined) checkRelation(facts, say);
  if (facts.air !== undefined && (facts.air.percent === undefined) === (facts.air.zone === undefined)) {
    say("VALUE_CONFLICT", "/air", "CVA Art. 8.2", "state the percentage of air freight, or the zone it follows from");
  } else if (facts.air !== undefined && facts.transport !== "air") {
    const way = facts.transport === undefined ? 'state "transport": "air"' : `the goods come by ${facts.transport}`;
    say("VALUE_CONFLICT", "/air", "CVA Art. 8.2", `the percentage is one of air freight: ${way}`);
  }
  checkOtherMethods(facts, say);
  for (const [i, { currency }] of (facts.rates ?? []).entries()) {
    if (facts.rates!.findIndex((rate) => rate.currency === currency) < i) {
      say("VALUE_CONFLICT", `/rates/${i}`, "CVA Art. 9", `a rate for ${currency} is already stated`);
    }
  }
}

function checkLine(line: LineFacts, facts: ValuationFacts, path: string, say: Say): void {
  for (const [i, item] of (line.discounts ?? []).entries()) checkDiscount(item, line, `${path}/discounts/${i}`, say);
  for (const [i, item] of (line.additions ?? []).entries()) checkAddition(item, `${path}/additions/${i}`, say);
  for (const [i, item] of (line.assists ?? []).entries()) checkAssist(item, `${path}/assists/${i}`, say);
  for (const [i, item] of (line.costs ?? []).entries()) checkCost(item, i, line, facts, path, say);
  for (const [i, item] of (line.deductions ?? []).entries()) {
    checkDeduction(item, line.costs ?? [], `${path}/deductions/${i}`, say);
  }
  // Charges of a whole invoice come after those of its lines, and may be levied on them.
  const before = line === facts ? (facts.lines ?? []).map(({ charges = [] }) => charges) : [];
  const names = new Set(before.flat().map(({ charge }) => charge));
  for (const [i, item] of (line.charges ?? []).entries()) checkCharge(item, names, `${path}/charges/${i}`, say);
  const most = Math.max(0, ...before.map(({ length }) => length));
  if (line.charges !== undefined && line.charges.length + most > MOST_CHARGES) {
    say("VALUE_INVALID", `${path}/charges`, INSIDE, `a price holds at most ${MOST_CHARGES} charges`);
  }
}

/** `MAX_INSIDE_CHARGES` of the kernel. */
const MOST_CHARGES = 6;

const PRICE = "CVA Art. 1 and its Note, para. 1";

function checkDiscount(item: DiscountFact, { price }: LineFacts, path: string, say: Say): void {
  if (!shareOrAmount(item, path, PRICE, say) || price === undefined) return;
  const more =
    item.percent !== undefined
      ? Number.parseFloat(item.percent) > 100
      : item.currency === price.currency && millionths(item.amount!) > millionths(price.amount);
  if (more && item.inPrice !== true) say("VALUE_INVALID", path, PRICE, "the discount is larger than the price");
  else if (item.inPrice === true && item.percent !== undefined && Number.parseFloat(item.percent) >= 100) {
    say("VALUE_INVALID", path, PRICE, "a price net of a discount of all of it says nothing of the price");
  }
}

function checkAddition(item: AdditionFact, path: string, say: Say): void {
  const { kind } = item;
  if (kind === "commission" && item.side === undefined) {
    const way = 'state its side: "selling" is added, "buying" is not';
    say("FACT_MISSING", `${path}/side`, "CVA Art. 8.1(a)(i)", `the commission has no side: ${way}`, "side");
  }
  if (kind === "royalty") {
    for (const fact of ["relatesToGoods", "conditionOfSale"] as const) {
      if (item[fact] !== undefined) continue;
      say(
        "FACT_MISSING",
        `${path}/${fact}`,
        "CVA Art. 8.1(c)",
        `a royalty is added on two conditions: state ${fact}`,
        fact,
      );
    }
  }
  if (item.percent !== undefined || item.amount !== undefined) {
    shareOrAmount(item, path, "CVA Art. 8.3", say);
  } else if (item.quantifiable !== false) {
    const way = 'state an amount, or "quantifiable": false';
    say("FACT_MISSING", `${path}/amount`, "CVA Art. 8.3", `the addition has no amount: ${way}`, "amount");
  }
}

const ASSIST = "CVA Art. 8.1(b) and its Note";

function checkAssist(item: AssistFact, path: string, say: Say): void {
  if (item.kind === "design" && item.undertaken === undefined && item.publicDomain !== true) {
    const way = 'state "importing-country" (not added) or "elsewhere" (added)';
    say("FACT_MISSING", `${path}/undertaken`, "CVA Art. 8.1(b)(iv)", `where was it undertaken: ${way}`, "undertaken");
  }
  if (item.publicDomain === true) {
    if (item.copies === undefined) {
      say("FACT_MISSING", `${path}/copies`, "CVA Note to Art. 8.1(b)(iv)", "state what the copies cost", "copies");
    }
  } else if (item.cost === undefined && item.quantifiable !== false) {
    say("FACT_MISSING", `${path}/cost`, ASSIST, "state what it cost to acquire, produce or lease", "cost");
  }
  if ((item.units === undefined) !== (item.over === undefined)) {
    const fact = item.units === undefined ? "units" : "over";
    const message = "an assist is spread over units: state the units of these goods and the units it is spread over";
    say("FACT_MISSING", `${path}/${fact}`, "CVA Note to Art. 8.1(b)(ii)", message, fact);
  } else if (item.units !== undefined && millionths(item.units) > millionths(item.over!.units)) {
    const message = "more units are imported than the assist is spread over";
    say("VALUE_INVALID", `${path}/units`, "CVA Note to Art. 8.1(b)(ii)", message);
  }
}

const DELIVERY = "CVA Art. 8.2; Incoterms 2020";

function checkCost(
  item: CostFact,
  index: number,
  line: LineFacts,
  facts: ValuationFacts,
  path: string,
  say: Say,
): void {
  const at = `${path}/costs/${index}`;
  const costs = line.costs ?? [];
  if (costs.findIndex(({ leg }) => leg === item.leg) < index) {
    say("VALUE_CONFLICT", at, DELIVERY, `${item.leg} is already stated: state one cost a leg`);
  }
  if (path !== "" && facts.costs?.some(({ leg }) => leg === item.leg)) {
    say("VALUE_CONFLICT", at, DELIVERY, `${item.leg} stands on the invoice as well: state it once`);
  }
  const priced = (line.price ?? facts.price ?? facts.lines) !== undefined;
  if (facts.delivery === undefined) {
    if (item.inPrice !== undefined || !priced) return;
    const message = "state whether the price holds it, or the delivery term";
    say("FACT_MISSING", `${at}/inPrice`, DELIVERY, message, "inPrice");
    return;
  }
  const { term } = facts.delivery;
  const held = pricedUnder(term, item.leg);
  if (item.inPrice === undefined) {
    if (held !== "either|ask" || !priced) return;
    const message = `under ${term} the price may hold ${item.leg} or not, by the place named: state inPrice`;
    say("FACT_MISSING", `${at}/inPrice`, DELIVERY, message, "inPrice");
    return;
  }
  const holds = item.inPrice !== false;
  if ((held === "in" && !holds) || (held === "out" && holds)) {
    const whose = held === "in" ? "the seller bears it" : "the buyer bears it";
    say("VALUE_CONFLICT", `${at}/inPrice`, DELIVERY, `impossible under ${term}: ${whose}`);
  }
  if (typeof item.inPrice === "string" && millionths(item.inPrice) > millionths(item.amount)) {
    say("VALUE_CONFLICT", `${at}/inPrice`, DELIVERY, "the price cannot hold more of a cost than there is");
  }
}

const AFTER = "CVA Note to Art. 1, para. 3";

function checkDeduction(item: DeductionFact, costs: readonly CostFact[], path: string, say: Say): void {
  const { shownApart, included } = item;
  if (shownApart === undefined && included === undefined) {
    const message = "state whether it is shown apart from the price: only then is it taken off";
    say("FACT_MISSING", `${path}/shownApart`, AFTER, message, "shownApart");
  } else if (shownApart === included) {
    say("VALUE_CONFLICT", path, AFTER, "a cost is either shown apart or included without distinction, not both");
  }
  const twice =
    (item.kind === "transport" && costs.some(({ leg }) => leg === "inlandImport")) ||
    (item.kind === "duties" && costs.some(({ leg }) => leg === "importDuties"));
  if (twice) say("VALUE_CONFLICT", path, AFTER, "the same cost stands among the costs of the journey: state it once");
}

const INSIDE = "CVA Note to Art. 1, para. 3(c)";

function checkCharge(item: InsideChargeFact, names: Set<string>, path: string, say: Say): void {
  if (item.percent === undefined && item.amount === undefined) {
    say("FACT_MISSING", `${path}/percent`, INSIDE, "state the rate of the charge, or its amount", "percent");
  }
  if (item.least !== undefined && item.most !== undefined && millionths(item.least) > millionths(item.most)) {
    say("VALUE_CONFLICT", `${path}/least`, INSIDE, "the minimum of the charge is above its maximum");
  }
  for (const [i, name] of (item.on ?? []).entries()) {
    if (!names.has(name))
      say("VALUE_INVALID", `${path}/on/${i}`, INSIDE, `no charge before this one is called ${name}`);
  }
  if (names.has(item.charge))
    say("VALUE_CONFLICT", `${path}/charge`, INSIDE, "a charge of this name is already stated");
  names.add(item.charge);
}

function checkDelivery({ delivery, transport }: ValuationFacts, say: Say): void {
  if (delivery === undefined || transport === undefined || transport === "sea") return;
  if (BY_WATER.includes(delivery.term)) {
    const message = `${delivery.term} is a term for carriage by water, not by ${transport}`;
    say("VALUE_CONFLICT", "/delivery/term", "Incoterms 2020", message);
  }
}

/** A price delivered duty paid holds the duty: its amount, or its rate, must be known. */
function checkDutyPaid(facts: ValuationFacts, say: Say): void {
  const { delivery, price, lines } = facts;
  if (price === undefined && lines === undefined) return;
  const declared = [facts, ...(lines ?? [])];
  const charged = declared.findIndex(({ charges = [] }) => charges.length > 0);
  if (charged >= 0 && facts.resale === undefined && delivery !== undefined && delivery.term !== "DDP") {
    const path = charged === 0 ? "/charges" : `/lines/${charged - 1}/charges`;
    say("VALUE_CONFLICT", path, INSIDE, `under ${delivery.term} the price holds no duty of importation`);
  }
  const stated = declared.some(
    ({ costs = [], deductions = [] }) =>
      costs.some(({ leg }) => leg === "importDuties") || deductions.some(({ kind }) => kind === "duties"),
  );
  if (charged >= 0 && stated) {
    say("VALUE_CONFLICT", "/charges", INSIDE, "the duty inside the price is stated as an amount and as a rate");
  }
  if (delivery?.term !== "DDP" || charged >= 0 || stated) return;
  const message =
    "a price delivered duty paid holds the duty: state its rate in charges, or its amount among the costs";
  say("FACT_MISSING", "/charges", INSIDE, message, "charges");
}

function checkLines(facts: ValuationFacts, say: Say): void {
  const { lines } = facts;
  if (lines === undefined) return;
  for (const field of ["price", "weight", "volume", "quantity"] as const) {
    if (facts[field] === undefined) continue;
    say("VALUE_CONFLICT", `/${field}`, PRICE, `${field} stands on the lines of an invoice of several lines`);
  }
  for (const field of ["identical", "similar", "resale", "computed", "fallback"] as const) {
    if (facts[field] === undefined) continue;
    say(
      "VALUE_CONFLICT",
      `/${field}`,
      PRICE,
      "an invoice of several lines is valued by its prices: value other goods alone",
    );
  }
  for (const [i, { price }] of lines.entries()) {
    if (price === undefined) say("FACT_MISSING", `/lines/${i}/price`, PRICE, "state the price of the line", "price");
    else if (price.currency !== lines[0]!.price?.currency) {
      say("VALUE_CONFLICT", `/lines/${i}/price`, PRICE, "the lines of an invoice are in one currency");
    }
  }
  const shared = [facts.payments, facts.discounts, facts.additions, facts.assists, facts.costs, facts.deductions];
  for (const by of new Set(shared.flatMap((items) => (items ?? []).map((item) => item.by ?? "value")))) {
    if (by === "value") continue;
    for (const [i, line] of lines.entries()) {
      if (line[by] !== undefined) continue;
      const message = `something is spread over the lines by ${by}: state it`;
      say("FACT_MISSING", `/lines/${i}/${by}`, "CVA Art. 8.3", message, by);
    }
  }
}

function checkRelation({ related }: ValuationFacts, say: Say): void {
  const { circumstances, test } = related!;
  if (circumstances === "influenced" && test?.closelyApproximates === true) {
    const message = "a price that approximates a test value is accepted: circumstances and test contradict each other";
    say("VALUE_CONFLICT", "/related", "CVA Art. 1.2(b)", message);
  }
}
