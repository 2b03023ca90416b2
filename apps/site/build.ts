/** Builds the site into dist. The environment variable WINDOWPANE_SITE is the URL of its start page. */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "astro";
import { writeContent, write } from "./src/content.ts";
import { allDocuments, readDocuments } from "./src/documents.ts";
import { llmsList, llmsText } from "./src/llms.ts";
import { ownLocation } from "./src/location.ts";
import { siteGroups } from "./src/navigation.ts";
import { readReference } from "./src/reference.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const files = join(here, ".cache/public");
const { origin, base } = ownLocation();

const documents = readDocuments();
const reference = await readReference(join(here, ".cache"));
const groups = siteGroups(documents, reference);
const pages = join(here, ".cache/pages");
writeContent([...allDocuments(documents), ...reference], {
  base,
  pages,
  files,
  internal: documents.internal,
});
write(
  join(pages, "404.md"),
  `---
title: Page not found
editUrl: false
tableOfContents: false
pagefind: false
---

This page does not exist. Search for it, choose a page of the navigation, or go to the [overview](${base}).
`,
);
write(join(files, "llms.txt"), llmsList(documents.start, groups, origin === undefined ? "" : origin + base));
write(join(files, "llms-full.txt"), llmsText(allDocuments(documents)));
copyFileSync(join(here, "src/favicon.svg"), join(files, "favicon.svg"));
copyFileSync(join(here, "src/page-script.mjs"), join(files, "page-script.js"));
await build({ root: here, logLevel: "error" });
