import { createEngine as create, type Engine, type EngineOptions } from "./engine/engine";
import { explainer } from "./explain/explain-line";
import { explainValuation } from "./explain/valuation";
import { DutiableError } from "./model/errors";

/** The library, for pages, workers and every other host; Node's entry adds tables by name and path. */
export type { Batch, BatchSpec, FactColumn, QuantityColumn } from "./engine/batch";
export type { ChargeColumns, EntryColumns } from "./engine/columns";
export { drawback } from "./engine/drawback";
export type { AssessAllOptions, AssessOptions, Engine, EngineOptions, Entries } from "./engine/engine";
export type { ModuleSource } from "./engine/module";
export type { DutyOfEntry, OriginProver } from "./engine/origin-prover";
export { LINE_STATUSES } from "./engine/statuses";
export { VERSION as version } from "./engine/version";
export type { OriginCertificate } from "./explain/origin-certificate";
export { renderExplanation } from "./explain/render-text";
export type * from "./model/assessment";
export type * from "./model/drawback";
export type * from "./model/entry";
export { DutiableError, type DutiableErrorCode, type ErrorParameters } from "./model/errors";
export type * from "./model/issue";
export type { OriginData } from "./model/origin/data";
export type * from "./model/origin/determination";
export type { OriginMaterial, OriginProduct, OriginQuestion } from "./model/origin/question";
export type * from "./model/valuation/answer";
export type * from "./model/valuation/facts";
export type { ValuationData } from "./model/valuation/regime";
export type { CertificateAnswer, DetermineOptions, Origin, OriginEngineOptions } from "./origin";

/**
 * Loads tables into an engine.
 * @throws DutiableError TABLE_HASH, TABLE_VERSION, TABLE_CORRUPT, TABLE_DUPLICATE, ABI_MISMATCH, MISUSE.
 */
export const createEngine = (options: EngineOptions): Promise<Engine> => create(options, explainer, explainValuation);

/** The bytes of a table: fetched from a URL, or as they are given. @throws DutiableError MISUSE */
export async function loadTable(source: string | URL | Uint8Array | ArrayBuffer): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  const response = await fetch(source).catch((error: Error) => {
    throw new DutiableError("MISUSE", `no table can be fetched from ${source}: ${error.message}`);
  });
  if (!response.ok) throw new DutiableError("MISUSE", `no table at ${source}: status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
