/**
 * Bundles the Worker into modules: one for what every request needs, others that are loaded when they are. Wrangler runs
 * this before it deploys or serves. (Wrangler's own bundler makes one file, in which whatever is imported late stands
 * unshaken.)
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
  // As wrangler does it: what packages offer Workers, then browsers.
  conditions: ["workerd", "worker", "browser"],
  mainFields: ["browser", "module", "main"],
  // The first comes with the platform. The second AWS's signer loads for streams of events, of which there are none here.
  external: ["cloudflare:*", "@smithy/core/event-streams"],
  minify: true,
  sourcemap: true,
  legalComments: "none",
  logLevel: "warning",
});
