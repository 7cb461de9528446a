import { AMOUNT_DECIMALS, type Rounding, TRACE_BYTES } from "../../../assembly/abi";
import {
  ELEMENT_BYTES,
  Element,
  EXCHANGE_RATE_BYTES,
  ExchangeRate,
  INSIDE_CHARGE_BYTES,
  InsideCharge,
  LEG_COUNT,
  SALE_BYTES,
  Sale,
  VALUATION_REQUEST_BYTES,
  ValuationRequest,
  ValuationStatus,
} from "../../../assembly/abi-valuation";
import { DutiableError } from "../../model/errors";
import type { AppliedRate } from "./currency";
import { isConverted, type Plan } from "./plan";
import { decodeNodes, type ValuationNode } from "./trace";

/** The exports of the module that valuation calls. */
export interface ValuationKernel {
  readonly memory: WebAssembly.Memory;
  alloc(bytes: number): number;
  release(block: number): void;
  valuate(request: number): number;
  apportion(low: bigint, high: bigint, weights: number, count: number, shares: number, scratch: number): number;
  formatAmount(low: bigint, high: bigint, decimals: number, least: number, out: number): number;
}

export interface Worked {
  readonly status: ValuationStatus;
  /** In millionths. */
  readonly value: bigint;
  /** Element, or charge, that a refusal is about. */
  readonly about: number;
  readonly unitPrice: bigint;
  readonly aggregate: bigint;
  readonly saleDay: number;
  /** The steps, last first; undefined for a refusal. */
  readonly root: ValuationNode | undefined;
}

export interface RoundingRule {
  readonly quantum: bigint;
  readonly mode: Rounding;
}

const MASK = (1n << 64n) - 1n;
const TEXT_BYTES = 64;

