import type { Tolerance } from "../../../src/model/origin/agreement";
import type { TextileFacts } from "../../../src/model/origin/question";
import type { ProductValue, Rule } from "../../../src/model/origin/rule";
import type { Rational } from "../../oracle/rational";
import type { Truth } from "./truth";

/** One product and the materials it is made of, as one rule sees them. What is absent is not known. */
export interface Level {
  readonly product: Product;
  readonly materials: readonly Material[];
  /** Facts by name. Processes, qualities of the product and quotas have names of their own kind. */
  readonly processes: Readonly<Record<string, boolean>>;
  readonly qualities: Readonly<Record<string, boolean>>;
  readonly quotas: Readonly<Record<string, boolean>>;
  readonly figures: Readonly<Record<string, Rational>>;
  readonly tolerances: readonly Tolerance[];
  /** What tolerances call the value of the good. */
  readonly good: ProductValue | undefined;
  /** The agreement's rule for a code. */
  readonly ruleOf?: (code: string) => Rule;
}

export interface Product {
  /** Digits of the code, as many as are known. */
  readonly code: string;
  readonly whollyObtained?: boolean;
  readonly values: Readonly<Partial<Record<ProductValue | "total-cost", Rational>>>;
  readonly weight?: Rational;
  /** Net weight of the component that gives a garment its classification. */
  readonly componentWeight?: Rational;
  /** What build-up counts beside originating materials; absent: nothing. */
  readonly content?: Rational;
}

export interface Material {
  readonly code: string;
  readonly originating?: boolean;
  /** If it originates. */
  readonly whollyObtained?: boolean;
  readonly value?: Rational;
  readonly weight?: Rational;
  readonly qualities: Readonly<Record<string, boolean>>;
  readonly textile?: TextileFacts;
  /** False: not looked at one by one (packing, accessories), and not in values and weights (indirect materials). */
  readonly examined?: false;
  readonly counted?: false;
}

/** What a material can be: non-originating, originating but not wholly obtained, wholly obtained. */
export type State = "non-originating" | "originating" | "wholly-obtained";

export function statesOf({ originating, whollyObtained }: Material): readonly State[] {
  const states: State[] = [];
  if (originating !== true) states.push("non-originating");
  if (originating !== false && whollyObtained !== true) states.push("originating");
  if (originating !== false && whollyObtained !== false) states.push("wholly-obtained");
  return states;
}

/** Whether all, none or some of what a material can be is of the kind. */
export function truthOf(material: Material, is: (state: State) => boolean): Truth {
  const answers = statesOf(material).map(is);
  return answers.every((answer) => answer) ? true : answers.some((answer) => answer) ? undefined : false;
}

export const isOriginating = (material: Material): Truth => truthOf(material, (state) => state !== "non-originating");
