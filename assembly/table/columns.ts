import { Column, FAMILY_COUNT } from "../abi";

/** Bytes of an element of a column; 0: this version has no such column. */
export function widthOf(id: u32): u32 {
  switch (id) {
    case Column.meta:
    case Column.stringBytes:
    case Column.lineDigits:
    case Column.programState:
    case Column.sumOperator:
    case Column.basisKind:
    case Column.basisRounding:
    case Column.basisThresholdSense:
    case Column.guardOperator:
    case Column.familyApplies:
    case Column.heldFamily:
      return 1;
    case Column.lineUnits:
    case Column.lineGuard:
    case Column.measureArea:
    case Column.measureExcept:
    case Column.measureClaim:
    case Column.measureKind:
    case Column.alternativeGuard:
    case Column.termBasis:
    case Column.termFactor:
    case Column.basisKey:
    case Column.memberCountry:
    case Column.claimArea:
      return 2;
    case Column.regime:
    case Column.lineCodeDelta:
    case Column.programDenominator:
    case Column.termCoefficient:
    case Column.basisUnitNumerator:
    case Column.basisUnitDenominator:
    case Column.basisQuantum:
    case Column.basisThreshold:
      return 8;
    case Column.stringStart:
    case Column.lineFrom:
    case Column.lineTo:
    case Column.lineKnown:
    case Column.lineEndKnown:
    case Column.setStart:
    case Column.setGroup:
    case Column.groupStart:
    case Column.measureChoice:
    case Column.choiceStart:
    case Column.alternativeProgram:
    case Column.programStart:
    case Column.programText:
    case Column.sumStart:
    case Column.basisText:
    case Column.guardStart:
    case Column.guardFirst:
    case Column.guardSecond:
    case Column.areaStart:
    case Column.memberFrom:
    case Column.memberTo:
    case Column.memberKnown:
    case Column.memberEndKnown:
    case Column.heldFrom:
    case Column.heldTo:
      return 4;
  }
  return isFamilySet(id) ? 4 : 0;
}

/** The set of a line in one family of charges. */
export function isFamilySet(id: u32): bool {
  return id - <u32>Column.lineSet < <u32>FAMILY_COUNT;
}

/** A table may do without the sets of families that it does not hold. */
export function isOptional(id: u32): bool {
  return id != Column.lineSet && isFamilySet(id);
}
