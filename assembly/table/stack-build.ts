import { Column, LAYER_WORD, Truth } from "../abi";
import { classIsIn } from "./areas";
import {
  Candidate,
  candidateAt,
  layerAt,
  MOST_CANDIDATES,
  MOST_LAYERS,
  MOST_PROVISIONS,
  MOST_RULES,
  PROVISION_BYTES,
  Provision,
  provisionAt,
  RULE_BYTES,
  Rule,
  ruleAt,
  STACK_CONTENT,
  STACK_HEAD,
  Stack,
  StackLayer,
} from "./stack";
import { guardFor } from "./stack-guard";
import { at, count, endOf, Table } from "./table";

/** Rooms in which the parts of a stack are gathered before it is put together. */
const layers = memory.data(24 * 8, 8);
const candidates = memory.data(64 * 16, 8);
const rules = memory.data(64 * 32, 8);
const provisions = memory.data(64 * 16, 8);
/** u32 by layer's place among `layers`: those that have to be settled before it (bits). */
const before = memory.data(24 * 4, 4);
export const built: Stack = changetype<Stack>(memory.data(6144, 16));

const NONE: u32 = 0xffffffff;
let layerCount: u32 = 0;
let candidateCount: u32 = 0;
let ruleCount: u32 = 0;
let provisionCount: u32 = 0;
let countryClass: u32 = 0;
let claim: u32 = 0;

/** Puts the stack of a set, for countries of a class and a claim, together in `built`; false where it is too large. */
export function buildStack(table: Table, set: u32, ofClass: u32, ofClaim: u32): bool {
  layerCount = 0;
  candidateCount = 0;
  ruleCount = 0;
  provisionCount = 0;
  countryClass = ofClass;
  claim = ofClaim;
  const end = endOf(table, Column.setStart, set);
  for (let index = at<u32>(table, Column.setStart, set); index < end; index++) {
    if (!gatherLayer(table, at<u32>(table, Column.setGroup, index))) return false;
  }
  if (!gatherRules(table) || !gatherProvisions(table)) return false;
  writeStack();
  return true;
}

function isHere(table: Table, area: u32): bool {
  return classIsIn(table, table.stackCountries, countryClass, area);
}

@inline
function candidate(index: u32): Candidate {
  return changetype<Candidate>(candidates + ((<usize>index) << 4));
}

@inline
function gathered(index: u32): StackLayer {
  return changetype<StackLayer>(layers + ((<usize>index) << 3));
}

/** The measures of a group that fit, up to the first that needs nothing more and those of its rank. */
function gatherLayer(table: Table, group: u32): bool {
  const end = endOf(table, Column.groupStart, group);
  const first = candidateCount;
  let kind: u32 = 0;
  let last: u32 = NONE;
  for (let measure = at<u32>(table, Column.groupStart, group); measure < end; measure++) {
    const rank = rankOf(table, measure);
    if (rank > last) break;
    const except: u32 = at<u16>(table, Column.measureExcept, measure);
    if (!isHere(table, at<u16>(table, Column.measureArea, measure)) || (except != 0 && isHere(table, except))) continue;
    const alternative = at<u32>(table, Column.choiceStart, at<u32>(table, Column.measureChoice, measure));
    const guard: u32 = at<u16>(table, Column.alternativeGuard, alternative);
    const truth = guardFor(table, guard, countryClass, claim);
    if (truth == Truth.no) continue;
    if (candidateCount == MOST_CANDIDATES) return false;
    kind = at<u16>(table, Column.measureKind, measure);
    const added = candidate(candidateCount);
    candidateCount++;
    added.kind = kind;
    added.program = at<u32>(table, Column.alternativeProgram, alternative);
    added.guard = truth == Truth.yes ? 0 : guard;
    added.rank = rank;
    if (truth == Truth.yes) last = rank;
  }
  if (candidateCount == first) return true;
  if (layerCount == MOST_LAYERS) return false;
  const layer = gathered(layerCount);
  layer.layer = at<u16>(table, Column.kindLayer, kind);
  layer.place = <u16>layerCount;
  layer.first = <u16>first;
  layer.end = <u16>candidateCount;
  layerCount++;
  return true;
}

function rankOf(table: Table, measure: u32): u32 {
  return count(table, Column.measureRank) == 0 ? 0 : at<u8>(table, Column.measureRank, measure);
}

export function isFree(table: Table, program: u32): bool {
  return at<u32>(table, Column.programStart, program) == endOf(table, Column.programStart, program);
}

/** Candidates that a word names; a layer's word names only those that charge, where it is asked who displaces. */
function named(table: Table, word: u32, charging: bool): u64 {
  let mask: u64 = 0;
  for (let index: u32 = 0; index < candidateCount; index++) {
    const kind = candidate(index).kind;
    const ofLayer = (word & LAYER_WORD) != 0;
    const fits = ofLayer
      ? (at<u16>(table, Column.kindLayer, kind) | LAYER_WORD) == word &&
        !(charging && isFree(table, candidate(index).program))
      : at<u16>(table, Column.kindHeading, kind) == word;
    if (fits) mask |= (<u64>1) << index;
  }
  return mask;
}

