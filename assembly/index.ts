/** Everything the module offers its host. */

export { formatAmount, parseAmount } from "./arithmetic/decimal";
export { assess } from "./duty/assess";
export { alloc, release } from "./memory";
export { determine } from "./origin/determine";
export { loadOrigin, unloadOrigin } from "./origin/load";
export { loadTable, unloadTable } from "./table/load";
export { tableFault } from "./table/status";
export { normalizeCode } from "./text/code";
export { quote } from "./text/quote";
export { parseRate } from "./text/rate";
export { apportion } from "./valuation/apportion";
export { batchTerms, valueBatch } from "./valuation/batch";
export { valuate } from "./valuation/valuate";
export { abiVersion } from "./version";
