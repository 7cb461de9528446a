import type { Entry, FactValue, Quantity } from "dutiable";
import { type Articles, articleFields } from "./article-fields";
import { element } from "./dom";
import { componentsOf, keyOf, type Question, type Reply } from "./questions";
import { convertible, factName, plainAmount, quantityName, unitName } from "./words";

/** A field on the page for what a rate asks for. */
export interface QuestionField {
  readonly question: Question;
  readonly box: HTMLElement;
  /** What was filled in; undefined where that is nothing yet. */
  reply(): Reply | undefined;
  readonly articles?: Articles;
}

/** Where a message about a part of the entry stands on the page, by the part's JSON Pointer. */
export type Slots = readonly (readonly [path: string, box: HTMLElement])[];

export const labelOf = ({ unit, fact, type }: Question): string =>
  unit !== undefined ? quantityName(unit) : `${factName(fact ?? "")}${type === "money" ? " (US dollars)" : ""}`;

/** `about` says what a fact is. */
export function questionField(question: Question, about: string): QuestionField {
  const { fact, type, unit } = question;
  if (unit !== undefined) return quantityField(question, unit);
  if (type === "boolean") return choiceField(question, about);
  if (type === "lines") return componentsField(question);
  const amount = (text: string): FactValue =>
    type === "money" ? { amount: plainAmount(text), currency: "USD" } : type === "number" ? plainAmount(text) : text;
  const input = element("input", { id: keyOf(question), name: fact, inputmode: "decimal", "data-type": type });
  const reply = () => (input.value.trim() === "" ? undefined : { fact: amount(input.value.trim()) });
  return { question, box: labelled(question, input, input, about), reply };
}

function quantityField(question: Question, unit: string): QuestionField {
  const input = element("input", { id: keyOf(question), name: unit, inputmode: "decimal" });
  const units = convertible(unit).map((code) => element("option", { value: code }, unitName(code)));
  const select = element("select", { "aria-label": `Unit of ${quantityName(unit).toLowerCase()}` }, ...units);
  let last: Quantity | undefined;
  // The same object while nothing changes, so that an issue's path leads back to this field.
  function reply(): Reply | undefined {
    const amount = plainAmount(input.value);
    if (amount === "") return undefined;
    if (last?.amount !== amount || last.unit !== select.value) last = { unit: select.value, amount };
    return { quantity: last };
  }
  return { question, box: labelled(question, element("div", { class: "measured" }, input, select), input), reply };
}

function choiceField(question: Question, about: string): QuestionField {
  const options = [["", "Choose…"] as const, ["yes", "Yes"] as const, ["no", "No"] as const];
  const select = element(
    "select",
    { id: keyOf(question), name: question.fact },
    ...options.map(([value, text]) => element("option", { value }, text)),
  );
  const reply = () => (select.value === "" ? undefined : { fact: select.value === "yes" });
  return { question, box: labelled(question, select, select, about), reply };
}

function componentsField(question: Question): QuestionField {
  const articles = articleFields();
  const title = element("legend", {}, "The articles, each with its own value");
  const box = element("fieldset", { class: "field wide", id: keyOf(question) }, title, articles.box);
  const reply = () => {
    const components = articles.read();
    return components.length === 0 ? undefined : { fact: components };
  };
  return { question, box, reply, articles };
}

function labelled(question: Question, control: HTMLElement, input: HTMLElement, about = ""): HTMLElement {
  const key = keyOf(question);
  const hint = about === "" ? undefined : element("p", { class: "hint", id: `${key}-hint` }, about);
  const error = element("p", { class: "error", id: `${key}-error` });
  input.setAttribute("aria-describedby", `${key}-hint ${key}-error`);
  const label = element("label", { for: input.id }, labelOf(question));
  return element("div", { class: "field" }, label, control, hint, error);
}

/** Slots of the fields whose replies the entry holds. */
export function slotsOf(fields: readonly QuestionField[], entry: Entry): Slots {
  return fields.flatMap(({ question: { place, fact }, box, reply, articles }) => {
    if (articles) return articles.slots(`${place}/facts/${fact}`);
    if (fact !== undefined) return [[`${place}/facts/${fact}`, box] as const];
    const given = reply();
    const component = /\d+$/.exec(place)?.[0];
    const goods = component === undefined ? entry : componentsOf(entry)[Number(component)];
    const index = given && "quantity" in given ? (goods?.quantities?.indexOf(given.quantity) ?? -1) : -1;
    return index < 0 ? [] : [[`${place}/quantities/${index}`, box] as const];
  });
}
