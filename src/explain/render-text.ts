import type { Explanation } from "../model/assessment";

/** An explanation as text: a line a step, the amount first, what it rests on below it, indented; `op` is for programs. */
export function renderExplanation(root: Explanation): string {
  return [...lines(root, "", "")].join("\n");
}

function* lines(node: Explanation, lead: string, below: string): Generator<string> {
  yield `${lead}${node.value}  ${node.label} — ${node.because}`;
  for (const [index, child] of node.children.entries()) {
    const last = index === node.children.length - 1;
    yield* lines(child, `${below}${last ? "└─ " : "├─ "}`, `${below}${last ? "   " : "│  "}`);
  }
}
