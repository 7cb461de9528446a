import type { TariffFacts } from "../facts";
import type { DeMinimis, Provision } from "../layers";
import type { Cited, DeMinimisMeta } from "../meta";
import { compareTexts } from "../order";
import { type Period, periodOf, simplify } from "../periods";
import { type AreaTable, everywhere, meeting } from "./areas";
import type { BasisTable } from "./bases";
import type { Draft } from "./draft";
import { NO_QUANTITIES } from "./rounding";
import type { WordTable } from "./words";

/** The word of a provision for the duty of the schedule itself. */
const ORDINARY = "ordinary";
/** The circumstance under which nothing is left of the value that duties are taken of. */
const DE_MINIMIS = "de-minimis";

/** Writes what takes the place of the value where a provision is claimed. Returns the sources of the rows, too. */
export function writeProvisions(
  draft: Draft,
  facts: TariffFacts,
  areas: AreaTable,
  bases: BasisTable,
  words: WordTable,
): { readonly deMinimis: readonly DeMinimisMeta[]; readonly sources: readonly Cited[] } {
  const { data, complain } = draft;
  const sources: Cited[] = [];
  const { provisions } = facts.layers;
  const rows = [...provisions].sort((a, b) => compareTexts(orderOf(a), orderOf(b)));

  const write = (
    heading: string,
    layer: number,
    periods: readonly Period[],
    basis: readonly [number, number],
    source: string,
  ): void => {
    data.provisionArea.push(areas.number("any", everywhere(periods)));
    data.provisionHeading.push(words.heading(heading) ?? 0);
    data.provisionLayer.push(layer);
    data.provisionMinuend.push(basis[0]);
    data.provisionSubtrahend.push(basis[1]);
    sources.push({ source });
  };
  const layerOf = (name: string, fact: object): number => {
    const layer = name === ORDINARY ? 0 : words.layer(name);
    if (layer === undefined) complain(`unknown layer ${JSON.stringify(name)}`, fact);
    return layer ?? 0;
  };
  /** `value`, a fact, `value - fact`, or `none`: what stands in the value's place, and what is taken off it. */
  const basisOf = (row: Provision): readonly [number, number] => {
    const use = { share: true, scope: NO_QUANTITIES, complain: (message: string) => complain(message, row) };
    const number = (name: string): number =>
      name === "value" ? bases.number({ kind: "value" }, use) : bases.number({ kind: "fact", fact: name }, use);
    const [minuend = "", subtrahend, ...rest] = row.basis.split(" - ");
    if (rest.length > 0 || minuend === "") complain(`no basis: ${JSON.stringify(row.basis)}`, row);
    return minuend === "none" ? [0, 0] : [number(minuend), subtrahend === undefined ? 0 : number(subtrahend)];
  };

  for (const row of rows) for (const layer of row.layers) layerOf(layer, row);
  const valued = (facts.regime.layers ?? []).filter(({ deposit }) => !deposit);
  const layers = [ORDINARY, ...valued.map(({ layer }) => layer)];
  for (const heading of new Set(rows.map(({ provision }) => provision))) {
    for (const name of layers) {
      const fitting = rows.filter((row) => heading.startsWith(row.provision) && row.layers.includes(name));
      const longest = Math.max(...fitting.map(({ provision }) => provision.length));
      for (const row of fitting.filter(({ provision }) => provision.length === longest)) {
        const period = periodOf(row);
        if (typeof period === "string") complain(`${row.provision}: ${period}`, row);
        else write(heading, layerOf(name, row), [period], basisOf(row), row.source);
      }
    }
  }
  const deMinimis = writeDeMinimis(draft, facts, areas, (periods, source) => {
    for (const name of layers)
      write(DE_MINIMIS, name === ORDINARY ? 0 : (words.layer(name) ?? 0), periods, [0, 0], source);
  });
  return { deMinimis, sources };
}

const orderOf = ({ provision, layers, from, to = "", known, basis }: Provision): string[] => [
  ...[provision, layers.join(" "), from, to, known, basis],
];

/** On the days of de minimis nothing is left; whether a shipment is one is the host's to test. */
function writeDeMinimis(
  { complain }: Draft,
  { layers, regime }: TariffFacts,
  areas: AreaTable,
  write: (periods: readonly Period[], source: string) => void,
): readonly DeMinimisMeta[] {
  const inOrder = [...layers.deMinimis].sort((a, b) => compareTexts(limitOrder(a), limitOrder(b)));
  const rows = inOrder.flatMap((fact) => {
    const period = periodOf(fact);
    const [, limit, currency] = /^(\d{1,12}(?:\.\d{1,6})?) ([A-Z]{3})$/.exec(fact.limit) ?? [];
    if (typeof period === "string") complain(`de minimis: ${period}`, fact);
    if (limit === undefined || currency !== regime.currency) complain(`no limit: ${fact.limit}`, fact);
    return typeof period === "string" || limit === undefined ? [] : [{ fact, period, limit }];
  });
  const [first] = rows;
  if (first !== undefined) write(simplify(rows.map(({ period }) => period)), first.fact.source);
  return rows.map(({ fact, period, limit }) => ({
    area: areas.number(
      fact.area,
      meeting(areas.goods(fact.area, fact), [period], (message) => complain(message, fact)),
    ),
    except: fact.except === undefined ? 0 : areas.number(fact.except, areas.goods(fact.except, fact)),
    limit,
    source: fact.source,
  }));
}

const limitOrder = ({ area, except = "", from, to = "", known, limit }: DeMinimis): string[] => [
  ...[area, except, from, to, known, limit],
];
