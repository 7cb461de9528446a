import { byId, element } from "./dom";
import { dotted } from "./words";

export interface Candidate {
  readonly code: string;
  readonly rate: string;
}

/** What there is for the digits typed so far; a last line for what is left out. */
export type Search = (digits: string) => { readonly candidates: readonly Candidate[]; readonly more: boolean };

/** Fewer digits begin too many codes to choose from. */
const LEAST_DIGITS = 2;

/** The commodity code's input with its list of candidates: an ARIA combobox that arrows, Enter and Escape work on. */
export function codeField(search: Search, chosen: () => void): void {
  const input = byId("commodity");
  const list = byId<HTMLElement>("candidates");
  let active = -1;

  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[role=option]")];

  function open(show: boolean): void {
    list.hidden = !show;
    input.setAttribute("aria-expanded", String(show));
    if (!show) activate(-1);
  }

  function activate(index: number): void {
    active = index;
    for (const [place, option] of options().entries()) option.setAttribute("aria-selected", String(place === index));
    const option = options()[index];
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function choose(option: HTMLElement): void {
    input.value = dotted(option.dataset.code ?? "");
    open(false);
    chosen();
  }

  function fill(): void {
    const digits = input.value.replace(/\D/g, "");
    const searchable = digits.length >= LEAST_DIGITS && digits.length < 10;
    const { candidates, more } = searchable ? search(digits) : { candidates: [], more: false };
    const rows = candidates.map(({ code, rate }, index) =>
      element(
        "div",
        { role: "option", id: `candidate-${index}`, "aria-selected": "false", "data-code": code },
        element("span", { class: "code" }, dotted(code)),
        element("span", { class: "rate" }, rate),
      ),
    );
    const rest = more
      ? element("div", { class: "more", role: "presentation" }, "More codes: type another digit")
      : undefined;
    list.replaceChildren(...rows, ...(rest ? [rest] : []));
    open(rows.length > 0);
  }

  input.addEventListener("input", fill);
  input.addEventListener("focus", fill);
  input.addEventListener("blur", () => open(false));
  list.addEventListener("mousedown", (event) => {
    // Before the input loses the focus, which closes the list.
    event.preventDefault();
    const option = (event.target as HTMLElement).closest<HTMLElement>("[role=option]");
    if (option) choose(option);
  });
  input.addEventListener("keydown", (event) => {
    const last = options().length - 1;
    if (event.key === "Escape") open(false);
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") activate(active < last ? active + 1 : 0);
    else if (event.key === "ArrowUp") activate(active > 0 ? active - 1 : last);
    else if (event.key === "Enter" && active >= 0) choose(options()[active]!);
    else return;
    event.preventDefault();
  });
}
