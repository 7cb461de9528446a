import type { Assessment, Engine, Entry, TransportMode } from "dutiable";
import { amountOf, renderAnswer } from "./answer";
import { codeField } from "./code-field";
import { fillCountries } from "./countries";
import { byId, element } from "./dom";
import { EXAMPLES, type Example } from "./examples";
import { showProblems } from "./problems";
import { programmeName } from "./programmes";
import { labelOf, type QuestionField, questionField, type Slots, slotsOf } from "./question-fields";
import { keyOf, type Question, settle } from "./questions";
import { openSchedule } from "./schedule";
import { grouped, plainAmount } from "./words";

const MOST_CANDIDATES = 60;
const CURRENCY = "USD";

/** Brings the page's form to life: every change is answered at once. */
export function openForm(engine: Engine, tariff: string): void {
  const schedule = openSchedule(engine, tariff);
  const form = byId<HTMLFormElement>("entry");
  const commodity = byId("commodity");
  const origin = byId<HTMLSelectElement>("origin");
  const date = byId("date");
  const value = byId("value");
  const preference = byId<HTMLSelectElement>("preference");
  const transport = byId<HTMLSelectElement>("transport");
  const headings = byId("headings");

  /** Fields for whatever was asked so far: what was filled in comes back with the question. */
  const fields = new Map<string, QuestionField>();
  /** Boxes in which something is being typed: no complaints before it is finished. */
  const unfinished = new Set<HTMLElement>();

  const digits = (): string => commodity.value.replace(/\D/g, "");
  const boxOf = (control: Element): HTMLElement => control.closest<HTMLElement>(".field") ?? form;

  function fieldFor(question: Question): QuestionField {
    const field = fields.get(keyOf(question)) ?? questionField(question, schedule.about(question.fact ?? ""));
    fields.set(keyOf(question), field);
    return field;
  }

  function update(): void {
    fillProgrammes();
    const bare: Entry = {
      tariff,
      date: date.value,
      commodity: commodity.value.trim(),
      origin: origin.value,
      preference: preference.value,
      ...(transport.value === "" ? {} : { transport: transport.value as TransportMode }),
      facts: { headings: headings.value.split(/[\s,;]+/).filter(Boolean) },
      value: { amount: plainAmount(value.value) || "0", currency: CURRENCY },
    };
    const replyTo = (question: Question) => fields.get(keyOf(question))?.reply();
    const { assessment, entry, questions } = settle((asked) => engine.assess(asked, { explain: true }), bare, replyTo);
    const ready = digits() !== "" && origin.value !== "";
    const asked = ready ? questions.map(fieldFor) : [];
    placeFields(asked);

    const slots: Slots = [
      ...[commodity, origin, date, preference, value].map((control) => [`/${control.name}`, boxOf(control)] as const),
      ["/facts/headings", boxOf(headings)],
      ...slotsOf(asked, entry),
    ];
    const untouched = (box: HTMLElement): boolean =>
      unfinished.has(box) || !ready || (box === boxOf(value) && value.value.trim() === "");
    const problem = showProblems(assessment.ok ? [] : assessment.issues, slots, untouched);
    answer(assessment, stillOpen(asked), problem ?? "", schedule.title);
  }

  function stillOpen(asked: readonly QuestionField[]): string[] {
    const empty = [commodity, origin, date, value].filter((control) => control.value.trim() === "");
    const open = asked.filter((field) => field.reply() === undefined);
    const names = empty.map((control) => control.dataset.label ?? control.name);
    return [...names, ...open.map(({ question }) => labelOf(question).toLowerCase())];
  }

  /** Fields of the line stand below it, those of a component beside it; those that stay keep their place and focus. */
  function placeFields(asked: readonly QuestionField[]): void {
    const group = byId("asks");
    group.hidden = asked.length === 0;
    const articles = asked.find((field) => field.articles)?.articles;
    for (const { box } of fields.values()) if (!asked.some((field) => field.box === box)) box.remove();
    for (const { box, question } of asked) {
      const index = /\/components\/(\d+)$/.exec(question.place)?.[1];
      const room = index === undefined ? group.querySelector(".fields")! : articles?.roomFor(Number(index));
      if (room && box.parentElement !== room) room.append(box);
    }
  }

  /** The programmes that the line prints for the origin; one that was chosen and is not among them stays to be seen. */
  function fillProgrammes(): void {
    const isCode = digits().length === 10 && origin.value !== "" && date.value !== "";
    const open = isCode ? schedule.programmes(digits(), origin.value, date.value) : [];
    const hint = isCode && open.length === 0 ? "The schedule has no programme for this code and origin." : "";
    byId("preference-hint").textContent = hint;
    const kept = preference.value !== "none" && !open.includes(preference.value) ? [preference.value] : [];
    offerProgrammes([...open, ...kept], preference.value);
  }

  function offerProgrammes(programmes: readonly string[], chosen: string): void {
    const names = ["none", ...programmes];
    if ([...preference.options].map((option) => option.value).join() !== names.join()) {
      preference.replaceChildren(...names.map((name) => element("option", { value: name }, programmeName(name))));
    }
    preference.value = chosen;
  }

  function tryExample({ fields: filled, answers }: Example): void {
    [commodity.value, origin.value, value.value] = [filled.commodity, filled.origin, filled.value];
    offerProgrammes(filled.preference === "none" ? [] : [filled.preference], filled.preference);
    unfinished.clear();
    update();
    for (const { question, box } of fields.values()) {
      const reply = answers[question.unit ?? question.fact ?? ""];
      const input = box.querySelector("input");
      if (reply !== undefined && input && box.isConnected) input.value = reply;
    }
    update();
  }

  function search(prefix: string) {
    if (date.value === "") return { candidates: [], more: false };
    const { codes, more } = schedule.codes(prefix, date.value, MOST_CANDIDATES);
    const candidates = codes.map((code) => ({ code, rate: schedule.rate(code, origin.value, date.value) }));
    return { candidates, more };
  }

  fillCountries(origin, schedule.isCountry);
  [date.min, date.max] = [schedule.firstDay, schedule.lastDay];
  date.value = within(today(), schedule.firstDay, schedule.lastDay);
  codeField(search, () => {
    unfinished.delete(boxOf(commodity));
    update();
  });
  form.addEventListener("input", ({ target }) => {
    unfinished.add(boxOf(target as Element));
    update();
  });
  form.addEventListener("change", ({ target }) => {
    unfinished.delete(boxOf(target as Element));
    update();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const example of EXAMPLES) {
    const button = element("button", { type: "button" }, example.title);
    button.addEventListener("click", () => tryExample(example));
    byId("examples").append(button);
  }
  byId("about").textContent =
    `Law from ${schedule.firstDay} to the ${schedule.newest}; dates are answered until ${schedule.lastDay}.`;
  update();
}

/** The date on the visitor's own calendar. */
function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

const within = (day: string, first: string, last: string): string => (day < first ? first : day > last ? last : day);

/** The amount with all that belongs to it, or what stands in its way. */
function answer(
  assessment: Assessment,
  open: readonly string[],
  problem: string,
  titleOf: (measure: string) => string,
): void {
  const complete = assessment.ok && open.length === 0 && !("lines" in assessment);
  const charge = byId("charge");
  const waiting = open.length > 0 ? `Still to fill in: ${open.join(", ")}.` : problem;
  const shown = complete ? amountOf(assessment) : undefined;
  const text = shown ? `$${grouped(shown.amount)}` : waiting;
  byId("answer-title").textContent = shown?.title ?? "Duty";
  charge.classList.toggle("amount", complete);
  // A status that does not change is not read out again.
  if (charge.textContent !== text) charge.textContent = text;
  byId("details").replaceChildren(...(complete ? renderAnswer(assessment, titleOf) : []));
}
