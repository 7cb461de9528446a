import { exactText, limitText, percentText } from "../engine/origin/exact-text";
import type { Judged } from "../engine/origin/judge";
import type { Row } from "../engine/origin/kinds";
import type { Judgement } from "../engine/origin/level";
import type { NodeRecord, ShareRecord } from "../engine/origin/marshal";
import { isSelected } from "../engine/origin/selection";
import type { Setting } from "../engine/origin/setting";
import { actualOf, isWeight, type Tried, triedNodes } from "../engine/origin/tests";
import type { Explanation } from "../model/assessment";
import type { OriginSource } from "../model/origin/determination";
import type { Base, Materials, Rule } from "../model/origin/rule";
import { printRule } from "../model/origin/rule-text";
import { type Rational, rational } from "../model/rational";
import { cite } from "./origin-cite";

/** One product level under its rule: a tree of tests, each with the amounts and materials that decide it. */
export function explainJudged(
  setting: Setting,
  judged: Judged,
  source: OriginSource,
  before: Set<Judged> = new Set(),
): Explanation {
  const { judgement } = judged;
  if (before.has(judged)) return leaf("product rule", "reference", judgement?.outcome ?? "none", "as told above");
  before.add(judged);
  if (judgement === undefined)
    return leaf("product rule", "rule", "none", "the agreement's facts hold no rule for the code");
  const tried = triedNodes(judgement);
  const { trial } = judgement;
  const rule = trial.program.table.view.rule(trial.program.program);
  const children = tellAll({ setting, judged, judgement, before }, tried);
  if (trial.kernel.tolerance !== undefined && trial.kernel.outcome === "pass")
    children.push(
      leaf(
        `tolerance ${trial.kernel.tolerance}`,
        "tolerance",
        "pass",
        "excuses the materials that do not meet the rule",
      ),
    );
  children.push(...rolledUp({ setting, judged, judgement, before }));
  return {
    label: "product rule",
    op: "rule",
    value: judgement.outcome,
    because: `${printRule(rule)}: ${cite(source)}`,
    children,
  };
}

/** Materials with bills of their own that do not count as non-originating: what the rule does not look at, and why. */
function rolledUp(told: Told): Explanation[] {
  const rows = (told.judgement.level.rows ?? []).filter(
    (row) =>
      row.originating !== false && told.judged.lines.some(({ judged, rows }) => judged && rows[0]?.path === row.path),
  );
  if (rows.length === 0) return [];
  const children = rows.slice(0, MOST_TOLD).map((row) => materialNode(told, row, amountText(told, row.value, false)));
  return [
    {
      label: "materials judged by their own bills",
      op: "roll-up",
      value: `${rows.length}`,
      because: "what originates counts whole as originating",
      children,
    },
  ];
}

interface Told {
  readonly setting: Setting;
  readonly judged: Judged;
  readonly judgement: Judgement;
  /** Bills that have been told: a second time they are named only. */
  readonly before: Set<Judged>;
}

const leaf = (label: string, op: string, value: string, because: string): Explanation => ({
  label,
  op,
  value,
  because,
  children: [],
});

const JOINED = { and: "all of these", or: "one of these is enough", parts: "the part that the product belongs to" };

/** The nodes of a rule that were tried, as trees in their order. */
function tellAll(told: Told, tried: readonly Tried[]): Explanation[] {
  const trees: Explanation[] = [];
  for (let place = 0; place < tried.length; ) {
    const { node, record } = tried[place]!;
    const end = tried.findIndex((it, i) => i > place && it.node.node >= node.end);
    const inner = tried.slice(place + 1, end < 0 ? tried.length : end);
    place = end < 0 ? tried.length : end;
    if (node.test !== undefined) trees.push(tellTest(told, node.test, record));
    else if (node.kind === "part") {
      const truth = told.judgement.level.facts.fact("product", node.fact!.id);
      const fact = leaf(
        node.fact!.id,
        "declared",
        truthText(truth),
        `a fact about the good, ${atFacts(told, node.fact!.id)}`,
      );
      trees.push({
        label: `ex ${node.fact!.id}`,
        op: "part",
        value: record.outcome,
        because: "applies to products of which the fact is true",
        children: [fact, ...tellAll(told, inner)],
      });
    } else if (node.kind !== "test")
      trees.push({
        label: node.kind,
        op: node.kind,
        value: record.outcome,
        because: JOINED[node.kind],
        children: tellAll(told, inner),
      });
  }
  return trees;
}

