import type { CertificateParty } from "../model/origin/certificate";
import type { OriginData } from "../model/origin/data";
import type { Determination, ProofOption, RefusedQuestion } from "../model/origin/determination";
import type { OriginQuestion, ProofKind } from "../model/origin/question";
import { cite } from "./origin-cite";

/**
 * A determination in the words of the WCO Data Model's information package for certificates of origin. Classes and
 * attributes are the model's names; nothing is transformed, and what was not declared is not there.
 */
export interface OriginCertificate {
  readonly id: string | null;
  readonly ok: true;
  readonly Declaration: {
    readonly ID?: string;
    readonly TypeCode: string;
    readonly IssueDate?: string;
    readonly IssueLocation?: string;
    readonly Exporter?: Party;
    readonly Producer?: Party;
    readonly Importer?: Party;
    readonly AdditionalDocument: { readonly TypeCode: string; readonly IssuerRole: string; readonly Text: string };
    readonly ValidityPeriod?: { readonly StartDate?: string; readonly EndDate?: string };
    readonly GoodsShipment: GoodsShipment;
  };
  readonly agreement: string;
  readonly engine: string;
}

interface Party {
  readonly Name: string;
  readonly ID?: string;
  readonly Address?: string;
  readonly CountryCode?: string;
}

interface GoodsShipment {
  readonly ExportationCountryCode?: string;
  readonly DestinationCountryCode?: string;
  readonly Consignee?: Party;
  readonly Consignment?: { readonly TransportText?: string };
  readonly Invoice?: { readonly ID?: string; readonly IssueDate?: string };
  readonly GovernmentAgencyGoodsItem: readonly GoodsItem[];
}

interface GoodsItem {
  readonly SequenceNumeric: number;
  readonly Commodity: {
    readonly Description?: string;
    readonly Classification: {
      readonly ID: string;
      readonly IdentificationTypeCode: "HS";
      readonly NomenclatureVersion: string;
    };
  };
  readonly Packaging?: { readonly MarksNumbers?: string; readonly Quantity?: string };
  readonly GoodsMeasure?: { readonly NetWeight: string; readonly UnitCode: string };
  readonly Origin: {
    readonly CountryCode?: string;
    readonly PreferenceCode: string;
    readonly CriterionCode: string;
    readonly CriterionText: string;
    readonly RuleText: string;
  };
}

/** UN/EDIFACT code list 1001, document name code. */
const TYPE_CODES: Readonly<Record<ProofKind, string>> = {
  "statement-on-origin": "862",
  "origin-declaration": "862",
  "importers-knowledge": "862",
  "supplier-declaration": "862",
  eur1: "954",
  "eur-med": "954",
  "form-a": "865",
  "certification-of-origin": "861",
  "certificate-of-origin": "861",
};

