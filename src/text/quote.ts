import { BasisKind } from "../../assembly/abi";
import { LINE_STATUSES } from "../engine/statuses";
import type { TableView } from "../table/read";

/** Set in the detail of a missing fact that a condition asks for, not a rate. */
const FROM_GUARD = 0x80000000;
/** `code|date|origin|` stand before the preference. */
const BEFORE_PREFERENCE = 3;

/**
 * Quotes by names where the module quotes by the table's numbers: a preference on the way in, the status and what it is
 * about on the way out.
 */
export function quoteIn(
  view: TableView,
  claims: ReadonlyMap<string, number>,
  quote: (line: string) => string,
): (line: string) => string {
  return (line) => {
    const fields = line.split("|");
    const code = fields[BEFORE_PREFERENCE];
    if (code === undefined) return quote(line);
    // What is no programme is no number either: the module points at it.
    const claim = code === "none" ? 0 : claims.get(code);
    const number = claim === undefined ? code : String(claim);
    const before = fields.slice(0, BEFORE_PREFERENCE).join("|").length + 1;
    fields[BEFORE_PREFERENCE] = number;
    const answer = quote(fields.join("|"));
    const column = /^error at (\d+)$/.exec(answer)?.[1];
    if (column !== undefined) {
      const shift = Number(column) > before + number.length ? code.length - number.length : 0;
      return `error at ${Number(column) + shift}`;
    }
    const [amount = "", status = "0", detail = "0"] = answer.split("|");
    const name = LINE_STATUSES[Number(status)] ?? "";
    return `${amount}|${name}|${about(view, name, Number(detail))}`;
  };
}

/** The unit, the fact or the rate that a status is about. */
function about(view: TableView, status: string, detail: number): string {
  const { basisText, basisKind, basisKey } = view.columns;
  const { facts } = view.meta;
  switch (status) {
    case "quantityMissing":
    case "quantityInexact":
      return view.text(basisText[detail]!).split(/[<>]/, 1)[0]!;
    case "factMissing":
      if (detail >= FROM_GUARD) return facts[detail - FROM_GUARD]?.name ?? "";
      return basisKind[detail] === BasisKind.fact
        ? (facts[basisKey[detail]!]?.name ?? "")
        : view.text(basisText[detail]!);
    case "rateNotComputable":
      return view.rateText(detail);
    default:
      return "";
  }
}
