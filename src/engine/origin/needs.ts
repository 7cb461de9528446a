import { pointer } from "../../model/declare/quote";
import type { Issue } from "../../model/issue";
import type { ShareBase } from "../../model/origin/agreement";
import type { OriginNeed } from "../../model/origin/determination";
import type { Base, Materials, Rule } from "../../model/origin/rule";
import { MADE_FROM_QUALITIES } from "../../model/origin/rule";
import { qualityOf } from "./facts";
import type { Judged } from "./judge";
import type { Row } from "./kinds";
import type { Judgement } from "./level";
import type { NodeRecord } from "./marshal";
import type { Setting } from "./setting";
import { isWeight, triedNodes } from "./tests";

/** Facts that still decide, each once, and flaws that stand in the way of those declared. */
export interface Needs {
  readonly needs: ReadonlyMap<string, OriginNeed>;
  readonly issues: readonly Issue[];
}

const BASES: Readonly<Record<string, Omit<OriginNeed, "type">>> = {
  EXW: { fact: "exWorks", path: "/product/exWorks", question: "What is the ex-works price of the good?" },
  FOB: { fact: "fob", path: "/product/fob", question: "What is the good's value free on board?" },
  TV: {
    fact: "transactionValue",
    path: "/product/transactionValue",
    question: "What is the transaction value of the good?",
  },
  NC: { fact: "netCost", path: "/product/netCost", question: "What is the net cost of the good?" },
  good: {
    fact: "good",
    path: "/product",
    question: "Which of the declared values is the value of the good under the agreement?",
  },
  "total-cost": { fact: "totalCost", path: "/product/totalCost", question: "What is the total cost of the good?" },
  weight: { fact: "weight", path: "/product/weight", question: "What is the net weight of the good?" },
  "textiles-weight": { fact: "weight", path: "/materials", question: "What do all textile materials weigh?" },
  "basic-textiles-weight": {
    fact: "weight",
    path: "/materials",
    question: "Which basic textile materials is the good of, and what do they weigh?",
  },
  "component-weight": {
    fact: "decidingComponent",
    path: "/product/decidingComponent/weight",
    question: "What does the component weigh that gives the good its classification?",
  },
};

/** The basis of a share that is not declared. */
export const baseNeed = (base: Base | ShareBase | "content"): OriginNeed => ({
  ...(BASES[base] ?? { fact: base, path: "/product", question: `What is ${base}?` }),
  type: isWeight(base) ? "weight" : "money",
});

/** What would still tell how a judged product fares; of the materials it is made of as well. */
export function needsOf(setting: Setting, judged: Judged): Needs {
  const needs = new Map<string, OriginNeed>();
  const issues: Issue[] = [];
  const asked = new Set<Judged>();
  const ask = (need: OriginNeed): void => {
    if (needs.size < MOST_NEEDS && !needs.has(`${need.path} ${need.fact}`))
      needs.set(`${need.path} ${need.fact}`, need);
  };

  function askOf(it: Judged): void {
    if (asked.has(it)) return;
    asked.add(it);
    const { judgement, lines } = it;
    if (judgement === undefined) return;
    const inner = new Map(
      lines.flatMap(({ judged, rows }) => (judged === undefined ? [] : rows.map((row) => [row.path, judged] as const))),
    );
    const asker = createAsker(setting, judgement, ask, issues, (row) => {
      const own = inner.get(row.path);
      if (own?.judgement === undefined) return false;
      askOf(own);
      return true;
    });
    for (const { at, codes, edition } of judgement.open) {
      const path = `${at}/commodity`;
      const question = `Which code is it${edition === undefined ? "" : ` in the edition of ${edition}`}: ${codes.join(", ")}?`;
      ask({ fact: "commodity", path, type: "commodity", question });
    }
    if (judgement.trial.kernel.outcome === "undetermined") asker();
  }

  askOf(judged);
  return { needs, issues };
}

const MOST_NEEDS = 256;