const truthText = (truth: boolean | undefined): string => (truth === undefined ? "not declared" : String(truth));

const atFacts = ({ judgement: { level } }: Told, id: string): string =>
  `declared at ${level.at === "/product" ? "" : level.at}/facts/${id}`;

function tellTest(told: Told, test: Rule, record: NodeRecord): Explanation {
  const { level } = told.judgement;
  const label = printRule(test);
  const value = record.outcome;
  const tree = (because: string, children: readonly Explanation[]): Explanation => ({
    label,
    op: test.kind,
    value,
    because,
    children,
  });
  switch (test.kind) {
    case "wholly-obtained":
      return tree("the product itself is wholly obtained", [
        leaf("wholly obtained", "declared", truthText(level.wholly), "declared at /facts/whollyObtained"),
      ]);
    case "change":
    case "made-from":
    case "all":
      return tree(WORDS[test.kind], [
        leaf("product", "code", level.code.codes.join(" or ") || level.code.common, editionText(level.code.edition)),
        ...materialLeaves(told, (row) => row.change && (test.kind === "all" || row.originating !== true), record),
        ...record.shares.map((share) =>
          tellShare(
            told,
            share,
            "at-most",
            test.kind === "change" ? test.allowing[share.allowance ?? 0]!.materials : undefined,
            (row) => row.originating === false,
          ),
        ),
      ]);
    case "share":
      return tree(
        "the share of these materials, compared without rounding",
        record.shares.map((share) =>
          tellShare(told, share, test.sense, test.materials, (row) => isCounted(row, test.counted)),
        ),
      );
    case "rvc":
      return tree(
        test.method === "build-up"
          ? "content of originating materials"
          : "content that is left without non-originating materials",
        record.shares.map((share) =>
          tellShare(
            told,
            share,
            test.method,
            test.materials,
            (row) => row.originating === (test.method === "build-up"),
          ),
        ),
      );
    case "declared":
      return tree(test.subject === "process" ? "done in the parties" : "declared of the good", [
        leaf(
          test.fact,
          "declared",
          truthText(level.facts.fact(test.subject, test.fact)),
          test.subject === "process"
            ? "declared in the lists of processes, of the good and of its materials"
            : atFacts(told, test.fact),
        ),
      ]);
    case "figure": {
      const figure = level.facts.figure(test.figure);
      const shown = figure === undefined ? "not declared" : percentText(figure).text;
      return tree("a share that is declared", [leaf(test.figure, "declared", shown, atFacts(told, test.figure))]);
    }
    default:
      return tree("", []);
  }
}

const WORDS = {
  change: "each non-originating material is classified elsewhere, or is allowed",
  "made-from": "each non-originating material is one of those named, or at an earlier stage of working",
  all: "each material of the selection has the status",
};

const editionText = (edition: number | undefined): string =>
  edition === undefined ? "as declared" : `Harmonized System ${edition}`;

function isCounted({ originating, wholly }: Row, status: string): boolean {
  if (status === "used") return true;
  if (status === "non-originating") return originating === false;
  return originating === true && (status === "originating" || wholly === true);
}

const BASE_NAMES: Readonly<Record<Base, string>> = {
  EXW: "ex-works price",
  FOB: "value free on board",
  TV: "transaction value",
  NC: "net cost",
  originating: "value of all originating materials",
  materials: "value of all materials of the selection",
  weight: "net weight of the product",
  "materials-weight": "net weight of all materials of the selection",
};

type Way = Parameters<typeof actualOf>[1];

/** A share: what was counted, material by material, and what it was measured against. */
function tellShare(
  told: Told,
  share: ShareRecord,
  way: Way,
  materials: Materials | undefined,
  counts: (row: Row) => boolean,
): Explanation {
  const { judgement, setting } = told;
  const { trial } = judgement;
  const weigh = isWeight(share.base);
  const unit = weigh ? "KGM" : setting.purse.currency;
  const amount = (sum: bigint, open: boolean): string =>
    `${open ? "at least " : ""}${exactText(rational(sum, weigh ? trial.weights : trial.values)).text} ${unit}`;
  const actual = actualOf(share, way);
  const shown = actual === undefined ? undefined : percentText(actual);
  const exact = shown?.exact === undefined ? "" : ` (${shown.exact})`;
  const within = (row: Row): boolean =>
    row.counted &&
    counts(row) &&
    (materials === undefined || isSelected(row, materials, trial.code, setting.vocabulary) !== false);
  const sum: Explanation = {
    label: way === "build-up" ? "originating materials" : weigh ? "weight counted" : "materials counted",
    op: "sum",
    value: amount(share.numerator, share.numeratorOpen),
    because: share.numeratorOpen ? "as far as it is known" : "exact",
    children: materialLeaves(told, within, undefined, weigh),
  };
  const base = leaf(
    BASE_NAMES[share.base],
    "base",
    amount(share.denominator, share.denominatorOpen),
    baseText(told, share),
  );
  return {
    label: shown === undefined ? `share of the ${BASE_NAMES[share.base]}` : `${shown.text}${exact}`,
    op: way,
    value: share.outcome,
    because: `${LIMITS[way]} ${limitText(share.limit)} of the ${BASE_NAMES[share.base]}`,
    children: [sum, base],
  };
}

