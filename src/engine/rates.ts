import { BasisKind } from "../../assembly/abi";
import type { TableView } from "../table/read";

/** A basis as an answer shows it; `row` is its row among the table's bases. */
export type RateBasis =
  | { readonly kind: "value" | "exact-value"; readonly row: number }
  | { readonly kind: "quantity"; readonly row: number; readonly unit: string }
  | { readonly kind: "fact"; readonly row: number; readonly fact: string; readonly currency: string | undefined }
  | { readonly kind: "charge"; readonly row: number; readonly of: string }
  /** The ordinary duty of the line. */
  | { readonly kind: "base-duty"; readonly row: number };

/** What an answer says of a program, whatever the entry. */
export interface RateTemplate {
  readonly text: string;
  readonly bases: readonly RateBasis[];
  /** The amounts of its bases are rounded within the kernel: only a trace shows them. */
  readonly traced: boolean;
}

/** Templates by program, made when first asked for. */
export function rateTemplates(view: TableView): (program: number) => RateTemplate {
  const templates: RateTemplate[] = new Array(view.rows("program"));
  return (program) => {
    templates[program] ??= readTemplate(view, program);
    return templates[program]!;
  };
}

function readTemplate(view: TableView, program: number): RateTemplate {
  const { programStart, sumStart, termBasis, termFactor } = view.columns;
  const bases = new Map<string, RateBasis>();
  const last = sumStart[programStart[program + 1]!]!;
  for (let term = sumStart[programStart[program]!]!; term < last; term += 1) {
    for (const row of [termBasis[term]!, termFactor[term]!]) {
      if (row === 0 || view.columns.basisKind[row] === BasisKind.entry) continue;
      const basis = readBasis(view, row);
      const name = JSON.stringify({ ...basis, row: 0 });
      if (!bases.has(name)) bases.set(name, basis);
    }
  }
  const list = [...bases.values()];
  const traced = list.some(({ kind }) => !UNTRACED.includes(kind));
  return { text: view.rateText(program), bases: list, traced };
}

const UNTRACED: readonly RateBasis["kind"][] = ["value", "exact-value", "base-duty"];

function readBasis(view: TableView, row: number): RateBasis {
  const { basisKind, basisKey, basisText } = view.columns;
  const text = view.text(basisText[row]!);
  switch (basisKind[row]) {
    case BasisKind.quantity:
      return { kind: "quantity", row, unit: text.split(/[<>]/, 1)[0]! };
    case BasisKind.fact: {
      const { name, type } = view.meta.facts[basisKey[row]!]!;
      return { kind: "fact", row, fact: name, currency: type === "money" ? view.meta.currency : undefined };
    }
    case BasisKind.componentsSum:
    case BasisKind.componentsHighest:
      return { kind: "charge", row, of: referred(text) };
    case BasisKind.baseDuty:
      return { kind: "base-duty", row };
    default:
      return { kind: basisKind[row] === BasisKind.exactValue ? "exact-value" : "value", row };
  }
}

/** Whether a basis refers to the one article of which the goods are a part, or to the components of a set. */
export const referred = (basisText: string): "article" | "components" =>
  basisText.includes("article") ? "article" : "components";
