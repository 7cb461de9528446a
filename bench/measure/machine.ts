import { arch, availableParallelism, cpus, platform } from "node:os";

/** What figures depend on, without names: processor, cores, Node. */
export function machine(): string {
  const model = cpus()[0]
    ?.model.replace(/\s+/g, " ")
    .replace(/\(R\)|\(TM\)|CPU|Processor/g, "")
    .replace(/ {2,}/g, " ")
    .trim();
  const known = model && model !== "unknown" ? model : "processor of unknown name";
  return `${known}, ${availableParallelism()} cores, ${platform()} ${arch()}, Node ${process.versions.node} (V8 ${process.versions.v8})`;
}
