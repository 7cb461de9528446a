import {
  ELEMENT_BYTES,
  Element,
  EXCHANGE_RATE_BYTES,
  INSIDE_CHARGE_BYTES,
  SALE_BYTES,
  ValuationRequest,
} from "../abi-valuation";

/** The valuation under way. */
export let request: usize = 0;
/** The element, or the charge, that a refusal is about. */
export let about: u32 = 0;

export function open(address: usize): void {
  request = address;
  about = 0;
}

/** Notes what a refusal is about and gives its status back. */
export function refuse(status: i32, subject: u32): i32 {
  about = subject;
  return status;
}

// @ts-ignore: decorator
@inline
export function field(offset: ValuationRequest): u32 {
  return load<u32>(request + offset);
}

// @ts-ignore: decorator
@inline
export function elementAt(index: u32): usize {
  return <usize>field(ValuationRequest.elements) + <usize>index * ELEMENT_BYTES;
}

// @ts-ignore: decorator
@inline
export function kindOf(element: usize): u32 {
  return load<u8>(element, Element.kind);
}

// @ts-ignore: decorator
@inline
export function rateAt(row: u32): usize {
  return <usize>field(ValuationRequest.rates) + <usize>row * EXCHANGE_RATE_BYTES;
}

// @ts-ignore: decorator
@inline
export function saleAt(index: u32): usize {
  return <usize>field(ValuationRequest.sales) + <usize>index * SALE_BYTES;
}

// @ts-ignore: decorator
@inline
export function chargeAt(index: u32): usize {
  return <usize>field(ValuationRequest.charges) + <usize>index * INSIDE_CHARGE_BYTES;
}
