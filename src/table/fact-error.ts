/** Where a fact stands: a file of the territory's folder, and its line there, from 1. */
export interface Place {
  readonly file: string;
  readonly row: number;
}

/** Places of facts that were read from text. Facts made otherwise have none. */
export type Places = WeakMap<object, Place>;

/** A flaw of the facts. They are collected, so that one run shows them all. */
export interface FactError {
  readonly message: string;
  readonly place?: Place;
}

/** Notes a flaw, beside the fact that has it where there is one. */
export type Complain = (message: string, fact?: object) => void;

export function complaints(places?: Places): { readonly errors: FactError[]; readonly complain: Complain } {
  const errors: FactError[] = [];
  const complain: Complain = (message, fact) => {
    const place = fact && places?.get(fact);
    errors.push(place ? { message, place } : { message });
  };
  return { errors, complain };
}

/** `lines/01.tsv:7: …` */
export const errorText = ({ message, place }: FactError): string =>
  place ? `${place.file}:${place.row}: ${message}` : message;
