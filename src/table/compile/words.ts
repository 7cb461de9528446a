import { LAYER_WORD } from "../../../assembly/abi";
import { CIRCUMSTANCES } from "../../model/guard";
import type { TariffFacts } from "../facts";
import type { Draft } from "./draft";

/** Numbers of the layers and of what a line may claim: headings, provisions, circumstances of its entry. */
export interface WordTable {
  /** By number; the first is none, and empty. */
  readonly headings: readonly string[];
  /** 0 for no heading; undefined for a word that no line may claim. */
  readonly heading: (name: string) => number | undefined;
  /** From 1, in the regime's order. */
  readonly layer: (name: string) => number | undefined;
  /** A layer or the heading of one, as displacements number them; 0, with a complaint, for another word. */
  readonly word: (name: string, fact: object) => number;
}

/** Headings that a guard asks for may be claimed too: `claims 9903.01.34`. */
const CLAIMS = /\bclaims (\d[0-9.]*)(?= |$)/g;

export function wordTable({ complain }: Draft, { regime, layers }: TariffFacts): WordTable {
  const rows = new Set(layers.headings.map(({ heading }) => heading));
  const provisions = layers.provisions.map(({ provision }) => provision);
  const guards = [...layers.headings, ...layers.displacements].map(({ when }) => when);
  const claimed = guards.flatMap((when) => [...when.matchAll(CLAIMS)].map(([, heading = ""]) => heading));
  const circumstances = rows.size > 0 ? CIRCUMSTANCES : [];
  const headings = [...new Set(["", ...rows, ...provisions, ...claimed, ...circumstances])].sort();
  const numbers = new Map(headings.map((name, number) => [name, number]));
  const layerNumbers = new Map((regime.layers ?? []).map(({ layer }, i) => [layer, i + 1]));

  const heading: WordTable["heading"] = (name) => numbers.get(name);
  const layer: WordTable["layer"] = (name) => layerNumbers.get(name);
  for (const name of layerNumbers.keys()) if (numbers.has(name)) complain(`${name} is both a layer and a heading`);
  return {
    headings,
    heading,
    layer,
    word: (name, fact) => {
      const asLayer = layer(name);
      if (asLayer !== undefined) return LAYER_WORD | asLayer;
      if (name !== "" && rows.has(name)) return heading(name) ?? 0;
      complain(`no layer, and no heading of one: ${JSON.stringify(name)}`, fact);
      return 0;
    },
  };
}