const LIMITS: Readonly<Record<Way, string>> = {
  "at-most": "limit: at most",
  "at-least": "limit: at least",
  under: "limit: under",
  over: "limit: over",
  "build-down": "content: at least",
  "build-up": "content: at least",
  "focused-value": "content: at least",
};

const PATHS: Readonly<Partial<Record<Base, string>>> = {
  EXW: "/product/exWorks",
  FOB: "/product/fob",
  TV: "/product/transactionValue",
  NC: "/product/netCost",
  weight: "/product/weight",
};

function baseText({ judgement: { level } }: Told, { base, denominatorOpen }: ShareRecord): string {
  if (denominatorOpen) return "not declared, or not in full";
  if (level.at !== "/product") return `declared at ${level.at}`;
  return PATHS[base] === undefined ? "summed over the materials" : `declared at ${PATHS[base]}`;
}

function materialLeaves(
  told: Told,
  counts: (row: Row) => boolean,
  record: NodeRecord | undefined,
  weigh = false,
): Explanation[] {
  const { rows = [] } = told.judgement.level;
  const outcomes = new Map(record?.materials.map(({ material, outcome }) => [material, outcome]));
  const listed = [...rows.entries()].filter(([, row]) => counts(row));
  const leaves = listed.slice(0, MOST_TOLD).map(([i, row]) => {
    const amount = weigh ? row.weight : row.value;
    const value = record !== undefined ? (outcomes.get(i) ?? "pass") : amountText(told, amount, weigh);
    return materialNode(told, row, value);
  });
  const more = listed.length - leaves.length;
  return more === 0 ? leaves : [...leaves, leaf(`${more} more materials`, "materials", "", "counted in the same way")];
}

/** Materials of a list that are told one by one; the rest are counted. */
const MOST_TOLD = 50;

const amountText = ({ setting }: Told, amount: Rational | undefined, weigh: boolean): string =>
  amount === undefined ? "not declared" : `${exactText(amount).text} ${weigh ? "KGM" : setting.purse.currency}`;

/** A material with what its status rests on: a declaration, or its own bill. */
function materialNode(told: Told, row: Row, value: string): Explanation {
  const { code, material, path } = row;
  const { id } = material as { readonly id?: string };
  const name = `${id === undefined ? "material" : id} ${code.codes.join(" or ") || "of unknown code"}`;
  const line = told.judged.lines.find(({ rows }) => rows.some((it) => it.path === path));
  const own = line?.judged;
  const status =
    row.originating === undefined ? "status not known" : row.originating ? "originating" : "non-originating";
  const because = `${status}, ${groundOf(told, row, own !== undefined)}; at ${path}`;
  const children =
    own?.judgement === undefined || material.originating !== undefined
      ? []
      : [explainJudged(told.setting, own, ownSource(told, own), told.before)];
  return { label: name, op: "material", value, because, children };
}

function groundOf({ setting }: Told, { material, originating }: Row, hasBill: boolean): string {
  const { origin, role } = material;
  if (material.originating !== undefined && role !== "recovered")
    return `declared${origin === undefined ? "" : `, from ${origin}`}`;
  if (role === "recovered" && originating === true) return "a recovered part of a remanufactured good";
  if (material.stock !== undefined) return `by the records of the stock ${material.stock.record}`;
  if (hasBill) return "by its own bill of materials";
  if (originating === true) return "wholly obtained, as declared";
  return originating === false ? `${origin} is no party of ${setting.agreement.facts.title}` : "not declared";
}

const ownSource = ({ setting }: Told, { judgement }: Judged): OriginSource => ({
  instrument: setting.agreement.facts.title,
  citation: judgement?.trial.program.annexes.join("; ") ?? "",
  evidence: "",
});
