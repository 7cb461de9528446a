import type { Assessment } from "../../model/assessment";
import { COUNTRIES } from "../../model/countries";
import { millionths } from "../../model/declare/amount";
import { pointer } from "../../model/declare/quote";
import type { Issue, Note } from "../../model/issue";
import type { Determination, OriginAnswer } from "../../model/origin/determination";
import type { DutyOfEntry } from "../origin-prover";

/** What a proof is taken from: the agreements, and what determines origin under them. */
export interface ProofSource {
  /** Agreement → the codes by which an entry claims its preference. */
  readonly programmes: ReadonlyMap<string, readonly string[]>;
  /** Whether the agreement counts the country among its parties. */
  isParty(agreement: string, country: string): boolean;
  determine(question: unknown): OriginAnswer;
}

/** An entry with the claims that its bills of materials prove. */
interface ProvenEntry {
  readonly entry: unknown;
  /** The same without them. */
  readonly plain: unknown;
  readonly proven: readonly Proven[];
  readonly notes: readonly Note[];
}

interface Proven {
  /** JSON Pointer of the line; empty for an entry of one. */
  readonly path: string;
  readonly agreement: string;
  readonly preference: string;
  /** By a rule that the entry states, and not one of the agreement's facts. */
  readonly ownRule: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Assesses an entry with the preferences that its bills of materials prove. Undefined where it brings none, and where
 * reading it throws.
 */
export function assessProven(source: ProofSource, entry: unknown, duty: DutyOfEntry): Assessment | undefined {
  try {
    const proven = proveClaims(source, entry, duty.isProgramme);
    if (proven === undefined) return undefined;
    const { id } = entry as { readonly id?: unknown };
    if ("issues" in proven) return { id: typeof id === "string" ? id : null, ok: false, issues: proven.issues };
    return withProof(duty.assess(proven.entry), duty.compare(proven.plain), proven);
  } catch {
    return undefined;
  }
}

/** Whether a line of the entry brings a bill of materials to prove a preference by. */
export function bringsBill(entry: unknown): boolean {
  if (!isFields(entry)) return false;
  const { lines } = entry;
  if (asksOrigin(entry, entry)) return true;
  return Array.isArray(lines) && lines.some((line) => isFields(line) && asksOrigin(entry, line));
}

/**
 * Turns `facts.origin` of lines with `preference: "best"` into claims: the bill of materials is judged under every
 * agreement between the country of origin and the tariff's territory whose preference the tariff knows, and each under
 * which the goods originate is claimed. Undefined where no line has one.
 */
function proveClaims(
  source: ProofSource,
  entry: unknown,
  isProgramme: (tariff: string, code: string) => boolean,
): ProvenEntry | { readonly issues: readonly Issue[] } | undefined {
  if (!isFields(entry) || !bringsBill(entry)) return undefined;
  const lines = Array.isArray(entry.lines) ? (entry.lines as readonly unknown[]) : undefined;
  const issues: Issue[] = [];
  const proven: Proven[] = [];
  const notes: Note[] = [];
  const prove = (line: Fields, path: string): readonly [Fields, Fields] => {
    if (!asksOrigin(entry, line)) return [line, line];
    const { origin: question, ...facts } = line.facts as Fields;
    const plain = { ...line, facts };
    const found = proofs(source, { ...entry, ...line }, question as Fields, path, isProgramme, issues, notes);
    proven.push(...found);
    const claims = Array.isArray(facts.claims) ? (facts.claims as readonly unknown[]) : [];
    const more = found.map(({ preference }) => preference).filter((code) => !claims.includes(code));
    return [{ ...plain, facts: { ...facts, claims: [...claims, ...more] } }, plain];
  };
  const [own, plain] = prove(entry, "");
  const all = lines?.map((line, i) => (isFields(line) ? prove(line, `/lines/${i}`) : [line, line]));
  if (issues.length > 0) return { issues };
  return {
    entry: all === undefined ? own : { ...own, lines: all.map(([line]) => line) },
    plain: all === undefined ? plain : { ...plain, lines: all.map(([, line]) => line) },
    proven,
    notes,
  };
}

const asksOrigin = (entry: Fields, line: Fields): boolean =>
  (line.preference ?? entry.preference) === "best" && isFields(line.facts) && isFields(line.facts.origin);

function proofs(
  source: ProofSource,
  line: Fields,
  question: Fields,
  path: string,
  isProgramme: (tariff: string, code: string) => boolean,
  issues: Issue[],
  notes: Note[],
): Proven[] {
  const { tariff, origin, commodity, date, exportDate } = line;
  if (typeof tariff !== "string" || typeof origin !== "string") return [];
  const codes = new Map<string, string>();
  for (const [agreement, programmes] of source.programmes) {
    const code = programmes.find((it) => isProgramme(tariff, it));
    if (code !== undefined && source.isParty(agreement, origin)) codes.set(agreement, code);
  }
  if (codes.size === 0) return [];
  const product = isFields(question.product) ? question.product : {};
  const answer = source.determine({
    ...question,
    product: { commodity, ...product },
    agreement: [...codes.keys()],
    date: exportDate ?? date,
    exportCountry: origin,
    ...(COUNTRIES.has(tariff) ? { importCountry: tariff } : {}),
  });
  if (!answer.ok) {
    for (const issue of answer.issues)
      issues.push({ ...issue, path: `${pointer(`${path}/facts`, "origin")}${issue.path}` });
    return [];
  }
  const found: Proven[] = [];
  for (const each of "determinations" in answer ? answer.determinations : [answer]) {
    const preference = codes.get(each.agreement ?? "")!;
    if (each.ok && each.status === "originating")
      found.push({ path, agreement: each.agreement, preference, ownRule: each.source.evidence === "declared" });
    else notes.push(notProven(each, path, preference));
  }
  return found;
}

function notProven(
  each: Determination | { readonly ok: false; readonly issues: readonly Issue[] },
  path: string,
  preference: string,
): Note {
  const why = !each.ok
    ? each.issues.map(({ message }) => message).join("; ")
    : each.status === "undetermined"
      ? `the bill of materials leaves open ${each.needs.map((need) => need.path).join(", ")}`
      : `the goods do not meet ${each.rule}`;
  const message = `${preference} is not proved by the bill of materials: ${why}`;
  return { code: "PREFERENCE_NOT_APPLIED", ...(path === "" ? {} : { path }), preference, message };
}

/** The answer with what its bills of materials saved, beside the answer without them. */
function withProof(answer: Assessment, before: Assessment, { proven, notes }: ProvenEntry): Assessment {
  if (!answer.ok) return answer;
  const applied = proven.filter(({ path, preference }) => appliedAt(answer, path) === preference);
  const saving = before.ok ? paid(before) - paid(answer) : 0n;
  const told = applied.map(({ path, agreement, preference, ownRule }, i): Note => {
    const { currency } = answer.totals;
    const amount = decimal(saving > 0n ? saving : 0n, answer.totals.duty);
    const by = ownRule ? ", by the rule that the entry states" : "";
    const message = `${preference} is proved by the bill of materials: the goods originate under ${agreement}${by}`;
    const saved = i === 0 && before.ok ? { saving: { amount, currency } } : {};
    return { code: "PREFERENCE_PROVEN", ...(path === "" ? {} : { path }), preference, ...saved, message };
  });
  return { ...answer, notes: [...answer.notes, ...told, ...notes] };
}

function appliedAt(answer: Assessment & { readonly ok: true }, path: string): string | null {
  if (!("lines" in answer)) return answer.preference.applied;
  return path === "" ? null : (answer.lines[Number(path.slice("/lines/".length))]?.preference.applied ?? null);
}

/** All charges in millionths. */
const paid = ({ totals }: Assessment & { readonly ok: true }): bigint =>
  [totals.duty, totals.additionalDuty, totals.fees, totals.taxes].reduce((sum, amount) => sum + millionths(amount), 0n);

/** Millionths with as many decimals as another amount has. */
function decimal(amount: bigint, like: string): string {
  const decimals = like.split(".")[1]?.length ?? 0;
  const digits = (amount / 10n ** BigInt(6 - decimals)).toString().padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
