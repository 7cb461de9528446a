import type { Rational } from "../../model/rational";
import { sumOf } from "./costs";
import type { Row } from "./kinds";

/** Whether the bill is known, is not empty, and holds nothing but originating materials. */
export const onlyOriginating = (rows: readonly Row[] | undefined): boolean =>
  rows !== undefined &&
  rows.length > 0 &&
  rows.every(({ originating, change, counted }) => originating === true || !(change || counted));

/** The value of all non-originating materials that count, where it is known. */
export const foreignSum = (rows: readonly Row[] | undefined): Rational | undefined =>
  rows === undefined || rows.some(({ originating, counted }) => originating === undefined && counted)
    ? undefined
    : sumOf(rows.filter(({ originating, counted }) => originating === false && counted).map(({ value }) => value));
