/** Everything the module offers its host. */
export { abiVersion } from "./version";
export { alloc, release } from "./memory";
export { formatAmount, parseAmount } from "./arithmetic/decimal";
export { loadTable, unloadTable } from "./table/load";
export { tableFault } from "./table/status";
export { assess } from "./duty/assess";
export { valuate } from "./valuation/valuate";
export { apportion } from "./valuation/apportion";
export { batchTerms, valueBatch } from "./valuation/batch";
