import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Log, LogLevel, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";

/** A Worker that listens on a socket. */
export interface RunningWorker {
  /** Base URL without a trailing slash. */
  readonly url: string;
  /** Returns the console output so far. */
  readonly output: () => string;
  /** The simulated Cloudflare, for its clock, queue, database and bucket. */
  readonly miniflare: Miniflare;
  stop(): Promise<void>;
}

/** Differences from a deployment of `wrangler.jsonc`. */
export interface WorkerOptions {
  /** Environment of `wrangler.jsonc`. Default: the deployment of one account. */
  readonly environment?: "fleet" | undefined;
  /** Limit of the rate limiter per caller and minute. Default: from `wrangler.jsonc`. */
  readonly requestsPerMinute?: number | undefined;
  /** Folder that keeps the database, the bucket and the storage of the objects. Default: in memory. */
  readonly folder?: string | undefined;
  /** Handles the outgoing requests of the Worker. Default: responds with 599. */
  readonly outside?: ((request: Request) => Promise<Response>) | undefined;
}

/** Reads a deployment of `wrangler.jsonc` as Wrangler does. */
const deploymentOf = (environment: string | undefined) => {
  const { workerOptions, main } = unstable_getMiniflareWorkerOptions(
    fileURLToPath(new URL("../wrangler.jsonc", import.meta.url)),
    environment,
  );
  return {
    workerOptions,
    // Wrangler declares no types for these.
    bindings: workerOptions["bindings"] as Readonly<Record<string, string>>,
    rateLimits: workerOptions["ratelimits"] as Readonly<Record<string, RateLimitOptions>>,
    modulesRoot: dirname(main ?? ""),
  };
};

/** Starts the built modules in workerd, with these variables and secrets. */
export const startWorker = async (
  variables: Readonly<Record<string, string>>,
  { environment, requestsPerMinute, outside, folder }: WorkerOptions = {},
): Promise<RunningWorker> => {
  const { workerOptions, bindings, rateLimits, modulesRoot } = deploymentOf(environment);
  let output = "";
  const collect = (stream: NodeJS.ReadableStream): void => {
    stream.on("data", (piece: Buffer) => (output += piece.toString()));
  };
  const miniflare = new Miniflare({
    ...workerOptions,
    modulesRoot,
    modules: moduleNames(modulesRoot).map((name) => ({ type: "ESModule", path: `${modulesRoot}/${name}` })),
    bindings: { ...bindings, ...variables },
    ratelimits: Object.fromEntries(
      Object.entries(rateLimits).map(([name, { simple, ...limiter }]) => [
        name,
        { ...limiter, simple: { ...simple, limit: requestsPerMinute ?? simple.limit } },
      ]),
    ),
    ...(folder === undefined
      ? {}
      : { d1Persist: `${folder}/d1`, r2Persist: `${folder}/r2`, durableObjectsPersist: `${folder}/objects` }),
    host: "127.0.0.1",
    port: 0,
    // Otherwise Miniflare requests its location from Cloudflare.
    cf: false,
    log: new Log(LogLevel.NONE),
    handleRuntimeStdio: (stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream) => {
      collect(stdout);
      collect(stderr);
    },
    outboundService: async (request: Request) => {
      if (outside === undefined) return new Response(null, { status: 599 });
      return outside(request);
    },
  });
  const url = await miniflare.ready;
  return { url: url.origin, output: () => output, miniflare, stop: () => miniflare.dispose() };
};

interface RateLimitOptions {
  readonly namespace_id: string;
  readonly simple: { readonly limit: number; readonly period: 10 | 60 };
}

/** The entry module must be first. */
const moduleNames = (modulesRoot: string): readonly string[] => {
  const others = readdirSync(modulesRoot).filter((name) => name.endsWith(".js") && name !== "worker.js");
  return ["worker.js", ...others];
};
