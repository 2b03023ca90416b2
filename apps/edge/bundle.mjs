/**
 * Bundles the Worker into modules: one for every request, others that are loaded on demand. Wrangler runs this script before
 * it deploys or serves. Wrangler's own bundler creates a single file, without tree shaking of dynamic imports.
 */
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = new URL(".", import.meta.url);
await rm(new URL("dist", here), { recursive: true, force: true });
await build({
  absWorkingDir: fileURLToPath(here),
  entryPoints: ["src/worker.ts"],
  outdir: "dist",
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
  minify: true,
  sourcemap: true,
  legalComments: "none",
  logLevel: "warning",
});
