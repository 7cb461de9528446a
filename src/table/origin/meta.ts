import type { AgreementFacts } from "../../model/origin/agreement";
import type { NamedFact } from "./draft";

/** What a table of agreements says to the host alone. */
export interface OriginMeta {
  /** In the order of their ids, which is that of the table's agreements. */
  readonly agreements: readonly (Partial<AgreementFacts> & Pick<AgreementFacts, "id">)[];
  /** Names by row of the facts; row 0 is none. */
  readonly facts: readonly (NamedFact | null)[];
  /** By the numbers of the rows of rules: where each part of the rule stands in the annex, the narrowest row first. */
  readonly annexLists: readonly (readonly string[])[];
  readonly sources: readonly Readonly<Record<string, string>>[];
  /** Operation → what it is, in a line. */
  readonly operations: Readonly<Record<string, string>>;
  readonly vocabulary: readonly Readonly<Record<string, string>>[];
}

/** As it is written: what several agreements say alike (they follow one protocol) stands once, by its number. */
interface PackedMeta extends Omit<OriginMeta, "agreements" | "facts"> {
  readonly provisions: readonly unknown[];
  readonly agreements: readonly Readonly<Record<string, number>>[];
  readonly facts: readonly (readonly [string, string] | null)[];
}

export function packMeta(meta: OriginMeta): Uint8Array {
  const provisions: unknown[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (value: unknown): number => {
    const key = JSON.stringify(value);
    const known = numbers.get(key) ?? provisions.push(value) - 1;
    numbers.set(key, known);
    return known;
  };
  const packed: PackedMeta = {
    ...meta,
    facts: meta.facts.map((fact) => fact && [fact.kind, fact.id]),
    agreements: meta.agreements.map((agreement) =>
      Object.fromEntries(
        Object.entries(agreement)
          .filter(([, value]) => value !== undefined)
          .map(([name, value]) => [name, numberOf(value)]),
      ),
    ),
    provisions,
  };
  return new TextEncoder().encode(JSON.stringify(packed));
}

/** @throws SyntaxError, TypeError for what no compiler wrote. */
export function unpackMeta(bytes: Uint8Array): OriginMeta {
  const { provisions, ...packed } = JSON.parse(new TextDecoder().decode(bytes)) as PackedMeta;
  const agreements = packed.agreements.map((agreement) =>
    Object.fromEntries(Object.entries(agreement).map(([name, number]) => [name, provisions[number]])),
  );
  const facts = packed.facts.map((fact) => fact && { kind: fact[0], id: fact[1] });
  return { ...packed, agreements, facts } as unknown as OriginMeta;
}
