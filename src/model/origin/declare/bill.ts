import { pointer } from "../../declare/quote";
import type { Issue } from "../../issue";
import type { Assembly, OriginMaterial, OriginQuestion } from "../question";
import { MOST_LEVELS, MOST_MATERIALS } from "./forms";

/** Visits every material of a question and every assembly, each once, with its JSON Pointer. */
export function everyMaterial(
  { materials, assemblies = {} }: OriginQuestion,
  visit: (material: OriginMaterial | Assembly, path: string) => void,
): void {
  const within = (list: readonly OriginMaterial[] | undefined, path: string): void => {
    for (const [i, material] of (list ?? []).entries()) {
      visit(material, `${path}/${i}`);
      within(material.materials, `${path}/${i}/materials`);
    }
  };
  within(materials, "/materials");
  for (const [name, assembly] of Object.entries(assemblies)) {
    const path = pointer("/assemblies", name);
    visit(assembly, path);
    within(assembly.materials, `${path}/materials`);
  }
}

/** One place where an assembly's bill, or the good's, uses another assembly. */
interface Use {
  readonly assembly: string;
  readonly path: string;
  /** How many levels below its own top. */
  readonly level: number;
}

/** What a bill says by itself: its uses of assemblies, and how deep its own materials go. */
interface Bill {
  readonly uses: readonly Use[];
  readonly levels: number;
}

/**
 * That the bill uses assemblies and stocks that are declared, that no assembly contains itself, and that it is neither
 * too deep nor too large.
 */
export function checkBill(question: OriginQuestion, issues: Issue[]): void {
  const { assemblies = {}, stocks = {} } = question;
  let materials = 0;
  const billOf = (top: readonly OriginMaterial[], at: string): Bill => {
    const uses: Use[] = [];
    let levels = 0;
    const visit = (list: readonly OriginMaterial[], path: string, level: number): void => {
      levels = Math.max(levels, level);
      for (const [i, material] of list.entries()) {
        materials += 1;
        const here = `${path}/${i}`;
        if (material.assembly !== undefined) uses.push({ assembly: material.assembly, path: here, level });
        if (material.stock !== undefined && !Object.hasOwn(stocks, material.stock.record))
          issues.push(unknownName(`${here}/stock/record`, "stock", material.stock.record, Object.keys(stocks)));
        if (material.materials !== undefined) visit(material.materials, `${here}/materials`, level + 1);
      }
    };
    visit(top, at, 1);
    return { uses, levels };
  };
  const root = billOf(question.materials ?? [], "/materials");
  const bills = new Map<string, Bill>();
  for (const [name, assembly] of Object.entries(assemblies)) {
    materials += 1;
    bills.set(name, billOf((assembly as Assembly).materials ?? [], `${pointer("/assemblies", name)}/materials`));
  }
  if (materials > MOST_MATERIALS) {
    const message = `the bill holds ${materials} materials: at most ${MOST_MATERIALS} are judged in one question`;
    issues.push({ code: "BILL_TOO_LARGE", path: "/materials", message });
    return;
  }
  for (const { uses } of [root, ...bills.values()]) {
    for (const { assembly, path } of uses) {
      if (!bills.has(assembly))
        issues.push(unknownName(`${path}/assembly`, "assembly", assembly, Object.keys(assemblies)));
    }
  }
  if (issues.length > 0) return;
  const order = inOrder(bills, issues);
  if (order !== undefined) checkDepth(root, bills, order, issues);
}

function unknownName(path: string, what: string, name: string, known: readonly string[]): Issue {
  const way = known.length === 0 ? "none is declared" : `declared are ${known.slice(0, 16).join(", ")}`;
  return { code: "MALFORMED_INPUT", path, message: `there is no ${what} ${JSON.stringify(name)}: ${way}` };
}

/** The assemblies, each after all that it uses; undefined, with an issue that names the path, where one contains itself. */
function inOrder(bills: ReadonlyMap<string, Bill>, issues: Issue[]): readonly string[] | undefined {
  const order: string[] = [];
  const done = new Set<string>();
  for (const start of bills.keys()) {
    // The way down: each assembly with the number of its uses that have been followed.
    const way: { readonly name: string; followed: number }[] = done.has(start) ? [] : [{ name: start, followed: 0 }];
    const open = new Set([start]);
    while (way.length > 0) {
      const here = way[way.length - 1]!;
      const use = bills.get(here.name)!.uses[here.followed];
      here.followed += 1;
      if (use === undefined) {
        way.pop();
        open.delete(here.name);
        done.add(here.name);
        order.push(here.name);
      } else if (open.has(use.assembly)) {
        const names = way.map(({ name }) => name);
        const cycle = [...names.slice(names.indexOf(use.assembly)), use.assembly];
        const message = `${cycle.slice(0, 64).join(" → ")}: an assembly is part of itself`;
        issues.push({ code: "BILL_CYCLE", path: `${use.path}/assembly`, cycle, message });
        return undefined;
      } else if (!done.has(use.assembly)) {
        way.push({ name: use.assembly, followed: 0 });
        open.add(use.assembly);
      }
    }
  }
  return order;
}

function checkDepth(root: Bill, bills: ReadonlyMap<string, Bill>, order: readonly string[], issues: Issue[]): void {
  const levels = new Map<string, number>();
  const levelsOf = ({ uses, levels: own }: Bill): number =>
    uses.reduce((most, { assembly, level }) => Math.max(most, level + levels.get(assembly)!), own);
  for (const name of order) levels.set(name, levelsOf(bills.get(name)!));
  const deep = levelsOf(root);
  if (deep <= MOST_LEVELS) return;
  const message =
    `the bill goes down ${deep} levels, at most ${MOST_LEVELS} are judged: ` +
    "leave out what lies below materials whose status is declared";
  issues.push({ code: "BILL_TOO_DEEP", path: "/materials", message });
}
