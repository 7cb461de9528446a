import { flag, listOf, object, oneOf, recordOf, type Shape, text, whole } from "../../src/table/shape";

/** The form of `agreement.json` and of a protocol: `AgreementFacts`, name by name. */

const words = text(/\S/, "a text");
const id = text(/^[a-z0-9][a-z0-9.-]*$/, "an id of lower-case letters, digits and hyphens");
const day = text(/^\d{4}-\d\d-\d\d$/, "a date");
const percent = text(/^(0|[1-9]\d?|100)(\.\d{1,4})?%$/, "a per cent");
const code = text(/^(\d{2}|\d{4}|\d{6})(\.\.(\d{2}|\d{4}|\d{6}))?$/, "a code or a range of codes");
const country = text(/^[A-Z]{2}$/, "a country");
const money = object({
  amount: text(/^\d{1,15}(\.\d{1,6})?$/, "an amount"),
  currency: text(/^[A-Z]{3}$/, "a currency"),
});

/** Facts of these names, and where they were taken from. */
const cited = (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  object({ ...required, source: id }, { ...optional, cite: words });

const scope = object({ codes: listOf(code) }, { except: listOf(code) });
const productValue = oneOf("EXW", "FOB", "TV", "NC");
const shareBase = oneOf(
  "EXW",
  "FOB",
  "TV",
  "NC",
  "good",
  "total-cost",
  "weight",
  "textiles-weight",
  "basic-textiles-weight",
  "component-weight",
);
const generalRules = listOf(oneOf("3\\(a\\)", "3\\(b\\)", "3\\(c\\)"));
const counted = oneOf("disregarded", "counted");
const treatment = cited({ change: counted, value: counted });
const includedCost = oneOf(
  "international-freight",
  "inland-freight",
  "insurance",
  "packing",
  "duties",
  "brokerage",
  "waste",
);
const steps = listOf(object({ from: day, limit: percent }));

const tolerance = cited(
  {
    id,
    goods: scope,
    limits: listOf(
      object({ limit: percent, of: shareBase }, { elastomeric: percent, basics: recordOf(/^[a-z-]+$/, percent) }),
    ),
  },
  {
    materials: scope,
    otherHeading: flag,
    liningsExcluded: flag,
    trimmingsOnly: flag,
    elastomericFormedInParties: flag,
    mixed: flag,
    excludes: listOf(
      object(
        {},
        {
          materials: scope,
          goods: scope,
          sameSubheading: flag,
          quality: id,
          goodsQuality: id,
          source: id,
          cite: words,
        },
      ),
    ),
    excuses: listOf(oneOf("change", "made-from", "all")),
    reference: words,
    waivesContent: flag,
  },
);

const values = object(
  {},
  {
    good: cited({ of: productValue }, { lessInternationalShipment: flag }),
    share: cited({ of: productValue }),
    materials: cited({ less: listOf(includedCost) }),
    netCost: cited({ excludes: listOf(id) }),
  },
);

const automotive = object(
  { content: listOf(cited({ category: id }, { netCost: steps, transactionValue: steps })) },
  {
    labour: listOf(
      cited({
        categories: listOf(id),
        total: steps,
        material: steps,
        technologyAtMost: percent,
        assemblyAtMost: percent,
      }),
    ),
    purchases: listOf(cited({ metal: oneOf("steel", "aluminium"), least: percent })),
  },
);

const proofKind = oneOf(
  "statement-on-origin",
  "origin-declaration",
  "importers-knowledge",
  "eur1",
  "eur-med",
  "form-a",
  "certification-of-origin",
  "certificate-of-origin",
  "supplier-declaration",
);
const proofMaker = oneOf("exporter", "registered-exporter", "approved-exporter", "producer", "importer", "authority");

/** What an agreement and a protocol may state alike. */
const provisions = {
  values,
  tolerances: listOf(tolerance),
  sets: listOf(
    cited(
      { generalRules, of: listOf(shareBase), limits: listOf(object({ limit: percent }, { components: scope })) },
      { goods: scope, oneOriginating: flag },
    ),
  ),
  cumulation: listOf(
    cited(
      { kind: oneOf("bilateral", "full", "diagonal", "partial") },
      { countries: listOf(country), atLeast: percent, below: percent, conditional: flag },
    ),
  ),
  absorption: cited({ unqualified: oneOf("whole", "non-originating-part") }, { selfProducedOnly: flag }),
  insufficient: cited({ operations: listOf(id) }),
  accessories: treatment,
  retailPacking: treatment,
  shippingPacking: treatment,
  indirect: treatment,
  fungibles: cited(
    { methods: listOf(oneOf("fifo", "lifo", "average", "segregation")) },
    { goods: flag, authorisation: flag, unitDecimals: whole(0, 6), ratioDecimals: whole(0, 6) },
  ),
  transport: cited(
    { rule: oneOf("non-alteration", "direct-transport"), permitted: listOf(id) },
    { underCustomsControl: listOf(id) },
  ),
  territoriality: cited({ limit: percent, of: productValue }, { exceptGoods: scope }),
  proofs: listOf(
    cited(
      { kind: proofKind, by: proofMaker },
      { upTo: money, exportsOf: country, importsInto: country, validMonths: whole(1, 60) },
    ),
  ),
  waivers: listOf(cited({ upTo: money }, { importsInto: country })),
  drawback: cited({ prohibited: flag }),
};

export const protocolShape = cited({ id, title: words }, provisions);

export const agreementShape = cited(
  { id, title: words, parties: listOf(cited({ party: country, countries: listOf(country) }, { from: day, to: day })) },
  {
    ...provisions,
    like: id,
    nonPreferential: flag,
    from: cited({ date: day }),
    to: cited({ date: day }),
    grantedBy: country,
    hsEdition: cited({ edition: whole(1988, 2100) }),
    rules: cited({}, { sameAs: id, knownUntil: day }),
    articles: cited({ bySubject: recordOf(/^[a-z-]+$/, words) }),
    usProgrammes: cited({ symbols: listOf(text(/^[A-Z+*]{1,2}$/, "a symbol")) }),
    partsTogether: cited({ transactionValue: percent, netCost: percent }),
    automotive,
  },
);
