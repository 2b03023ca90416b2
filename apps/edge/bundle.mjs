/**
 * Builds what is deployed: `dist/worker`, the Worker in modules, and `dist/page`, the web page. The module `worker.js` is for every
 * request; others are loaded on demand. Wrangler runs this script before it deploys or serves. Wrangler's own bundler creates a
 * single file, without tree shaking of dynamic imports.
 */
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pageHeaders } from "@windowpane/http-api";
import { mergeNotices, thirdPartyNotices } from "@windowpane/web/third-party-notices.mjs";
import { build } from "esbuild";

/** The AWS SDK reads XML in browsers with DOMParser, which Workers do not have. Its other parser needs nothing of the platform. */
const xmlWithoutDom = {
  name: "xml-without-dom",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/xml-parser$/ }, ({ resolveDir }) =>
      /@aws-sdk.xml-builder/u.test(resolveDir) ? { path: join(resolveDir, "xml-parser.js") } : undefined,
    ),
};

const here = new URL(".", import.meta.url);
await rm(new URL("dist", here), { recursive: true, force: true });
const EDITION = "WINDOWPANE-EDITION";
const { metafile, outputFiles } = await build({
  absWorkingDir: fileURLToPath(here),
  entryPoints: ["src/worker.ts"],
  outdir: "dist/worker",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2024",
  platform: "browser",
  // The same as Wrangler: Workers first, then browsers.
  conditions: ["workerd", "worker", "browser"],
  mainFields: ["browser", "module", "main"],
  // `cloudflare:*` is part of the platform. AWS's signer needs the second one only for event streams.
  external: ["cloudflare:*", "@smithy/core/event-streams"],
  plugins: [xmlWithoutDom],
  define: { EDITION: JSON.stringify(EDITION) },
  minify: true,
  sourcemap: true,
  // The notices are in THIRD-PARTY-NOTICES.txt.
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  write: false,
});

// Stored documents belong to the build that wrote them: another one can have other rules.
const hash = createHash("sha256");
for (const { path, contents } of outputFiles) if (path.endsWith(".js")) hash.update(contents);
const edition = hash.digest("hex").slice(0, EDITION.length);
await mkdir(new URL("dist/worker", here), { recursive: true });
for (const { path, text } of outputFiles) await writeFile(path, text.replaceAll(EDITION, edition));

// Cloudflare compresses the files itself.
const page = new URL("dist/page/", here);
await cp(new URL("../web/dist/", here), page, {
  recursive: true,
  filter: (path) => !/\.(?:br|gz)$/u.test(path),
});
const notices = new URL("THIRD-PARTY-NOTICES.txt", page);
await writeFile(
  notices,
  mergeNotices([await thirdPartyNotices(metafile, here, readFile), await readFile(notices, "utf8")]),
);
// Cloudflare serves the assets without the Worker.
const lines = Object.entries(pageHeaders("assets/any")).map(([name, value]) => `  ${name}: ${value}\n`);
await writeFile(new URL("_headers", page), `/assets/*\n${lines.join("")}`);
