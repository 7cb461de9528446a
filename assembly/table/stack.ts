/**
 * A stack: what may charge the goods of a set beyond the ordinary duty, for the countries of a class and the claims of a
 * group. Written once when first asked for (stack-build.ts) and then only read; equal stacks are one.
 */
@unmanaged
export class Stack {
  /** What the stack comes to for lines that declare the same: address of the first `Known`, and how many there are. */
  known: u32;
  knownCount: u32;
  /** Bytes from `layers` to the end of the block. */
  bytes: u32;
  layers: u32;
  candidates: u32;
  rules: u32;
  provisions: u32;
  /** 1: some layers may displace each other, by guards that exclude each other: they are put in order line by line. */
  circular: u32;
}
export const STACK_HEAD: usize = offsetof<Stack>();
/** Where the content of a stack begins: what equal stacks have alike. */
export const STACK_CONTENT: usize = offsetof<Stack>("layers");

/** The bare charges (duty/bare.ts) of a stack for lines that declare what the key says. */
@unmanaged
export class Known {
  /** Address of the next of the stack, 0 none. */
  next: u32;
  bare: u32;
  key: u64;
}

/** A layer, in the order in which layers are settled: none before those that may displace it. */
@unmanaged
export class StackLayer {
  layer: u16;
  /** Its place in the order of charging. */
  place: u16;
  /** Its candidates, by rank. */
  first: u16;
  end: u16;
}

/** A heading that may be its layer's: the first whose guard holds is. */
@unmanaged
export class Candidate {
  kind: u32;
  program: u32;
  guard: u32;
  rank: u32;
}

/** A displacement; masks are of candidates. */
@unmanaged
export class Rule {
  by: u64;
  of: u64;
  guard: u32;
  /** Basis of the part that is taken off the value, 0: the candidates do not charge at all. */
  less: u32;
  /** 1: acts whoever charges. */
  always: u32;
  padding: u32;
}

/** A provision that changes what the ordinary duty (`layer` 0), or a layer, is reckoned on. */
@unmanaged
export class Provision {
  heading: u32;
  layer: u32;
  minuend: u32;
  subtrahend: u32;
}

export const LAYER_BYTES: usize = offsetof<StackLayer>();
export const CANDIDATE_BYTES: usize = offsetof<Candidate>();
export const RULE_BYTES: usize = offsetof<Rule>();
export const PROVISION_BYTES: usize = offsetof<Provision>();
export const MOST_LAYERS: u32 = 24;
export const MOST_CANDIDATES: u32 = 64;
export const MOST_RULES: u32 = 64;
export const MOST_PROVISIONS: u32 = 64;

// Rules come first: their masks ask for alignment.

@inline
export function ruleAt(stack: Stack, index: u32): Rule {
  return changetype<Rule>(changetype<usize>(stack) + STACK_HEAD + <usize>index * RULE_BYTES);
}

@inline
export function candidateAt(stack: Stack, index: u32): Candidate {
  const base = changetype<usize>(stack) + STACK_HEAD + <usize>stack.rules * RULE_BYTES;
  return changetype<Candidate>(base + <usize>index * CANDIDATE_BYTES);
}

@inline
export function provisionAt(stack: Stack, index: u32): Provision {
  const base = changetype<usize>(candidateAt(stack, stack.candidates));
  return changetype<Provision>(base + <usize>index * PROVISION_BYTES);
}

@inline
export function layerAt(stack: Stack, index: u32): StackLayer {
  const base = changetype<usize>(provisionAt(stack, stack.provisions));
  return changetype<StackLayer>(base + <usize>index * LAYER_BYTES);
}

/** The layer that is charged at a place. */
export function layerAtPlace(stack: Stack, place: u32): StackLayer {
  let position: u32 = 0;
  while (layerAt(stack, position).place != place) position++;
  return layerAt(stack, position);
}
