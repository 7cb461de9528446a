import { NOT_DECLARED } from "../../../assembly/abi";
import { ElementFlag, type ElementKind } from "../../../assembly/abi-valuation";
import { millionths } from "../../model/declare/amount";
import { rational } from "../../model/rational";
import type { InsideChargeFact } from "../../model/valuation/facts";

/** What the kernel is asked to work out: the elements of one value in their legal order, and what stands behind each. */

/** Where an element comes from: what a step of the answer shows. */
export interface Origin {
  readonly step: string;
  /** JSON Pointer of the fact. */
  readonly path: string;
  readonly article: string;
  readonly because: string;
  readonly amount?: string | undefined;
  readonly currency?: string | undefined;
  /** Of what stands on the invoice and is spread over its lines: the whole, `2000.00 EUR by weight`. */
  readonly shareOf?: string | undefined;
}

export interface PlannedElement extends Origin {
  readonly kind: ElementKind;
  /** In millionths of its currency. */
  readonly millionths: bigint;
  readonly leg: number;
  readonly flags: ElementFlag;
  /** Millionths of a leg that the value takes where it is included. */
  readonly included: number;
  readonly shareTop: bigint;
  readonly shareBottom: bigint;
}

/** What has no effect needs no rate of exchange. */
export const isConverted = (element: PlannedElement): element is PlannedElement & { readonly currency: string } =>
  element.currency !== undefined && element.shareTop !== 0n;

export interface PlannedSale {
  readonly price: bigint;
  readonly units: bigint;
  readonly day: number;
  readonly flags: number;
}

export interface PlannedCharge {
  readonly name: string;
  readonly rateTop: bigint;
  readonly rateBottom: bigint;
  readonly fixed: bigint;
  /** In millionths, or `NONE`. */
  readonly least: bigint;
  readonly most: bigint;
  readonly on: number;
  /** A share of a charge of the whole invoice, which stands at this limit. */
  readonly atLimit?: "least" | "most";
}

export interface Plan {
  readonly elements: readonly PlannedElement[];
  readonly charges: readonly PlannedCharge[];
  readonly sales: readonly PlannedSale[];
  readonly firstSaleDay: number;
  readonly lastSaleDay: number;
  readonly sufficientUnits: bigint;
}

/** Why a method is closed. */
export interface Closed {
  readonly because: string;
  readonly article: string;
  /** JSON Pointer of the fact that closes it, where one does. */
  readonly path?: string;
}

export const isClosed = (outcome: Plan | Closed): outcome is Closed => "because" in outcome;

export const plan = (elements: readonly PlannedElement[], more: Partial<Plan> = {}): Plan => ({
  elements,
  charges: more.charges ?? [],
  sales: more.sales ?? [],
  firstSaleDay: more.firstSaleDay ?? 0,
  lastSaleDay: more.lastSaleDay ?? -1,
  sufficientUnits: more.sufficientUnits ?? 1n,
});

/** An element with an amount. Fields are set one by one: objects of one shape are made and read far faster. */
export const element = (
  kind: ElementKind,
  origin: Origin & { readonly amount: string; readonly currency: string },
  more: Partial<PlannedElement> = NOTHING,
): PlannedElement => planned(kind, millionths(origin.amount), origin, more);

/** An element that closes parts, or takes a share of the price. */
export const closing = (kind: ElementKind, origin: Origin, more: Partial<PlannedElement> = NOTHING): PlannedElement =>
  planned(kind, 0n, origin, more);

const NOTHING: Partial<PlannedElement> = {};

const planned = (kind: ElementKind, amount: bigint, origin: Origin, more: Partial<PlannedElement>): PlannedElement => ({
  kind,
  millionths: more.millionths ?? amount,
  leg: more.leg ?? 0,
  flags: more.flags ?? ElementFlag.none,
  included: more.included ?? 1000000,
  shareTop: more.shareTop ?? 1n,
  shareBottom: more.shareBottom ?? 1n,
  step: origin.step,
  path: origin.path,
  article: origin.article,
  because: origin.because,
  amount: origin.amount,
  currency: origin.currency,
  shareOf: origin.shareOf,
});

/** `8.3` or `8.3%` as a share. */
export function shareOf(percent: string): { shareTop: bigint; shareBottom: bigint } {
  return { shareTop: millionths(percent.replace("%", "")), shareBottom: 100000000n };
}

/** Units over units. */
export function unitsShare(units: string, over: string): { shareTop: bigint; shareBottom: bigint } {
  const { numerator, denominator } = rational(millionths(units), millionths(over));
  return { shareTop: numerator, shareBottom: denominator };
}

export const NONE = BigInt.asUintN(64, BigInt(NOT_DECLARED));

/** Charges inside a price, each with the bits of the earlier ones in its base. */
export function chargesOf(facts: readonly InsideChargeFact[]): PlannedCharge[] {
  const names = facts.map(({ charge }) => charge);
  return facts.map(({ charge, percent = "0", amount = "0", least, most, on = [] }) => ({
    name: charge,
    rateTop: shareOf(percent).shareTop,
    rateBottom: shareOf(percent).shareBottom,
    fixed: millionths(amount),
    least: least === undefined ? NONE : millionths(least),
    most: most === undefined ? NONE : millionths(most),
    // A line need not have every charge that one of the whole invoice is levied on.
    on: on.reduce((bits, name) => (names.includes(name) ? bits | (1 << names.indexOf(name)) : bits), 0),
  }));
}

/** Whether everything in a plan that the kernel takes as 64 bits has no more; else the pointer of what has. */
export function tooLarge({ elements, charges, sales }: Plan): string | undefined {
  const element = elements.find(({ shareTop, shareBottom }) => shareTop > NONE || shareBottom > NONE);
  if (element !== undefined) return element.path;
  const wide = charges.find(({ fixed, rateTop }) => fixed >= NONE || rateTop >= NONE);
  if (wide !== undefined) return "/charges";
  if (charges.some(({ least, most }) => least > NONE || most > NONE)) return "/charges";
  return sales.some(({ price, units }) => price > NONE || units > NONE) ? "/resale/sales" : undefined;
}
