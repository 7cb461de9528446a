/** Origin as Node gets it: of the library's one bundle, with the agreements of the package. */

export type * from "./model/origin/determination";
export type { OriginMaterial, OriginProduct, OriginQuestion } from "./model/origin/question";
export { createOrigin, DutiableError, loadAgreements } from "./node.js";
export type {
  CertificateAnswer,
  DetermineOptions,
  DutyOfEntry,
  Origin,
  OriginCertificate,
  OriginData,
  OriginEngineOptions,
  OriginProver,
} from "./origin";
