import type { Kernel } from "./engine/module";
import { openDeterminer } from "./engine/origin/origin";
import { assessProven } from "./engine/origin/prove-claims";
import type { OriginProver } from "./engine/origin-prover";
import { readExchange } from "./engine/valuation/exchange";
import { explainOrigin } from "./explain/origin";
import { certificateOf, type OriginCertificate } from "./explain/origin-certificate";
import type { OriginData } from "./model/origin/data";
import { editionOn } from "./model/origin/declare/question";
import type { OriginAnswer, RefusedQuestion } from "./model/origin/determination";
import type { OriginQuestion } from "./model/origin/question";
import type { ValuationData } from "./model/valuation/regime";

export interface DetermineOptions {
  /** Add the tree of what the status follows from. */
  readonly explain?: boolean;
}

/** One certificate a determination, in the order of the agreements. */
export type CertificateAnswer =
  | OriginCertificate
  | RefusedQuestion
  | {
      readonly id: string | null;
      readonly ok: true;
      readonly certificates: readonly (OriginCertificate | RefusedQuestion)[];
    };

export interface Origin extends OriginProver {
  /** Ids of the agreements, sorted. */
  readonly agreements: readonly string[];
  /** Determines origin. Whatever is wrong with the question is in the answer's `issues`: nothing is thrown. */
  determine(question: OriginQuestion | unknown, options?: DetermineOptions): OriginAnswer;
  /** The certificate of a good that originates; a refusal that says why, else. */
  certify(question: OriginQuestion | unknown): CertificateAnswer;
}

/** Over agreements whose seal, the digest `sha256`, has been checked. @throws DutiableError TABLE_VERSION, TABLE_CORRUPT */
export function openOrigin(
  kernel: Kernel,
  agreements: OriginData,
  valuations: readonly ValuationData[],
  sha256: string,
): Origin {
  const exchanges = valuations.flatMap(({ regime, exchange }) =>
    exchange === undefined ? [] : [{ currency: regime.currency, table: readExchange(exchange) }],
  );
  const determiner = openDeterminer(kernel, agreements, exchanges, sha256);
  const { criteria } = agreements;
  return {
    agreements: determiner.agreements,
    determine: (question, { explain = false } = {}) =>
      determiner.determine(question, explain ? { explain: explainOrigin } : {}),
    assessProven: (entry, duty) => assessProven(determiner, entry, duty),
    certify(question) {
      const answer = determiner.determine(question);
      if (!answer.ok) return answer;
      const asked = question as OriginQuestion;
      const edition = asked.product.hsEdition ?? editionOn(asked.date);
      if (!("determinations" in answer)) return certificateOf(asked, answer, edition, criteria);
      const certificates = answer.determinations.map((each) =>
        each.ok ? certificateOf(asked, each, edition, criteria) : each,
      );
      return { id: answer.id, ok: true, certificates };
    },
  };
}
