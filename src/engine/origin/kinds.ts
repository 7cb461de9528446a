import type { Assembly, OriginMaterial } from "../../model/origin/question";
import type { Rational } from "../../model/rational";
import type { CodeAt } from "./codes";

/** True, false, or not known. */
export type Truth = boolean | undefined;

export type Substance = OriginMaterial | Assembly;

/** A material of one level as a rule looks at it: what one line of a bill comes to, or a part of it. */
export interface Row {
  /** JSON Pointer of the line of the bill. */
  readonly path: string;
  /** JSON Pointer at which its own fields stand: an assembly's are not the line's. */
  readonly at: string;
  readonly material: Substance;
  readonly code: CodeAt;
  readonly originating: Truth;
  readonly wholly: Truth;
  /** In the product's currency, as the agreement takes it; undefined: not known. */
  readonly value: Rational | undefined;
  /** Net, in kilograms. */
  readonly weight: Rational | undefined;
  /** Whether changes of classification and processes look at it, and whether values do. */
  readonly change: boolean;
  readonly counted: boolean;
}
