import type { Issue } from "dutiable";
import type { Slots } from "./question-fields";

/** What a person can do about an issue, in a sentence. */
export function plainWords({ code, message, from, to, season, reference, least, most, available }: Issue): string {
  switch (code) {
    case "VALUE_INVALID":
      if (least !== undefined || most !== undefined) return `A number from ${least ?? "0"} to ${most ?? "…"}.`;
      return "Write the amount in digits, such as 1250.50: at most 15 before the point and six after it.";
    case "AMOUNT_OVERFLOW":
      return "This amount is too large to be computed exactly.";
    case "DATE_OUT_OF_RANGE":
      return `The schedule held here answers dates from ${from} to ${to}.`;
    case "UNKNOWN_COMMODITY":
      if (from === undefined) return "The schedule has no such code.";
      return `This code is declarable ${to === undefined ? `from ${from} on` : `from ${from} to ${to}`} only.`;
    case "COMMODITY_NOT_DECLARABLE":
      if (season !== undefined) return `Declarable from ${season.replace("/", " to ")} (month-day) only.`;
      return "All ten digits are needed: choose one of the codes that begin like this.";
    case "RATE_NOT_COMPUTABLE":
      if (reference === undefined) return message;
      return `The schedule leaves this rate to another provision: “${reference}”. It has to be worked out by hand.`;
    case "PREFERENCE_NOT_AVAILABLE":
      return `This programme is not open to these goods${available?.length ? `; these are: ${available.join(", ")}` : ""}.`;
    case "QUANTITY_CONFLICT":
      return "This quantity is stated twice, and not alike.";
    default:
      return message;
  }
}

const isQuestion = ({ code }: Issue): boolean => code === "QUANTITY_MISSING" || code === "FACT_MISSING";

/** Puts each issue beside the field it is about, and clears the other fields. Gives the first that is no question. */
export function showProblems(
  issues: readonly Issue[],
  slots: Slots,
  hidden: (box: HTMLElement) => boolean,
): string | undefined {
  const texts = new Map<HTMLElement, string>(slots.map(([, box]) => [box, ""]));
  const problems = issues.filter((issue) => !isQuestion(issue));
  for (const issue of problems) {
    const box = slots.findLast(([path]) => issue.path === path || issue.path.startsWith(`${path}/`))?.[1];
    if (box !== undefined && !hidden(box)) texts.set(box, plainWords(issue));
  }
  for (const [box, text] of texts) {
    const error = box.querySelector(":scope > .error")!;
    if (error.textContent !== text) error.textContent = text;
    const control = box.querySelector("input, select")!;
    if (text === "") control.removeAttribute("aria-invalid");
    else control.setAttribute("aria-invalid", "true");
  }
  return problems[0] && plainWords(problems[0]);
}
