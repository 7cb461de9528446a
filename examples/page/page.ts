import { createEngine, loadTable } from "dutiable";
import { byId } from "./dom";
import { openForm } from "./entry-form";

// All that the page ever fetches: itself, and the table. From here on it works without a network.
try {
  const engine = await createEngine({ tables: [await loadTable("us.tariff")] });
  openForm(engine, "US");
  performance.mark("ready");
} catch (error) {
  byId("charge").textContent = `The schedule could not be loaded. ${(error as Error).message}`;
}
