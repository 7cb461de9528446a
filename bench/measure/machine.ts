import { arch, availableParallelism, cpus, loadavg, platform } from "node:os";

/** Other work that leaves the benchmarks less than a core of their own makes figures worse, ratios less so. */
export function busyness(): string {
  const waiting = loadavg()[0]!;
  if (waiting <= availableParallelism() - 1) return "";
  return `The machine was busy with other work when this began (${waiting.toFixed(1)} processes): trust the ratios alone.`;
}

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
