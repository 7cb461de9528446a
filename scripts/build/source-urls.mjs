import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

/** For bundles run inside the project: `import.meta.url` stays that of the source file, so it finds what lies beside it. */
export const sourceUrls = {
  name: "source-urls",
  setup(builder) {
    builder.onLoad({ filter: /[\\/](src|tariffs|bench|scripts)[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll("import.meta.url", url), loader: "ts" };
    });
  },
};