function maskOf(table: Table, starts: Column, words: Column, row: u32, charging: bool): u64 {
  let mask: u64 = 0;
  const end = endOf(table, starts, row);
  for (let index = at<u32>(table, starts, row); index < end; index++) {
    mask |= named(table, at<u16>(table, words, index), charging);
  }
  return mask;
}

/** The displacements of the day that can act on this stack. */
function gatherRules(table: Table): bool {
  const rows = count(table, Column.displacementArea);
  for (let row: u32 = 0; row < rows; row++) {
    if (!isHere(table, at<u16>(table, Column.displacementArea, row))) continue;
    const guard: u32 = at<u16>(table, Column.displacementGuard, row);
    const truth = guardFor(table, guard, countryClass, claim);
    if (truth == Truth.no) continue;
    const starts = at<u32>(table, Column.displacementByStart, row);
    const always = starts == endOf(table, Column.displacementByStart, row);
    const by = maskOf(table, Column.displacementByStart, Column.displacementBy, row, true);
    const displaced = maskOf(table, Column.displacementOfStart, Column.displacementOf, row, false);
    if (displaced == 0 || (by == 0 && !always)) continue;
    if (ruleCount == MOST_RULES) return false;
    const rule = changetype<Rule>(rules + <usize>ruleCount * RULE_BYTES);
    ruleCount++;
    rule.by = by;
    rule.of = displaced;
    rule.guard = truth == Truth.yes ? 0 : guard;
    rule.less = at<u16>(table, Column.displacementLess, row);
    rule.always = u32(always);
    rule.padding = 0;
  }
  return true;
}

function gatherProvisions(table: Table): bool {
  const rows = count(table, Column.provisionArea);
  for (let row: u32 = 0; row < rows; row++) {
    const layer: u32 = at<u16>(table, Column.provisionLayer, row);
    if (!isHere(table, at<u16>(table, Column.provisionArea, row)) || !(layer == 0 || isGathered(layer))) continue;
    if (provisionCount == MOST_PROVISIONS) return false;
    const provision = changetype<Provision>(provisions + <usize>provisionCount * PROVISION_BYTES);
    provisionCount++;
    provision.heading = at<u16>(table, Column.provisionHeading, row);
    provision.layer = layer;
    provision.minuend = at<u16>(table, Column.provisionMinuend, row);
    provision.subtrahend = at<u16>(table, Column.provisionSubtrahend, row);
  }
  return true;
}

function isGathered(layer: u32): bool {
  for (let index: u32 = 0; index < layerCount; index++) if (gathered(index).layer == layer) return true;
  return false;
}

function writeStack(): void {
  built.known = 0;
  built.knownCount = 0;
  built.layers = layerCount;
  built.candidates = candidateCount;
  built.rules = ruleCount;
  built.provisions = provisionCount;
  const head = STACK_HEAD;
  memory.copy(changetype<usize>(built) + head, rules, <usize>ruleCount * RULE_BYTES);
  memory.copy(changetype<usize>(candidateAt(built, 0)), candidates, (<usize>candidateCount) << 4);
  memory.copy(changetype<usize>(provisionAt(built, 0)), provisions, <usize>provisionCount * PROVISION_BYTES);
  writeLayers();
  const end = changetype<usize>(layerAt(built, layerCount));
  built.bytes = <u32>(end - changetype<usize>(built) - STACK_CONTENT);
}

/** Layers in an order in which none stands before one that may displace it; what cannot be so ordered is circular. */
function writeLayers(): void {
  built.circular = 0;
  memory.fill(before, 0, 24 * 4);
  for (let index: u32 = 0; index < ruleCount; index++) {
    const rule = ruleAt(built, index);
    const by = layersOf(rule.by);
    const displaced = layersOf(rule.of);
    for (let layer: u32 = 0; layer < layerCount; layer++) {
      if (((displaced >> layer) & 1) == 0) continue;
      const slot = before + ((<usize>layer) << 2);
      store<u32>(slot, load<u32>(slot) | (by & ~(1 << layer)));
    }
  }
  let settled: u32 = 0;
  for (let position: u32 = 0; position < layerCount; position++) {
    const next = nextLayer(settled);
    settled |= 1 << next;
    memory.copy(changetype<usize>(layerAt(built, position)), changetype<usize>(gathered(next)), 8);
  }
}

function nextLayer(settled: u32): u32 {
  let first: u32 = NONE;
  for (let layer: u32 = 0; layer < layerCount; layer++) {
    if ((settled >> layer) & 1) continue;
    if (first == NONE) first = layer;
    if ((load<u32>(before + ((<usize>layer) << 2)) & ~settled) == 0) return layer;
  }
  built.circular = 1;
  return first;
}

/** The layers (bits, by place) of candidates (bits). */
function layersOf(mask: u64): u32 {
  let found: u32 = 0;
  for (let layer: u32 = 0; layer < layerCount; layer++) {
    if ((mask & maskOfLayer(gathered(layer))) != 0) found |= 1 << layer;
  }
  return found;
}

/** The candidates of a layer. */
export function maskOfLayer(layer: StackLayer): u64 {
  const above = layer.end == 64 ? 0 : (<u64>1) << layer.end;
  return above - ((<u64>1) << layer.first);
}
