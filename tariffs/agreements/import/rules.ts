import type { Allowance, Cap, Change, Materials, Rule, Share, Status } from "../../../src/model/origin/rule";

/** Rules as the importer builds them: a list of one is that one, a list within a list is one list. */

export function both(rules: readonly Rule[]): Rule {
  const flat = rules.flatMap((rule) => (rule.kind === "and" ? rule.rules : [rule]));
  return flat.length === 1 ? (flat[0] as Rule) : { kind: "and", rules: flat };
}

export function either(rules: readonly Rule[]): Rule {
  const flat = rules.flatMap((rule) => (rule.kind === "or" ? rule.rules : [rule]));
  return flat.length === 1 ? (flat[0] as Rule) : { kind: "or", rules: flat };
}

export const share = (
  sense: Share["sense"],
  counted: Status,
  materials: Materials,
  cap: Cap,
  within?: Materials,
): Rule => ({ kind: "share", sense, counted, materials, ...cap, within });

export const all = (materials: Materials, are: "originating" | "wholly-obtained"): Rule => ({
  kind: "all",
  materials,
  are,
});

export const change = (from: Change["from"], except?: Materials, allowing: readonly Allowance[] = []): Change => ({
  kind: "change",
  from,
  except,
  allowing,
});

export const declared = (subject: "process" | "product" | "quota", fact: string): Rule => ({
  kind: "declared",
  subject,
  fact,
});
