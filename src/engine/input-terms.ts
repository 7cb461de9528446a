import { InputKind } from "../../assembly/abi";
import type { FactTerm, UnitTerm } from "../model/declare/terms";

/** A column of a request that is neither a quantity nor a fact: a heading that is claimed, a deposit's rate. */
interface ColumnTerm {
  readonly input: InputKind;
  readonly key: number;
}

/** What an input column of a request holds: one object for each column, so that columns are told by identity. */
export type InputTerm = UnitTerm | FactTerm | ColumnTerm;

const claims: ColumnTerm[] = [];
const deposits: ColumnTerm[][] = [];

export function claimColumn(heading: number): InputTerm {
  claims[heading] ??= { input: InputKind.claim, key: heading };
  return claims[heading];
}

/** Deposits of one kind have a column each, by their place on the line. */
export function depositColumn(kind: number, place: number): InputTerm {
  deposits[place] ??= [];
  const ofPlace = deposits[place];
  ofPlace[kind] ??= { input: InputKind.deposit, key: kind };
  return ofPlace[kind];
}
