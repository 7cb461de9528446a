import { dateOf, dayOf } from "../../model/days";
import { millionths } from "../../model/declare/amount";
import type { Money } from "../../model/entry";
import type { Proof } from "../../model/origin/agreement";
import type { OriginCondition, Outcome, ProofOption, ProofRequired } from "../../model/origin/determination";
import { type Sources, sourceOf } from "./cited";
import type { Truth } from "./kinds";
import type { Setting } from "./setting";

/** Whether a proof is asked for, which will do, and how what is at hand fares. */
export function proofOf(
  setting: Setting,
  sources: Sources,
): { readonly proof: ProofRequired; readonly condition?: OriginCondition } {
  const { question, agreement } = setting;
  const { proofs = [], waivers = [] } = agreement.facts;
  const { kind, by, consignmentValue } = question.proof ?? {};
  const waived = waivers
    .filter(
      ({ importsInto }) => importsInto === undefined || isSide(setting, question.importCountry, importsInto) === true,
    )
    .map(({ upTo }) => within(consignmentValue, upTo));
  const required = waived.includes(true) ? false : waived.includes(undefined) ? null : true;
  const open = proofs.filter((it) => isOpen(setting, it));
  // What a party asks for itself stands in the place of what all ask.
  const own = open.filter(({ importsInto }) => importsInto !== undefined);
  const options = open
    .filter((it) => it.importsInto !== undefined || !own.some((other) => other.kind === it.kind && other.by === it.by))
    .map((it) => optionOf(setting, sources, it));
  const proof = { required, options };
  if (required === false || (kind === undefined && by === undefined)) return { proof };
  const hand = options.filter((it) => (kind ?? it.kind) === it.kind && (by ?? it.by) === it.by);
  const outcome = (["pass", "undetermined"] as const).find((best) => hand.some((it) => it.outcome === best));
  if (options.length === 0) return { proof };
  return {
    proof,
    condition: {
      condition: "proof",
      outcome: outcome ?? "fail",
      ...(hand[0]?.source ? { source: hand[0].source } : {}),
    },
  };
}

/** Undefined where the country is not stated. */
function isSide({ agreement }: Setting, country: string | undefined, party: string): Truth {
  return country === undefined ? undefined : agreement.sides.get(country)?.party === party;
}

const isOpen = (setting: Setting, { exportsOf, importsInto }: Proof): boolean =>
  (exportsOf === undefined || isSide(setting, setting.question.exportCountry, exportsOf) !== false) &&
  (importsInto === undefined || isSide(setting, setting.question.importCountry, importsInto) === true);

/** In another currency it is not known: agreements fix what an amount is in each. */
const within = (value: Money | undefined, upTo: Money): Truth =>
  value === undefined || value.currency !== upTo.currency
    ? undefined
    : millionths(value.amount) <= millionths(upTo.amount);

function optionOf(setting: Setting, sources: Sources, fact: Proof): ProofOption {
  const { kind, by, upTo, exportsOf, validMonths } = fact;
  const { question } = setting;
  const { consignmentValue, issued } = question.proof ?? {};
  const truths: Truth[] = [];
  if (upTo !== undefined) truths.push(within(consignmentValue, upTo));
  if (exportsOf !== undefined) truths.push(isSide(setting, question.exportCountry, exportsOf));
  if (validMonths !== undefined && issued !== undefined) truths.push(question.date <= lastDay(issued, validMonths));
  const outcome: Outcome = truths.includes(false) ? "fail" : truths.includes(undefined) ? "undetermined" : "pass";
  return {
    kind,
    by,
    ...(upTo === undefined ? {} : { upTo }),
    outcome,
    ...(validMonths === undefined ? {} : { validMonths }),
    source: sourceOf(sources, fact),
  };
}

/** The same day so many months later, or the last one of that month. */
function lastDay(date: string, months: number): string {
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const start = `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
  for (let day = Number(date.slice(8)); ; day -= 1) {
    const found = dayOf(`${start}-${String(day).padStart(2, "0")}`);
    if (found !== undefined) return dateOf(found);
  }
}
