/** Why a line is refused. */
export interface Reason {
  status: number;
  detail: number;
}

/** One of Kleene's truths; undefined is unknown, for the reason given. */
export interface Known extends Partial<Reason> {
  truth: boolean | undefined;
}

export const YES: Known = { truth: true };
export const NO: Known = { truth: false };

/** Unknown unless one is false, or all are true. */
export function all(truths: Known[]): Known {
  return truths.find(({ truth }) => truth === false) ?? truths.find(({ truth }) => truth === undefined) ?? YES;
}

/** Unknown unless one is true, or all are false. */
export function any(truths: Known[]): Known {
  return truths.find(({ truth }) => truth === true) ?? truths.find(({ truth }) => truth === undefined) ?? NO;
}

export const reasonOf = ({ status, detail }: Known): Reason => ({ status: status!, detail: detail! });
