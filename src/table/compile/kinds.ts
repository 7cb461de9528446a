import { ChargeUnit } from "../../../assembly/abi";
import type { Regime } from "../facts";
import type { LayerHeading } from "../layers";
import type { MeasureKind } from "../meta";
import { type Draft, interner } from "./draft";
import { CHARGES, FAMILIES } from "./families";
import type { WordTable } from "./words";

export interface KindTable {
  /** The kind of a heading's measure: one for a heading of a layer and source, so that a charge can cite what it is. */
  readonly heading: (fact: LayerHeading, layer: number) => number;
  /** By number: the regime's columns, its layers of deposits, headings as they come up. */
  readonly meta: readonly MeasureKind[];
}

export function kindTable({ data }: Draft, regime: Regime, words: WordTable): KindTable {
  const meta: MeasureKind[] = [];
  const intern = interner();
  const layers = regime.layers ?? [];

  const add = (kind: MeasureKind, layer: number, heading: number): void => {
    meta.push(kind);
    data.kindFamily.push(FAMILIES[kind.family]);
    data.kindLayer.push(layer);
    data.kindHeading.push(heading);
    data.kindPer.push(layers[layer - 1]?.per === "entry" ? ChargeUnit.entry : ChargeUnit.line);
  };
  const ofLayer = (layer: number): Pick<MeasureKind, "measure" | "chargeKind" | "family" | "programmes"> => {
    const { layer: measure = "", family = "additional" } = layers[layer - 1] ?? {};
    return { measure, chargeKind: CHARGES[family], family, programmes: false };
  };

  regime.columns.forEach(({ name, measure, programmes = false, source }, column) => {
    const cited = source === undefined ? {} : { source };
    const kind = { measure, chargeKind: CHARGES.ordinary, family: "ordinary", column: name, programmes } as const;
    intern(`column ${column}`, () => add({ ...kind, ...cited }, 0, 0));
  });
  layers.forEach(({ deposit }, i) => {
    if (deposit) intern(`deposit ${i}`, () => add(ofLayer(i + 1), i + 1, 0));
  });
  return {
    heading: ({ heading, source, status }, layer) => {
      const refundable = status === "struck-down";
      return intern(JSON.stringify([layer, heading, source, refundable]), () => {
        const citation = heading === "" ? {} : { citation: heading };
        const kind = { ...ofLayer(layer), source, ...citation, ...(refundable && { refundable }) };
        add(kind, layer, words.heading(heading) ?? 0);
      });
    },
    meta,
  };
}
