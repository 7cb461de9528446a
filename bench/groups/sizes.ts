import { project } from "../context";
import { kilobytes, type Section } from "../measure/row";
import { answerOf } from "../programs/run";

interface Size {
  readonly name: string;
  readonly bytes: number;
  /** Brotli at its highest quality. */
  readonly brotli: number;
  readonly limit?: number;
}

/** What users download. */
export async function sizes(): Promise<Section> {
  const parts = await answerOf<Size[]>([project("scripts/size.mjs"), "--json"]);
  return {
    title: "Sizes",
    about: "Minified, brotli -q 11.",
    rows: parts.map(({ name, bytes, brotli, limit }) => ({
      name,
      figure: kilobytes(brotli),
      ratio: `${kilobytes(bytes)} as it is`,
      ...(limit === undefined ? {} : { target: `≤ ${kilobytes(limit)}`, met: brotli <= limit }),
    })),
  };
}