/** Asks for what undetermined tests of one level lack. `judgedRow` asks for what a material's own bill lacks. */
function createAsker(
  setting: Setting,
  judgement: Judgement,
  ask: (need: OriginNeed) => void,
  issues: Issue[],
  judgedRow: (row: Row) => boolean,
): () => void {
  const { level, trial } = judgement;
  const { rows, at } = level;
  const isGood = at === "/product";

  function base(name: Base | ShareBase | "content"): void {
    if (name === "materials" || name === "materials-weight" || name === "originating" || name === "content") return;
    if (level.amounts[name] !== undefined) return;
    if (!isGood) {
      ask({ ...baseNeed(name), path: `${at}/${isWeight(name) ? "weight" : "value"}` });
      return;
    }
    const need = baseNeed(name);
    const declared = (setting.question.product as unknown as Record<string, unknown>)[need.fact];
    const money = declared as { amount: string; currency: string } | undefined;
    const lacking = money?.currency === undefined ? undefined : setting.purse.lacking(money, need.path);
    if (lacking !== undefined) issues.push(lacking);
    else ask(need);
  }

  function status(row: Row): void {
    if (row.originating !== undefined || judgedRow(row)) return;
    ask({
      fact: "originating",
      path: `${row.at}/originating`,
      type: "boolean",
      question: "Does the material originate under the agreement?",
    });
  }

  function amount(row: Row, ofWeight: boolean): void {
    if (ofWeight) {
      if (row.weight === undefined)
        ask({
          fact: "weight",
          path: `${row.at}/weight`,
          type: "weight",
          question: "What is the net weight of the material?",
        });
      return;
    }
    if (row.value !== undefined) return;
    const money = row.material.value;
    const lacking = money === undefined ? undefined : setting.purse.lacking(money, `${row.at}/value`);
    if (lacking !== undefined) issues.push(lacking);
    else ask({ fact: "value", path: `${row.at}/value`, type: "money", question: "What is the material worth?" });
  }

  function quality(row: Row, id: string): void {
    if (qualityOf(row, id, setting.vocabulary) !== undefined) return;
    const meaning = setting.vocabulary.meanings.get(`material ${id}`);
    ask({
      fact: id,
      path: pointer(`${row.at}/facts`, id),
      type: "boolean",
      question: `Is it so of the material: ${meaning ?? id.replaceAll("-", " ")}?`,
    });
  }

  /** What would tell whether a selection holds a material. */
  function selection(row: Row, { include, except }: Materials): void {
    for (const { range, quality: id } of [...include, ...except]) {
      if (range !== undefined && row.code.common.length < (range.kind === "same" ? 6 : range.from.length)) code(row);
      if (id !== undefined && mayBeIn(row, range)) quality(row, id);
    }
  }

  function code(row: Row): void {
    if (row.code.codes.length > 1) return;
    if (row.code.common.length < 6)
      ask({
        fact: "commodity",
        path: `${row.at}/commodity`,
        type: "commodity",
        question: "What is the material's code, to six digits or more?",
      });
  }

  function share(
    test: { readonly of: readonly Base[]; readonly materials: Materials; readonly within?: Materials | undefined },
    counts: (row: Row) => boolean,
  ): void {
    for (const name of test.of) base(name);
    const ofWeight = test.of.some(isWeight);
    for (const row of rows ?? []) {
      if (!row.counted) continue;
      if (!counts(row)) continue;
      if (row.value?.numerator === 0n && !ofWeight) continue;
      status(row);
      selection(row, test.materials);
      if (test.within) selection(row, test.within);
      if (mayBeSelected(row, test.materials) || (test.within && mayBeSelected(row, test.within))) amount(row, ofWeight);
    }
  }

  function test(rule: Rule, record: NodeRecord): void {
    switch (rule.kind) {
      case "wholly-obtained":
        ask({
          fact: "whollyObtained",
          path: isGood ? "/facts/whollyObtained" : `${at}/whollyObtained`,
          type: "boolean",
          question: "Is the good wholly obtained in the parties?",
        });
        return;
      case "change":
      case "made-from":
      case "all": {
        const named =
          rule.kind === "change"
            ? [...(rule.except ? [rule.except] : []), ...rule.allowing.map((it) => it.materials)]
            : [rule.materials];
        for (const { material, outcome } of record.materials) {
          const row = rows?.[material];
          if (row === undefined || outcome !== "undetermined") continue;
          status(row);
          code(row);
          if (
            rule.kind === "all" &&
            rule.are === "wholly-obtained" &&
            row.originating !== false &&
            row.wholly === undefined
          )
            ask({
              fact: "whollyObtained",
              path: `${row.at}/whollyObtained`,
              type: "boolean",
              question: "Is the material wholly obtained?",
            });
          for (const it of named) selection(row, it);
          if (rule.kind === "made-from") for (const id of MADE_FROM_QUALITIES) quality(row, id);
        }
        if (rule.kind === "change")
          for (const { materials, upTo } of rule.allowing)
            if (upTo !== undefined && record.shares.some(({ outcome }) => outcome === "undetermined"))
              share({ of: upTo.of, materials }, ({ originating }) => originating !== true);
        return;
      }
      case "share":
        share(rule, ({ originating }) =>
          rule.counted === "non-originating" &&
          !rule.of.some((it) => it === "originating" || it === "materials" || it === "materials-weight")
            ? originating !== true
            : true,
        );
        return;
      case "rvc":
        share(rule, ({ originating }) => (rule.method === "build-up" ? originating !== false : originating !== true));
        return;
      case "declared":
        ask(declaredNeed(rule.subject, rule.fact));
        return;
      case "figure":
        ask({
          fact: rule.figure,
          path: automotivePath(rule.figure) ?? pointer("/facts", rule.figure),
          type: "number",
          question: `How much is it: ${setting.vocabulary.meanings.get(`figure ${rule.figure}`) ?? rule.figure}?`,
        });
        return;
      default:
    }
  }

  function declaredNeed(subject: "process" | "product" | "quota", id: string): OriginNeed {
    const meaning = setting.vocabulary.meanings.get(`${subject} ${id}`) ?? id.replaceAll("-", " ");
    if (subject === "process") {
      const path = isGood ? "/facts/processes" : `${at}/processes`;
      return {
        fact: id,
        path,
        type: "processes",
        question: `Was it done in the parties: ${meaning}? State all that was.`,
      };
    }
    const path = isGood ? pointer("/facts", id) : pointer(`${at}/facts`, id);
    return { fact: id, path, type: "boolean", question: `Is it so of the good: ${meaning}?` };
  }

  return () => {
    if (rows === undefined)
      ask({
        fact: "materials",
        path: "/materials",
        type: "materials",
        question: "Which materials is the good made of?",
      });
    for (const { node, record } of triedNodes(judgement)) {
      if (!reaches(judgement, node.node)) continue;
      if (node.kind === "part" && level.facts.fact("product", node.fact!.id) === undefined)
        ask(declaredNeed("product", node.fact!.id));
      if (node.test !== undefined && record.outcome === "undetermined") test(node.test, record);
    }
    for (const { tolerance, outcome, caps, materials } of trial.kernel.tolerances) {
      if (outcome !== "undetermined") continue;
      for (const { base: name, denominatorOpen } of caps) if (denominatorOpen) base(name);
      for (const material of materials) {
        const row = rows?.[material];
        if (row === undefined) continue;
        status(row);
        for (const cap of caps) if (cap.numeratorOpen) amount(row, isWeight(cap.base));
      }
      for (const id of toleranceFacts(setting, tolerance))
        if (level.facts.fact("product", id) === undefined) ask(declaredNeed("product", id));
    }
  };
}

