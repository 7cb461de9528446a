import { Family } from "../../../assembly/abi";
import type { FamilyName } from "../facts";
import type { MeasureKind } from "../meta";

export const FAMILIES: Readonly<Record<FamilyName, Family>> = {
  ordinary: Family.ordinary,
  additional: Family.additional,
  fees: Family.fees,
  excise: Family.excise,
  taxes: Family.taxes,
};

/** What an answer calls a charge of a family. */
export const CHARGES: Readonly<Record<FamilyName, MeasureKind["chargeKind"]>> = {
  ordinary: "duty",
  additional: "additional-duty",
  fees: "fee",
  excise: "excise",
  taxes: "tax",
};
