import type { OriginQuestion } from "../../../src/engine/origin/marshal";
import type { Rational } from "../../oracle/rational";
import type { Level, Material } from "./level";
import { baseOf } from "./tolerance";
import type { Truth } from "./truth";

/** A level as the kernel is asked about it: in whole millionths, codes as they stand, facts by name. */
export function asked(level: Level, agreement: number | string): OriginQuestion {
  const { product, materials } = level;
  const facts = { process: level.processes, product: level.qualities, quota: level.quotas };
  const amounts = {
    ...product.values,
    content: product.content,
    good: baseOf(level, "good"),
    weight: product.weight,
    "component-weight": product.componentWeight,
    "textiles-weight": baseOf(level, "textiles-weight"),
    "basic-textiles-weight": baseOf(level, "basic-textiles-weight"),
  };
  return {
    agreement,
    day: 20_000,
    code: product.code,
    amounts: Object.fromEntries(
      Object.entries(amounts).flatMap(([name, amount]) => (amount === undefined ? [] : [[name, millionths(amount)]])),
    ),
    wholly: product.whollyObtained,
    fact: (kind, id) => (id === "mixed-textiles" ? isMixed(level) : facts[kind][id]),
    figure: (id) => {
      const figure = level.figures[id];
      return figure && { numerator: figure.n, denominator: figure.d };
    },
    materials: materials.map((material) => ({
      code: material.code,
      originating: material.originating,
      wholly: material.whollyObtained,
      ...(material.value && { value: millionths(material.value) }),
      ...(material.weight && { weight: millionths(material.weight) }),
      change: material.examined !== false,
      counted: material.counted !== false,
    })),
    quality: (index, id) => qualityOf(materials[index] as Material, id),
  };
}

function millionths({ n, d }: Rational): bigint {
  const scaled = n * 1_000_000n;
  if (scaled % d !== 0n) throw new RangeError(`${n}/${d} has more than six decimals`);
  return scaled / d;
}

const isMixed = ({ materials }: Level): boolean =>
  new Set(materials.flatMap(({ textile }) => textile?.basic ?? [])).size >= 2;

/** What tolerances ask stands with the textile facts, all else with the declared qualities. */
function qualityOf({ textile, qualities }: Material, id: string): Truth {
  if (id === "lining") return textile?.lining;
  if (id === "elastomeric") return textile?.elastomeric;
  if (id === "formed-in-parties") return textile?.formedInParties;
  if (id === "basic-textile") return textile?.basic !== undefined;
  if (id.startsWith("basic-")) return textile?.basic === id.slice("basic-".length);
  return qualities[id];
}