/** Whether all that a node stands in is undetermined too: what stands beneath a rule that has failed matters no more. */
function reaches({ trial }: Judgement, node: number): boolean {
  const nodes = trial.program.table.view.nodes(trial.program.program);
  return nodes.every(
    (outer) =>
      outer.node >= node ||
      outer.end <= node ||
      outer.kind === "part" ||
      trial.kernel.trace[outer.node]!.outcome === "undetermined",
  );
}

/** Facts about the good that a tolerance asks for. */
function toleranceFacts({ agreement }: Setting, id: string): readonly string[] {
  const tolerance = agreement.facts.tolerances?.find((it) => it.id === id);
  if (tolerance === undefined) return [];
  const { mixed, reference, excludes = [] } = tolerance;
  return [
    ...(mixed ? ["mixed-textiles"] : []),
    ...(reference === undefined ? [] : [`tolerance-${reference.toLowerCase().replaceAll(" ", "-")}`]),
    ...excludes.flatMap(({ goodsQuality }) => (goodsQuality === undefined ? [] : [goodsQuality])),
  ];
}

const AUTOMOTIVE: Readonly<Record<string, string>> = {
  "labour-value-content": "/product/automotive/labour",
  "steel-purchases": "/product/automotive/steel",
  "aluminium-purchases": "/product/automotive/aluminium",
};
const automotivePath = (figure: string): string | undefined => AUTOMOTIVE[figure];

type Range = Materials["include"][number]["range"];

/** Whether a code may lie in a range; a range of the product's own heading may always hold it. */
function mayBeIn({ code }: Row, range: Range): boolean {
  if (range === undefined || range.kind === "same") return true;
  const width = Math.min(code.common.length, range.from.length);
  const start = code.common.slice(0, width);
  return start >= range.from.slice(0, width) && start <= range.to.slice(0, width);
}

const mayBeSelected = (row: Row, { include }: Materials): boolean => include.some(({ range }) => mayBeIn(row, range));
