import { element } from "./dom";

/** Countries that trade most with the United States stand first; the rest by name. */
const FIRST = ["CA", "MX", "CN", "DE", "JP", "KR", "VN", "GB", "IN", "IT", "FR"];

/** Northern Ireland and Kosovo have codes that are not ISO's own: browsers know no name for them. */
const OTHERS: Readonly<Record<string, string>> = { XI: "Northern Ireland (XI)", XK: "Kosovo" };

/** Fills a select with the countries that `isCountry` accepts and the browser has a name for. */
export function fillCountries(select: HTMLSelectElement, isCountry: (code: string) => boolean): void {
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const nameOf = (code: string): string => OTHERS[code] ?? names.of(code) ?? "";
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
  const countries = codes.map((code): [string, string] => [code, nameOf(code)]).filter(([, name]) => name !== "");
  const { compare } = new Intl.Collator("en");
  countries.sort(([, a], [, b]) => compare(a, b));
  const option = ([code, name]: [string, string]) => element("option", { value: code }, name);
  select.replaceChildren(
    element("option", { value: "" }, "Choose…"),
    element("optgroup", { label: "Most traded with" }, ...FIRST.map((code) => option([code, nameOf(code)]))),
    element("optgroup", { label: "All countries" }, ...countries.map(option)),
  );
}
