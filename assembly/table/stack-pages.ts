import { Column, GuardOperator, TableStatus } from "../abi";
import { allocate, allocateClear, release } from "../memory";
import { STACK_CONTENT, Stack } from "./stack";
import { buildStack, built } from "./stack-build";
import { fault } from "./status";
import { at, count, Table } from "./table";

/** Stacks are found by their content in so many slots, half of them filled at most. */
const SLOTS: u32 = 1 << 16;
/** Pages and stacks of a table take no more than this; beyond it they start over. */
const MOST_BYTES: u64 = 96 << 20;
const MOST_PAGES: u32 = 1 << 22;
const NO_FACT: u32 = 0xffffffff;
export const BARE_CHAINS: u32 = 1 << 12;

/** Gives the claims that guards ask for a group each; the others share group 0. */
export function buildStackPages(table: Table): i32 {
  const claims = count(table, Column.claimArea);
  table.claimGroups = allocateClear(claims);
  table.groupClaims = allocateClear((<usize>claims + 1) * 2);
  if (table.claimGroups == 0 || table.groupClaims == 0) return fault(TableStatus.noMemory, Column.claimArea);
  table.claimGroupCount = 1;
  const steps = count(table, Column.guardOperator);
  for (let step: u32 = 0; step < steps; step++) {
    if (at<u8>(table, Column.guardOperator, step) != GuardOperator.programme) continue;
    const claim = at<u32>(table, Column.guardFirst, step);
    if (load<u8>(table.claimGroups + claim) != 0) continue;
    if (table.claimGroupCount > 255) return fault(TableStatus.tooMuchWork, Column.guardOperator);
    store<u16>(table.groupClaims + ((<usize>table.claimGroupCount) << 1), <u16>claim);
    store<u8>(table.claimGroups + claim, <u8>table.claimGroupCount);
    table.claimGroupCount++;
  }
  table.headingsFact = NO_FACT;
  for (let step: u32 = 0; step < steps; step++) {
    if (at<u8>(table, Column.guardOperator, step) != GuardOperator.listed) continue;
    table.headingsFact = at<u32>(table, Column.guardSecond, step);
  }
  const pages = pagesOf(table);
  if (pages > MOST_PAGES) return fault(TableStatus.tooMuchWork, Column.memberCountry);
  table.stackPages = allocateClear(<usize>pages * 4);
  table.stackSlots = allocateClear(<usize>SLOTS * 4);
  table.bares = allocateClear(<usize>BARE_CHAINS * 4);
  return table.stackPages != 0 && table.stackSlots != 0 && table.bares != 0
    ? 0
    : fault(TableStatus.noMemory, Column.lineStack);
}

function pagesOf(table: Table): u32 {
  return table.stackCountries.count * table.claimGroupCount;
}

/**
 * The cell of a set for countries of a class and a claim: u32 stack, 0 not known, and u32 the bare charges that a line of
 * it last came to, 0 none. 0 where there is no page yet.
 */
@inline
export function stackCell(table: Table, number: u32, countryClass: u32, claim: u32): usize {
  const group: u32 = load<u8>(table.claimGroups + claim);
  const page: usize = load<u32>(table.stackPages + ((<usize>countryClass * table.claimGroupCount + group) << 2));
  return page == 0 ? 0 : page + ((<usize>number) << 3);
}

/**
 * The stack of a set for countries of a class and a claim; 0 where there is no memory for it, or it is too large. It is
 * good until the next is asked for, which may make all start over.
 */
export function stackOf(table: Table, number: u32, countryClass: u32, claim: u32): usize {
  const cell = stackCell(table, number, countryClass, claim);
  const known: usize = cell == 0 ? 0 : load<u32>(cell);
  if (known != 0) return known;
  if (table.stackBytes > MOST_BYTES || table.stackCount > SLOTS >> 1) releaseStacks(table);
  const group: u32 = load<u8>(table.claimGroups + claim);
  const set = load<u32>(table.stackSets + ((<usize>number) << 2));
  if (!buildStack(table, set, countryClass, load<u16>(table.groupClaims + ((<usize>group) << 1)))) return 0;
  const stack = internStack(table);
  const slot = table.stackPages + ((<usize>countryClass * table.claimGroupCount + group) << 2);
  let page: usize = load<u32>(slot);
  if (page == 0) {
    const bytes = <usize>table.stackSetCount * 8;
    page = allocateClear(bytes);
    store<u32>(slot, <u32>page);
    table.stackBytes += bytes;
  }
  if (page != 0) store<u32>(page + ((<usize>number) << 3), <u32>stack);
  return stack;
}

function internStack(table: Table): usize {
  const bytes: usize = built.bytes;
  const content = changetype<usize>(built) + STACK_CONTENT;
  let slot = hashOf(content, bytes) & (SLOTS - 1);
  while (true) {
    const entry = table.stackSlots + ((<usize>slot) << 2);
    const other: usize = load<u32>(entry);
    if (other == 0) return keep(table, entry, bytes + STACK_CONTENT);
    const same = changetype<Stack>(other).bytes == built.bytes;
    if (same && memory.compare(other + STACK_CONTENT, content, bytes) == 0) return other;
    slot = (slot + 1) & (SLOTS - 1);
  }
}

function keep(table: Table, entry: usize, bytes: usize): usize {
  const stack = allocate(bytes);
  if (stack == 0) return 0;
  memory.copy(stack, changetype<usize>(built), bytes);
  store<u32>(entry, <u32>stack);
  table.stackCount++;
  table.stackBytes += bytes;
  return stack;
}

export function hashOf(address: usize, bytes: usize): u32 {
  let hash: u64 = bytes;
  for (const end = address + bytes; address < end; address += 4) {
    hash = (hash ^ load<u32>(address)) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 29;
  }
  return <u32>(hash >> 32);
}

/** A chain of blocks, each with the address of the next in its first four bytes. */
function releaseChain(first: usize): void {
  for (let block = first; block != 0; ) {
    const next: usize = load<u32>(block);
    release(block);
    block = next;
  }
}

/** Forgets all stacks and their pages. */
export function releaseStacks(table: Table): void {
  for (let index: u32 = 0; table.stackSlots != 0 && index < SLOTS; index++) {
    const entry = table.stackSlots + ((<usize>index) << 2);
    const stack: usize = load<u32>(entry);
    if (stack == 0) continue;
    releaseChain(changetype<Stack>(stack).known);
    release(stack);
    store<u32>(entry, 0);
  }
  const pages: u32 = table.stackPages == 0 ? 0 : pagesOf(table);
  for (let index: u32 = 0; index < pages; index++) {
    const slot = table.stackPages + ((<usize>index) << 2);
    release(load<u32>(slot));
    store<u32>(slot, 0);
  }
  releaseChain(table.bareTerms);
  table.bareTerms = 0;
  for (let chain: u32 = 0; table.bares != 0 && chain < BARE_CHAINS; chain++) {
    const first = table.bares + ((<usize>chain) << 2);
    releaseChain(load<u32>(first));
    store<u32>(first, 0);
  }
  table.stackCount = 0;
  table.stackBytes = 0;
}