/** The one reader and writer of the module's memory for valuations. */
export function createValuationMarshal(kernel: ValuationKernel) {
  let capacity = 0;
  let block = 0;
  let view = new DataView(new ArrayBuffer(0));
  let bytes = new Uint8Array(0);
  const text = kernel.alloc(TEXT_BYTES);

  /** A block of so many bytes, all zero; the view is that of its memory. @throws DutiableError MISUSE where there is none. */
  function reserve(size: number): void {
    if (size > capacity) {
      if (block !== 0) kernel.release(block);
      capacity = Math.max(size, 2 * capacity);
      block = kernel.alloc(capacity);
      if (block === 0) {
        capacity = 0;
        throw new DutiableError("MISUSE", `no memory left for a valuation of ${size} bytes`);
      }
    }
    if (view.buffer !== kernel.memory.buffer) view = new DataView(kernel.memory.buffer);
    if (bytes.buffer !== kernel.memory.buffer) bytes = new Uint8Array(kernel.memory.buffer);
    bytes.fill(0, block, block + size);
  }

  const u32 = (at: number, value: number): void => view.setUint32(at, value, true);
  const u64 = (at: number, value: bigint): void => view.setBigUint64(at, value, true);

  function writePlan(plan: Plan, elements: number, currencies: readonly string[]): void {
    for (const [i, element] of plan.elements.entries()) {
      const at = elements + i * ELEMENT_BYTES;
      view.setUint8(at + Element.kind, element.kind);
      view.setUint8(at + Element.leg, element.leg);
      view.setUint8(at + Element.flags, element.flags);
      view.setUint8(at + Element.currency, isConverted(element) ? currencies.indexOf(element.currency) : 0);
      u32(at + Element.included, element.included);
      u64(at + Element.low, element.millionths & MASK);
      u64(at + Element.high, element.millionths >> 64n);
      u64(at + Element.shareTop, element.shareTop);
      u64(at + Element.shareBottom, element.shareBottom);
    }
  }

  function writeCharges({ charges }: Plan, start: number): void {
    for (const [i, charge] of charges.entries()) {
      const at = start + i * INSIDE_CHARGE_BYTES;
      u64(at + InsideCharge.rateTop, charge.rateTop);
      u64(at + InsideCharge.rateBottom, charge.rateBottom);
      u64(at + InsideCharge.fixed, charge.fixed);
      u64(at + InsideCharge.least, charge.least);
      u64(at + InsideCharge.most, charge.most);
      u32(at + InsideCharge.on, charge.on);
    }
  }

  function writeSales({ sales }: Plan, start: number): void {
    for (const [i, sale] of sales.entries()) {
      const at = start + i * SALE_BYTES;
      u64(at + Sale.price, sale.price);
      u64(at + Sale.units, sale.units);
      view.setInt32(at + Sale.day, sale.day, true);
      u32(at + Sale.flags, sale.flags);
    }
  }

  return {
    /** Works out a plan. `rates` by their rows, the territory's own currency first. */
    valuate(
      plan: Plan,
      rates: readonly AppliedRate[],
      legs: readonly number[],
      rounding: RoundingRule,
      traced: boolean,
    ): Worked {
      const traceCapacity = !traced ? 0 : 4 * plan.elements.length + plan.charges.length + plan.sales.length + 8;
      let end = VALUATION_REQUEST_BYTES;
      const place = (bytes: number): number => {
        const at = end;
        end += Math.ceil(bytes / 8) * 8;
        return at;
      };
      const elements = place(plan.elements.length * ELEMENT_BYTES);
      const rateRows = place(rates.length * EXCHANGE_RATE_BYTES);
      const charges = place(plan.charges.length * INSIDE_CHARGE_BYTES);
      const sales = place(plan.sales.length * SALE_BYTES);
      const legRow = place(LEG_COUNT);
      const trace = place(traceCapacity * TRACE_BYTES);
      reserve(end);
      const currencies = rates.map(({ currency }) => currency);
      for (const [i, { top, bottom }] of rates.entries()) {
        const at = block + rateRows + i * EXCHANGE_RATE_BYTES;
        u64(at + ExchangeRate.top, top);
        u64(at + ExchangeRate.bottom, bottom);
      }
      writePlan(plan, block + elements, currencies);
      writeCharges(plan, block + charges);
      writeSales(plan, block + sales);
      for (const [i, rule] of legs.entries()) view.setUint8(block + legRow + i, rule);
      u32(block + ValuationRequest.elementCount, plan.elements.length);
      u32(block + ValuationRequest.elements, block + elements);
      u32(block + ValuationRequest.rateCount, rates.length);
      u32(block + ValuationRequest.rates, block + rateRows);
      u32(block + ValuationRequest.legs, block + legRow);
      u32(block + ValuationRequest.saleCount, plan.sales.length);
      u32(block + ValuationRequest.sales, block + sales);
      u32(block + ValuationRequest.chargeCount, plan.charges.length);
      u32(block + ValuationRequest.charges, block + charges);
      u32(block + ValuationRequest.trace, traced ? block + trace : 0);
      u32(block + ValuationRequest.traceCapacity, traceCapacity);
      u64(block + ValuationRequest.quantum, rounding.quantum);
      u32(block + ValuationRequest.rounding, rounding.mode);
      view.setInt32(block + ValuationRequest.firstSaleDay, plan.firstSaleDay, true);
      view.setInt32(block + ValuationRequest.lastSaleDay, plan.lastSaleDay, true);
      u64(block + ValuationRequest.sufficientUnits, plan.sufficientUnits);
      const status = kernel.valuate(block);
      const records = view.getUint32(block + ValuationRequest.traceCount, true);
      const start = block + trace;
      return {
        status,
        value:
          view.getBigUint64(block + ValuationRequest.valueLow, true) +
          (view.getBigUint64(block + ValuationRequest.valueHigh, true) << 64n),
        about: view.getUint32(block + ValuationRequest.about, true),
        unitPrice: view.getBigUint64(block + ValuationRequest.unitPrice, true),
        aggregate: view.getBigUint64(block + ValuationRequest.aggregate, true),
        saleDay: view.getInt32(block + ValuationRequest.saleDay, true),
        root: traced && status === ValuationStatus.valued ? decodeNodes(view, start, records) : undefined,
      };
    },

    /** Spreads whole units by weights, none lost; undefined where all weights are 0 or a product is too large. */
    apportion(units: bigint, weights: readonly bigint[]): bigint[] | undefined {
      const count = weights.length;
      reserve(count * 56);
      const shares = block + 16 * count;
      for (const [i, weight] of weights.entries()) {
        u64(block + 16 * i, weight & MASK);
        u64(block + 16 * i + 8, weight >> 64n);
      }
      const [low, high] = [BigInt.asIntN(64, units), BigInt.asIntN(64, units >> 64n)];
      if (kernel.apportion(low, high, block, count, shares, shares + 16 * count) === 0) return undefined;
      return weights.map(
        (_, i) => view.getBigUint64(shares + 16 * i, true) + (view.getBigUint64(shares + 16 * i + 8, true) << 64n),
      );
    },

    /** An integer of 10^-6 as a decimal with at least `least` decimals. */
    format(amount: bigint, least: number): string {
      const [low, high] = [BigInt.asIntN(64, amount), BigInt.asIntN(64, amount >> 64n)];
      const length = kernel.formatAmount(low, high, AMOUNT_DECIMALS, least, text);
      if (bytes.buffer !== kernel.memory.buffer) bytes = new Uint8Array(kernel.memory.buffer);
      let written = "";
      for (let i = text; i < text + length; i += 1) written += String.fromCharCode(bytes[i]!);
      return written;
    },
  };
}

export type ValuationMarshal = ReturnType<typeof createValuationMarshal>;
