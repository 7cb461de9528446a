import { element } from "./dom";

/** Countries that trade most with the United States stand first; the rest by name. */
const FIRST = ["CA", "MX", "CN", "DE", "JP", "KR", "VN", "GB", "IN", "IT", "FR"];

/** Northern Ireland and Kosovo have codes that are not ISO's own: browsers know no name for them. */
const OTHERS: Readonly<Record<string, string>> = { XI: "Northern Ireland (XI)", XK: "Kosovo" };

/** Two-letter codes that the browser has a country's name for. */
function known(names: Intl.DisplayNames): Map<string, string> {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const found = new Map(Object.entries(OTHERS));
  for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
    const name = names.of(code);
    if (name !== undefined && name !== code && !found.has(code)) found.set(code, name);
  }
  return found;
}

/** Fills a select with the countries that `isCountry` accepts. */
export function fillCountries(select: HTMLSelectElement, isCountry: (code: string) => boolean): void {
  const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const countries = [...known(names)].filter(([code]) => isCountry(code));
  countries.sort(([, a], [, b]) => a.localeCompare(b, "en"));
  const option = ([code, name]: readonly [string, string]) => element("option", { value: code }, name);
  const first = FIRST.map((code) => [code, names.of(code) ?? code] as const);
  select.replaceChildren(
    element("option", { value: "" }, "Choose…"),
    element("optgroup", { label: "Most traded with" }, ...first.map(option)),
    element("optgroup", { label: "All countries" }, ...countries.map(option)),
  );
}
