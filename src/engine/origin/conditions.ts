import type { OriginCondition, OriginNeed } from "../../model/origin/determination";
import type { TransitFact } from "../../model/origin/question";
import { type Sources, sourceOf } from "./cited";
import type { Setting } from "./setting";

/** Conditions beside the product's rule, and what is still to be said of them. */
export interface Conditions {
  readonly conditions: readonly OriginCondition[];
  readonly needs: readonly OriginNeed[];
}

/** Production beyond operations that never suffice, carriage without alteration, and drawback where it is barred. */
export function conditionsOf(setting: Setting, sources: Sources, wholly: boolean): Conditions {
  const { insufficient, drawback, transport } = setting.agreement.facts;
  const needs: OriginNeed[] = [];
  const conditions: OriginCondition[] = [];
  if (insufficient !== undefined && !wholly)
    conditions.push({
      condition: "sufficient-production",
      outcome: production(setting),
      source: sourceOf(sources, insufficient),
    });
  if (transport !== undefined || setting.question.transit !== undefined)
    conditions.push({
      condition: "non-alteration",
      outcome: carriage(setting, needs),
      ...(transport === undefined ? {} : { source: sourceOf(sources, transport) }),
    });
  if (drawback?.prohibited)
    conditions.push({ condition: "drawback", outcome: "undeclared", source: sourceOf(sources, drawback) });
  return { conditions, needs };
}

/** Fails where all that was done never suffices. An empty list names nothing, and leaves what no vocabulary names. */
function production({ question, agreement }: Setting): OriginCondition["outcome"] {
  const { processes = [] } = question.facts ?? {};
  if (processes.length === 0) return "undeclared";
  const never = agreement.facts.insufficient?.operations ?? [];
  return processes.every((process) => never.includes(process)) ? "fail" : "pass";
}

function carriage({ question, agreement }: Setting, needs: OriginNeed[]): OriginCondition["outcome"] {
  const { transit } = question;
  if (transit === undefined) return "undeclared";
  const { permitted = [], underCustomsControl = [] } = agreement.facts.transport ?? {};
  const passes = ({ country, operations, customsControl }: TransitFact, i: number): OriginCondition["outcome"] => {
    if (agreement.sides.has(country)) return "pass";
    if (agreement.facts.transport === undefined) return operations.length === 0 ? "pass" : "undeclared";
    const bound = operations.filter((operation) => !permitted.includes(operation));
    if (
      bound.some((operation) => !underCustomsControl.includes(operation)) ||
      (bound.length > 0 && customsControl === false)
    )
      return "fail";
    if (bound.length === 0 || customsControl) return "pass";
    const path = `/transit/${i}/customsControl`;
    needs.push({
      fact: "customsControl",
      path,
      type: "boolean",
      question: `Were the goods under customs control in ${country}?`,
    });
    return "undetermined";
  };
  const outcomes = transit.map(passes);
  return (["fail", "undetermined", "undeclared"] as const).find((outcome) => outcomes.includes(outcome)) ?? "pass";
}