/** The certificate of a determination that originates; why there is none, else. */
export function certificateOf(
  question: OriginQuestion,
  answer: Determination,
  edition: number,
  criteria: OriginData["criteria"],
): OriginCertificate | RefusedQuestion {
  const option = chosen(question, answer);
  if (answer.status !== "originating") return refused(answer, reasonOf(answer));
  if (option === undefined && answer.proof.options.length > 0)
    return refused(answer, "the proof that is at hand is none that the agreement takes for this consignment");
  const { certificate = {}, product, exportCountry, importCountry } = question;
  const { number, issueDate, issuePlace, goods = {}, transport, from, to } = certificate;
  const document = TYPE_CODES[option?.kind ?? "certificate-of-origin"];
  return {
    id: answer.id,
    ok: true,
    Declaration: {
      ...given({ ID: number }),
      TypeCode: document,
      ...given({ IssueDate: issueDate ?? question.proof?.issued, IssueLocation: issuePlace }),
      ...given({
        Exporter: partyOf(certificate.exporter),
        Producer: partyOf(certificate.producer),
        Importer: partyOf(certificate.importer),
      }),
      AdditionalDocument: {
        TypeCode: document,
        IssuerRole: option?.by ?? "exporter",
        Text: option?.source === undefined ? cite(answer.source) : cite(option.source),
      },
      ...(from === undefined && to === undefined ? {} : { ValidityPeriod: given({ StartDate: from, EndDate: to }) }),
      GoodsShipment: {
        ...given({
          ExportationCountryCode: exportCountry,
          DestinationCountryCode: importCountry,
          Consignee: partyOf(certificate.consignee),
        }),
        ...(transport === undefined ? {} : { Consignment: { TransportText: transport } }),
        ...(goods.invoice === undefined ? {} : { Invoice: given({ ID: goods.invoice, IssueDate: goods.invoiceDate }) }),
        GovernmentAgencyGoodsItem: [
          {
            SequenceNumeric: 1,
            Commodity: {
              ...given({ Description: goods.description }),
              Classification: {
                ID: product.commodity.replace(/[. ]/g, ""),
                IdentificationTypeCode: "HS",
                NomenclatureVersion: String(edition),
              },
            },
            ...(goods.marks === undefined && goods.packages === undefined
              ? {}
              : { Packaging: given({ MarksNumbers: goods.marks, Quantity: goods.packages }) }),
            ...(product.weight === undefined
              ? {}
              : { GoodsMeasure: { NetWeight: product.weight.amount, UnitCode: product.weight.unit } }),
            Origin: {
              ...given({ CountryCode: exportCountry }),
              PreferenceCode: answer.agreement,
              ...criterionOf(answer, criteria),
            },
          },
        ],
      },
    },
    agreement: answer.agreement,
    engine: answer.engine,
  };
}

/** The fields that are there. */
const given = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

const partyOf = (party: CertificateParty | undefined): Party | undefined =>
  party && { Name: party.name, ...given({ ID: party.identifier, Address: party.address, CountryCode: party.country }) };

/** The proof at hand; else the first that will do. */
function chosen({ proof }: OriginQuestion, answer: Determination): ProofOption | undefined {
  const open = answer.proof.options.filter(({ outcome }) => outcome !== "fail");
  return open.find(({ kind, by }) => (proof?.kind ?? kind) === kind && (proof?.by ?? by) === by);
}

/** The agreement's own code where it is held; else WO, PE or PSR, for wholly obtained, exclusively of originating materials, by its rule. */
function criterionOf({ agreement, tests, rule }: Determination, criteria: OriginData["criteria"]) {
  const own = criteria[agreement];
  const passed = (test: string, limit?: string): boolean =>
    tests.some((it) => it.test === test && it.outcome === "pass" && (limit === undefined || it.limit === limit));
  const [code, text] = passed("WO")
    ? [own?.wholly ?? "WO", "wholly obtained"]
    : passed("all", "originating")
      ? [own?.exclusively ?? "PE", "produced of originating materials exclusively"]
      : [own?.rule ?? "PSR", `product-specific rule: ${rule}`];
  return { CriterionCode: code, CriterionText: text, RuleText: rule };
}

function reasonOf({ status, tests, conditions, needs }: Determination): string {
  if (status === "undetermined") return `still to be declared: ${needs.map(({ path }) => path).join(", ")}`;
  const failed = [
    ...tests
      .filter(({ outcome }) => outcome === "fail")
      .map(({ test, limit, actual }) => [test, limit, actual && `is ${actual}`].filter((it) => it).join(" ")),
    ...conditions.filter(({ outcome }) => outcome === "fail").map(({ condition }) => condition),
  ];
  return `it fails ${failed.join(", ")}`;
}

const refused = ({ id, agreement, status }: Determination, why: string): RefusedQuestion => ({
  id,
  ok: false,
  agreement,
  issues: [{ code: "NOT_CERTIFIABLE", path: "", agreement, status, message: `no certificate: ${why}` }],
});
