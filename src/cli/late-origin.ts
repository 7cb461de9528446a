import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { instantiateNow } from "../engine/module";
import { bringsBill } from "../engine/origin/prove-claims";
import type { OriginProver } from "../engine/origin-prover";
import { DutiableError } from "../model/errors";
import type { OriginBeside } from "../model/origin/data";
import type { ValuationData } from "../model/valuation/regime";
import { openOrigin } from "../origin-open";
import { checkOriginDigest, digestedBytes } from "../table/origin/seal";

/**
 * What determines origin, opened where the first entry brings a bill of materials: most streams hold none, and opening
 * takes longer than all the rest of a start. Without promises, since entries are answered in one go.
 */
export function lateOrigin(folder: URL): OriginProver {
  let opened: OriginProver | undefined;
  const origin = (): OriginProver => {
    opened ??= openNow(folder);
    return opened;
  };
  return {
    determine: (question, options) => origin().determine(question, options),
    assessProven: (entry, duty) => (bringsBill(entry) ? origin().assessProven(entry, duty) : undefined),
  };
}

/** As `createOrigin` of Node opens it. @throws DutiableError MISUSE, TABLE_HASH, TABLE_VERSION, TABLE_CORRUPT */
function openNow(folder: URL): OriginProver {
  const read = (name: string): Buffer => {
    try {
      return readFileSync(new URL(name, folder));
    } catch (error) {
      throw new DutiableError("MISUSE", `no agreements can be read: ${(error as Error).message}`);
    }
  };
  const table = new Uint8Array(read("agreements.origin"));
  const beside = JSON.parse(read("agreements.json").toString()) as OriginBeside;
  const valuation = JSON.parse(read("gb.valuation.json").toString()) as ValuationData;
  const sha256 = checkOriginDigest(table, createHash("sha256").update(digestedBytes(table)).digest("hex"));
  return openOrigin(instantiateNow(), { ...beside, table }, [valuation], sha256);
}
