/**
 * Minor units of ISO 4217 (list of active codes, 2026): how many decimals a currency's smallest unit has. Two, unless
 * named here. Codes without a minor unit (metals, funds, tests) are no currencies that an invoice is made out in.
 */
const WITHOUT_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND";
const FOUR_DECIMALS = "CLF UYW";

const DECIMALS = new Map<string, number>([
  ...WITHOUT_DECIMALS.split(" ").map((code) => [code, 0] as const),
  ...THREE_DECIMALS.split(" ").map((code) => [code, 3] as const),
  ...FOUR_DECIMALS.split(" ").map((code) => [code, 4] as const),
]);

export const minorUnits = (currency: string): number => DECIMALS.get(currency) ?? 2;
