import type { Cited, Steps } from "../../model/origin/agreement";
import type { OriginTest } from "../../model/origin/determination";
import type { ProductValue, Rule } from "../../model/origin/rule";
import { EVERY } from "../../model/origin/rule";
import { innerRules } from "../../model/origin/rule-walk";
import { compare, type Rational } from "../../model/rational";
import { type Sources, sourceOf } from "./cited";
import { limitText, percentText } from "./exact-text";
import { type LabourLimits, labourContent } from "./facts";
import type { Setting } from "./setting";
import { shareOf } from "./share";

/** The automotive content that the agreement adds to a rule: by net cost, or by transaction value where that is open. */
export function automotiveRule({ question, agreement }: Setting, rule: Rule): Rule {
  const category = question.product.automotive?.category;
  const content = agreement.facts.automotive?.content.find((it) => it.category === category);
  if (content === undefined) return rule;
  const methods = (["NC", "TV"] as const).flatMap((of): Rule[] => {
    const limit = stepOn(of === "NC" ? content.netCost : content.transactionValue, question.date);
    return limit === undefined ? [] : [{ kind: "rvc", method: "build-down", limit, of: [of], materials: EVERY }];
  });
  const [first] = methods;
  if (first === undefined || methods.some((method) => asks(rule, method))) return rule;
  const added: Rule = methods.length === 1 ? first : { kind: "or", rules: methods };
  return { kind: "and", rules: [rule, added] };
}

/** Whether a rule names the same method, basis and limit already. */
function asks(rule: Rule, method: Rule): boolean {
  if (rule.kind !== "rvc") return innerRules(rule).some((inner) => asks(inner, method));
  const of = method.kind === "rvc" ? (method.of[0] as ProductValue) : "NC";
  return (
    method.kind === "rvc" &&
    rule.method === method.method &&
    rule.of.includes(of) &&
    compare(rule.limit, method.limit) === 0
  );
}

/** The limit in force on a day. */
export function stepOn(steps: Steps | undefined, date: string): Rational | undefined {
  const step = steps?.findLast(({ from }) => from <= date);
  return step && shareOf(step.limit);
}

type Labour = Cited & LabourLimits & { readonly material: Steps };

/** What the agreement says of labour value content for the category of the good. */
export function labourOf({ question, agreement }: Setting): Labour | undefined {
  const category = question.product.automotive?.category;
  return agreement.facts.automotive?.labour?.find(
    ({ categories }) => category !== undefined && categories.includes(category),
  );
}

/** The points of material and manufacturing, of which labour value content needs so many whatever is credited. */
export function labourTests(setting: Setting, sources: Sources): readonly OriginTest[] {
  const { automotive } = setting.question.product;
  const labour = labourOf(setting);
  const content = automotive && labour && labourContent(automotive, setting.purse, labour);
  const limit = stepOn(labour?.material, setting.question.date);
  if (labour === undefined || content === undefined || limit === undefined) return [];
  const { text, exact } = percentText(content.material);
  const outcome = compare(content.material, limit) >= 0 ? "pass" : "fail";
  return [
    {
      test: "labour-material",
      limit: limitText(limit),
      actual: text,
      ...(exact === undefined ? {} : { exact }),
      outcome,
      source: sourceOf(sources, labour),
    },
  ];
}
