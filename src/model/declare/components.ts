import type { Issue } from "../issue";
import { codeNumber, declareCommodity } from "./commodity";
import type { DeclaredLine } from "./declaration";
import { declareFacts } from "./facts";
import { type Fields, isFields, listOf, reportUnknown } from "./fields";
import { malformed, unlike } from "./findings";
import { declareMoney } from "./money";
import { declareQuantities } from "./quantities";
import type { TariffTerms } from "./terms";

const FIELDS = ["commodity", "value", "quantities", "facts"];
const MOST = 999;

/** Articles of a set, garments of an ensemble: each with its own value, under the line's origin and preference. */
export function declareComponents(
  value: unknown,
  path: string,
  line: DeclaredLine,
  terms: TariffTerms | undefined,
): readonly DeclaredLine[] {
  const example = 'components such as {"commodity":"6109.10.00.40","value":{"amount":"120.00","currency":"USD"}}';
  const list = listOf(value, MOST, path, "components", example, line.issues) ?? [];
  const components: DeclaredLine[] = [];
  for (let i = 0; i < list.length; i += 1) {
    const component = list[i];
    if (isFields(component)) components.push(declareComponent(component, `${path}/${i}`, line, terms));
    else line.issues.push(unlike(`${path}/${i}`, "a component", component, `state ${example}`));
  }
  return components;
}

function declareComponent(
  component: Fields,
  path: string,
  line: DeclaredLine,
  terms: TariffTerms | undefined,
): DeclaredLine {
  const { issues } = line;
  const commodityPath = `${path}/commodity`;
  const commodity = declareCommodity(component.commodity, terms, commodityPath, "commodity", issues);
  const valuePath = `${path}/value`;
  const quantitiesPath = `${path}/quantities`;
  const factsPath = `${path}/facts`;
  const facts = declareFacts(component.facts, factsPath, undefined, "", terms, issues);
  if (facts.components !== undefined) refuseNesting(facts.componentsPath, issues);
  if (facts.articlePath !== "") refuseNesting(facts.articlePath, issues);
  reportUnknown(component, FIELDS, path, issues);
  return {
    ...line,
    path,
    valuePath,
    quantitiesPath,
    factsPath,
    commodityPath,
    commodity,
    code: codeNumber(commodity, terms),
    value: declareMoney(component.value, terms?.currency, valuePath, "value", issues),
    quantities: declareQuantities(component.quantities, terms, quantitiesPath, issues),
    facts: facts.computed,
    headings: facts.headings,
    claimed: [...line.claimed, ...facts.headings.map(({ heading }) => heading)],
    deposits: [],
  };
}

const refuseNesting = (path: string, issues: Issue[]) =>
  issues.push(malformed(path, "a component has no components and no article of its own: state each on the line"));

/** The article that a part's rate refers to: assessed on the line's own value, quantities and facts. */
export const declareArticle = (
  line: DeclaredLine,
  commodity: string,
  path: string,
  terms: TariffTerms | undefined,
): DeclaredLine => ({
  ...line,
  path,
  commodityPath: path,
  commodity,
  code: codeNumber(commodity, terms),
  deposits: [],
});
