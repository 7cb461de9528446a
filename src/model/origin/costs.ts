import type { Money } from "../entry";

/**
 * Costs and stocks as a producer's books have them, from which net cost and the value of fungible materials follow.
 * Sections and schedules are those of the Uniform Regulations of the USMCA (SOR/2020-155; 19 CFR 182, App. A).
 */

/** Overhead or another common cost, of which a good bears its part of the basis (Schedule 5). */
export interface AllocatedCost {
  /** The cost to share out. */
  readonly of: Money;
  /** What of it is excluded from net cost: it leaves with the same ratio. */
  readonly excluded?: Money;
  /** The good's part of the basis (labour cost, hours, floor space), and the whole basis: plain decimals. */
  readonly part: string;
  readonly whole: string;
  /** Decimals to which the producer rounds the ratio, half up; absent: exact. */
  readonly ratioDecimals?: number;
}

export type CostAmount = Money | AllocatedCost;

/** Interest on a loan, of which what lies above the government's rate and 700 basis points is not allowable (Schedule 9). */
export interface LoanInterest {
  readonly principal: Money;
  /** Per cent a year, as decimals. */
  readonly contractPercent: string;
  /** The government's rate for the loan's maturity; or `yields` and `weightedPrincipal` from which it follows. */
  readonly governmentPercent?: string;
  /** Years → per cent a year, the maturities nearest below and above. */
  readonly yields?: Readonly<Record<string, string>>;
  /** Sum of each repayment of principal times its years: over the loan it is the weighted average maturity, to 0.1 year. */
  readonly weightedPrincipal?: Money;
}

/** Elements of net cost: total cost, or the parts that make it, less what s. 7 excludes. */
export interface CostElements {
  readonly totalCost?: CostAmount;
  readonly originatingMaterials?: CostAmount;
  readonly nonOriginatingMaterials?: CostAmount;
  /** Of intermediate materials and others not told apart. */
  readonly materials?: CostAmount;
  /** Direct labour and overhead. */
  readonly otherProduct?: CostAmount;
  readonly period?: CostAmount;
  readonly other?: CostAmount;
  /** Gains and losses of currency on purchases of non-originating materials: their net lowers or raises total cost. */
  readonly currencyGain?: Money;
  readonly currencyLoss?: Money;
  readonly excluded?: {
    readonly promotion?: CostAmount;
    readonly royalties?: CostAmount;
    readonly shippingAndPacking?: CostAmount;
    readonly nonAllowableInterest?: CostAmount | LoanInterest;
    /** All of the above in one sum. */
    readonly sum?: CostAmount;
  };
}

/** A purchase, or the stock with which a period opens. */
export interface StockReceipt {
  readonly date?: string;
  readonly units: string;
  /** Exactly one of the two, where values count. */
  readonly unitCost?: Money;
  readonly value?: Money;
  readonly originating: boolean;
}

/** Units that left the stock for production. */
export interface StockWithdrawal {
  readonly id: string;
  readonly date?: string;
  readonly units: string;
}

/**
 * Fungible materials kept together. `average`: `rolling` after each receipt, or over the `period` that the records hold.
 * Decimals are those to which the producer's method rounds (half up); absent: exact.
 */
export interface StockRecord {
  readonly method: "fifo" | "lifo" | "average";
  readonly average?: "rolling" | "period";
  readonly receipts: readonly StockReceipt[];
  readonly withdrawals?: readonly StockWithdrawal[];
  readonly unitDecimals?: number;
  readonly ratioDecimals?: number;
}
