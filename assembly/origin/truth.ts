import { Outcome } from "../abi-origin";

/** Kleene's logic over `Outcome`: a conjunction is the least of its values, an alternative the greatest. */

// @ts-ignore: decorator
@inline
export function both(a: u32, b: u32): u32 {
  return min<u32>(a, b);
}

// @ts-ignore: decorator
@inline
export function either(a: u32, b: u32): u32 {
  return max<u32>(a, b);
}

// @ts-ignore: decorator
@inline
export function not(a: u32): u32 {
  return <u32>Outcome.pass - a;
}

/** Pass where something is certain, fail where it is excluded. */
// @ts-ignore: decorator
@inline
export function known(certain: bool, excluded: bool): u32 {
  return certain ? Outcome.pass : excluded ? Outcome.fail : Outcome.undetermined;
}
