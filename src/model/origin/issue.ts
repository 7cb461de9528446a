/** Why a question of origin was refused, beside what an entry can be refused for. */
export type OriginIssueCode =
  | "UNKNOWN_AGREEMENT"
  /** `from` and `to`: the days on which it applies. */
  | "AGREEMENT_NOT_IN_FORCE"
  /** A country that is neither a party nor one from which the agreement cumulates; or an origin that is not stated. */
  | "NOT_A_PARTY"
  | "UNKNOWN_HS_EDITION"
  /** `line` and `column` of the flaw in the rule's text. */
  | "RULE_SYNTAX"
  /** The agreement's facts hold no rule for the product's code on the date. */
  | "NO_RULE"
  /** `amount` is the materials' sum, `value` that of the product. */
  | "MATERIALS_EXCEED_PRODUCT"
  /** `cycle`: the assemblies that contain each other, the first again at the end. */
  | "BILL_CYCLE"
  | "BILL_TOO_DEEP"
  | "BILL_TOO_LARGE"
  /** More units are withdrawn than the stock holds. */
  | "STOCK_EXCEEDED"
  /** The answer originates not, or is open, so that no certificate follows; `status` says which. */
  | "NOT_CERTIFIABLE";

export interface OriginIssueFields {
  readonly agreement?: string;
  readonly line?: number;
  readonly column?: number;
  readonly cycle?: readonly string[];
  readonly edition?: number;
  readonly status?: string;
}
