import {
  Amount,
  MATERIAL_BASES,
  Method,
  OriginColumn,
  OriginRecord,
  Outcome,
  SelectionRow,
  Sense,
  StatusBit,
  WEIGHT_BASES,
} from "../abi-origin";
import { isFast, judgeFast, NOT_FAST } from "./fast";
import { standing } from "./limits";
import { readAmount } from "./request";
import { addCounted, gather, useLimit, useProductBase, useRest } from "./sums";
import { at } from "./table";
import { recordSums, tracing } from "./trace";
import { either } from "./truth";

const ORIGINATING: u32 = StatusBit.originating | StatusBit.wholly;

/** A share of value or weight on any of its bases. */
export function judgeShare(test: u32): u32 {
  const counted = <u32>at<u8>(OriginColumn.testDetail, test);
  const bases = <u32>at<u16>(OriginColumn.testBases, test);
  const selection = <u32>at<u16>(OriginColumn.testSelection, test);
  const within = <u32>at<u16>(OriginColumn.testOther, test);
  useLimit(at<u16>(OriginColumn.testLimit, test));
  return onBases(at<u8>(OriginColumn.testSense, test), bases, selection, within, counted, false, 0);
}

/** The cap of an allowance: its non-originating materials are at most the share. */
export function judgeCap(allowance: u32, about: u32): u32 {
  const selection = <u32>at<u16>(OriginColumn.allowanceSelection, allowance);
  const bases = <u32>at<u16>(OriginColumn.allowanceBases, allowance);
  useLimit(at<u16>(OriginColumn.allowanceLimit, allowance));
  return onBases(Sense.atMost, bases, selection, SelectionRow.none, StatusBit.non, false, about);
}

/** Value content: by what originates, or by what does not, which is at most the rest of the limit. */
export function judgeContent(test: u32): u32 {
  const bases = <u32>at<u16>(OriginColumn.testBases, test);
  const selection = <u32>at<u16>(OriginColumn.testSelection, test);
  const limit = <u32>at<u16>(OriginColumn.testLimit, test);
  if (at<u8>(OriginColumn.testDetail, test) == <u8>Method.buildUp) {
    useLimit(limit);
    return onBases(Sense.atLeast, bases, selection, SelectionRow.none, ORIGINATING, true, 0);
  }
  useRest(limit);
  return onBases(Sense.atMost, bases, selection, SelectionRow.none, StatusBit.non, false, 0);
}

function onBases(
  sense: u32,
  bases: u32,
  selection: u32,
  within: u32,
  counted: u32,
  withContent: bool,
  about: u32,
): u32 {
  if (selection == SelectionRow.every && counted == StatusBit.non && isFast(bases)) {
    const judged = judgeFast(sense, bases);
    if (judged != NOT_FAST) return judged;
  }
  let outcome: u32 = Outcome.fail;
  for (let number: u32 = 0; bases >> number != 0; number++) {
    const base: u32 = 1 << number;
    if ((bases & base) == 0) continue;
    gather(selection, within, counted, base, (base & WEIGHT_BASES) != 0);
    if (withContent && readAmount(Amount.content)) addCounted();
    if ((base & MATERIAL_BASES) == 0) useProductBase(readAmount(number));
    const judged = standing(sense);
    if (tracing) recordSums(OriginRecord.share, judged, about, number);
    outcome = either(outcome, judged);
    if (outcome == Outcome.pass && !tracing) break;
  }
  return outcome;
}
