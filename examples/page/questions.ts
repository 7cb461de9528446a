import type { Assessment, Entry, FactValue, Issue, Quantity } from "dutiable";

/** A quantity or a fact that a rate asks for, of the line (`place` is empty) or of a component of it. */
export interface Question {
  /** JSON Pointer of the line or component: `/facts/components/0`. */
  readonly place: string;
  readonly unit?: string;
  readonly fact?: string;
  readonly type?: Issue["type"];
}

export type Reply = { readonly quantity: Quantity } | { readonly fact: FactValue };

export const keyOf = ({ place, unit, fact }: Question): string => `${place}/${unit ?? fact}`;

export interface Settled {
  readonly assessment: Assessment;
  readonly entry: Entry;
  /** All that was asked for, answered or not. */
  readonly questions: readonly Question[];
}

/** More rounds than any rate takes: one to name its facts, one for what hangs on them, one for each component. */
const MOST_ROUNDS = 8;

/** Assesses an entry; answers what it is asked for as far as there is a reply; and so on until nothing new is asked. */
export function settle(
  assess: (entry: Entry) => Assessment,
  bare: Entry,
  replyTo: (question: Question) => Reply | undefined,
): Settled {
  const questions = new Map<string, Question>();
  let entry = bare;
  let assessment = assess(entry);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const asked = questionsOf(assessment).filter((question) => !questions.has(keyOf(question)));
    for (const question of asked) questions.set(keyOf(question), question);
    const replies = asked.map((question) => [question, replyTo(question)] as const);
    if (replies.every(([, reply]) => reply === undefined)) break;
    for (const [question, reply] of replies) if (reply) entry = withReply(entry, question, reply);
    assessment = assess(entry);
  }
  return { assessment, entry, questions: [...questions.values()] };
}

function questionsOf(assessment: Assessment): Question[] {
  if (assessment.ok) return [];
  return assessment.issues.flatMap(({ code, path, unit, fact, type }): Question[] => {
    if (code === "QUANTITY_MISSING") return [{ place: path.replace(/\/quantities$/, ""), unit }];
    if (code === "FACT_MISSING") return [{ place: path.replace(/\/facts\/[^/]+$/, ""), fact, type }];
    return [];
  });
}

/** What states quantities and facts: an entry of one line, or a component of it. */
export type Stating = {
  readonly quantities?: readonly Quantity[];
  readonly facts?: Readonly<Record<string, FactValue>>;
};

export const componentsOf = (entry: Entry): readonly Stating[] =>
  (entry.facts?.components ?? []) as unknown as readonly Stating[];

function withReply(entry: Entry, { place, fact }: Question, reply: Reply): Entry {
  const index = /^\/facts\/components\/(\d+)$/.exec(place)?.[1];
  if (index === undefined) return { ...entry, ...stated(entry, fact, reply) };
  const components = componentsOf(entry).map((component, at) =>
    at === Number(index) ? { ...component, ...stated(component, fact, reply) } : component,
  );
  return { ...entry, facts: { ...entry.facts, components: components as unknown as FactValue } };
}

function stated(goods: Stating, fact: string | undefined, reply: Reply): Stating {
  if ("quantity" in reply) return { quantities: [...(goods.quantities ?? []), reply.quantity] };
  return { facts: { ...goods.facts, [fact ?? ""]: reply.fact } };
}
