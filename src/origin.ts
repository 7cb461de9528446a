import { instantiate, type ModuleSource } from "./engine/module";
import type { OriginData } from "./model/origin/data";
import type { ValuationData } from "./model/valuation/regime";
import { type Origin, openOrigin } from "./origin-open";
import { checkOriginSeal } from "./table/origin/seal";

/** What determines origin, for pages, workers and every other host; Node's entry adds the package's agreements. */
export type { DutyOfEntry, OriginProver } from "./engine/origin-prover";
export type { OriginCertificate } from "./explain/origin-certificate";
export { DutiableError } from "./model/errors";
export type { OriginData } from "./model/origin/data";
export type * from "./model/origin/determination";
export type { OriginMaterial, OriginProduct, OriginQuestion } from "./model/origin/question";
export type { CertificateAnswer, DetermineOptions, Origin } from "./origin-open";

export interface OriginEngineOptions {
  /** The table of agreements, and what stands beside it; in Node the package's own comes by itself. */
  readonly agreements: OriginData;
  /** Regimes of valuation as `loadValuation` gives them: their tables of exchange rates are used. */
  readonly valuations?: readonly ValuationData[];
  /** Another build of the module than the one in the bundle. */
  readonly wasm?: ModuleSource;
}

/** @throws DutiableError TABLE_HASH, TABLE_VERSION, TABLE_CORRUPT, ABI_MISMATCH */
export async function createOrigin({ agreements, valuations = [], wasm }: OriginEngineOptions): Promise<Origin> {
  const kernel = await instantiate(wasm);
  return openOrigin(kernel, agreements, valuations, await checkOriginSeal(agreements.table));
}
