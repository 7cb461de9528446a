import type { Component } from "dutiable";
import { element } from "./dom";
import type { Slots } from "./question-fields";
import { plainAmount } from "./words";

/** The articles of a set, the garments of an ensemble: a row each, with room for what their own rates ask for. */
export interface Articles {
  readonly box: HTMLElement;
  /** Articles of which the code is filled in. */
  read(): readonly Component[];
  /** Where the questions of an article go, by its place among those that `read` gives. */
  roomFor(index: number): HTMLElement | undefined;
  slots(path: string): Slots;
}

interface Row {
  readonly box: HTMLElement;
  readonly commodity: HTMLInputElement;
  readonly value: HTMLInputElement;
  readonly room: HTMLElement;
}

let made = 0;

/** Starts with two rows: a set of one article is none. */
export function articleFields(): Articles {
  const rows: Row[] = [];
  const list = element("div", { class: "articles" });
  const more = element("button", { type: "button" }, "Add an article");
  const add = (): void => {
    const row = articleRow(rows.length + 1, () => remove(row));
    rows.push(row);
    list.append(row.box);
  };
  const remove = (row: Row): void => {
    rows.splice(rows.indexOf(row), 1);
    row.box.remove();
    list.dispatchEvent(new Event("input", { bubbles: true }));
    more.focus();
  };
  const filled = () => rows.filter(({ commodity }) => commodity.value.trim() !== "");
  more.addEventListener("click", () => {
    add();
    rows.at(-1)?.commodity.focus();
  });
  add();
  add();
  return {
    box: element("div", {}, list, more),
    read: () =>
      filled().map(({ commodity, value }) => ({
        commodity: commodity.value.trim(),
        value: { amount: plainAmount(value.value) || "0", currency: "USD" },
      })),
    roomFor: (index) => filled()[index]?.room,
    slots: (path) =>
      filled().flatMap(({ commodity, value }, index) => [
        [`${path}/${index}/commodity`, commodity.parentElement!] as const,
        [`${path}/${index}/value`, value.parentElement!] as const,
      ]),
  };
}

function articleRow(number: number, remove: () => void): Row {
  made += 1;
  const field = (name: string, label: string) => {
    const id = `article-${made}-${name}`;
    const input = element("input", { id, name, inputmode: "decimal", "aria-describedby": `${id}-error` });
    const error = element("p", { class: "error", id: `${id}-error` });
    return [input, element("div", { class: "field" }, element("label", { for: id }, label), input, error)] as const;
  };
  const [commodity, commodityBox] = field("commodity", `Article ${number}: commodity code`);
  const [value, valueBox] = field("value", "Its value (US dollars)");
  const room = element("div", { class: "fields wide" });
  const button = element("button", { type: "button" }, `Remove article ${number}`);
  button.addEventListener("click", remove);
  const box = element("div", { class: "fields article" }, commodityBox, valueBox, room, button);
  return { box, commodity, value, room };
}
