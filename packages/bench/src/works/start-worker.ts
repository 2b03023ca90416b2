/** Starts a Worker in workerd: the deployed one, and a minimal Hono app. */
import { performance } from "node:perf_hooks";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Log, LogLevel, Miniflare } from "miniflare";
import { FLEET } from "./main-page.ts";
import type { Measured } from "./measured.ts";

const dist = fileURLToPath(new URL("../../../../apps/edge/dist/worker", import.meta.url));
const honoFolder = fileURLToPath(new URL("../../../http-api", import.meta.url));

/** Starts a Worker on a local port. */
export const startWorker = async (
  kind: WorkerKind,
): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  const miniflare = new Miniflare({
    ...(await scripts[kind]()),
    compatibilityDate: "2026-07-30",
    bindings: {
      WINDOWPANE_SOURCE: kind === "demo" ? "demo" : `demo:fleet:${FLEET}`,
      WINDOWPANE_OPEN: "true",
    },
    host: "127.0.0.1",
    port: 0,
    // Otherwise Miniflare requests its location from Cloudflare.
    cf: false,
    log: new Log(LogLevel.NONE),
    // Discard its logs.
    handleRuntimeStdio: (stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream) => {
      stdout.resume();
      stderr.resume();
    },
  });
  const { origin } = await miniflare.ready;
  return { url: origin, stop: () => miniflare.dispose() };
};

/** The same as in apps/edge/wrangler.jsonc, without the page. */
const ours = () => {
  const others = readdirSync(dist).filter((name) => name.endsWith(".js") && name !== "worker.js");
  return {
    modulesRoot: dist,
    modules: ["worker.js", ...others].map((name) => ({ type: "ESModule", path: `${dist}/${name}` }) as const),
    compatibilityFlags: ["enable_request_signal"],
    durableObjects: { ACCOUNTS: { className: "AccountObject", useSQLite: true } },
  };
};

/** Our Worker over a fleet or the demo, the demo's account alone, a Worker with one Hono route, and one that sends 250 kB. */
type WorkerKind = "windowpane" | "demo" | "mock" | "hono" | "bytes";

const bareBytes = (): { readonly modules: true; readonly script: string } => ({
  modules: true,
  script: `const text = "x".repeat(250_000);
    export default { fetch: () => new Response(text) };`,
});

const bareHono = async (): Promise<{ readonly modules: true; readonly script: string }> => {
  const contents = `import { Hono } from "hono";
    const app = new Hono();
    app.get("/healthz", (c) => c.json({ status: "ok" }));
    export default app;`;
  const options = { bundle: true, write: false, format: "esm", minify: true } as const;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: honoFolder }, ...options });
  return { modules: true, script: outputFiles[0]?.text ?? "" };
};

const mockAlone = async (): Promise<{ readonly modules: true; readonly script: string }> => {
  const entryPoints = [fileURLToPath(new URL("../servers/mock-requests.ts", import.meta.url))];
  const options = { bundle: true, write: false, format: "esm", minify: true } as const;
  const { outputFiles } = await build({ entryPoints, ...options });
  return { modules: true, script: outputFiles[0]?.text ?? "" };
};

const scripts = { windowpane: ours, demo: ours, mock: mockAlone, hono: bareHono, bytes: bareBytes } as const;

const firstResponse = async (kind: "windowpane" | "hono"): Promise<Measured> => {
  const start = performance.now();
  const worker = await startWorker(kind);
  const { status } = await fetch(`${worker.url}/healthz`);
  const seconds = (performance.now() - start) / 1000;
  await worker.stop();
  if (status !== 200) throw new Error(`The Worker responded with status ${status}`);
  return { items: 1, seconds };
};

/** Time from the start of our Worker to its first response. */
export const startOurs = (): Promise<Measured> => firstResponse("windowpane");

/** The same for a Worker with one Hono route. */
export const startHono = (): Promise<Measured> => firstResponse("hono");
