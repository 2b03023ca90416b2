import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Log, LogLevel, Miniflare } from "miniflare";

/** A Worker that listens on a socket. */
export interface RunningWorker {
  /** Base URL without a trailing slash. */
  readonly url: string;
  /** Returns the console output so far. */
  readonly output: () => string;
  stop(): Promise<void>;
}

/** Differences from a deployment of `wrangler.jsonc`. */
export interface WorkerOptions {
  /** Limit of the rate limiter per caller and minute. Default: from `wrangler.jsonc`. */
  readonly requestsPerMinute?: number | undefined;
  /** Handles the outgoing requests of the Worker. Default: responds with 599. */
  readonly outside?: ((request: Request) => Promise<Response>) | undefined;
}

const dist = fileURLToPath(new URL("../dist", import.meta.url));

/** Starts the built modules in workerd, with these variables and secrets. */
export const startWorker = async (
  variables: Readonly<Record<string, string>>,
  { requestsPerMinute, outside }: WorkerOptions = {},
): Promise<RunningWorker> => {
  let output = "";
  const collect = (stream: NodeJS.ReadableStream): void => {
    stream.on("data", (piece: Buffer) => (output += piece.toString()));
  };
  const miniflare = new Miniflare({
    modulesRoot: dist,
    modules: moduleNames().map((name) => ({ type: "ESModule", path: `${dist}/${name}` })),
    compatibilityDate: config.compatibility_date,
    compatibilityFlags: [...config.compatibility_flags],
    bindings: { ...config.vars, ...variables },
    ratelimits: Object.fromEntries(
      config.ratelimits.map(({ name, namespace_id, simple }) => [
        name,
        { namespace_id, simple: { limit: requestsPerMinute ?? simple.limit, period: simple.period } },
      ]),
    ),
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
  return { url: url.origin, output: () => output, stop: () => miniflare.dispose() };
};

/** The entry module must be first. */
const moduleNames = (): readonly string[] => {
  const others = readdirSync(dist).filter((name) => name.endsWith(".js") && name !== "worker.js");
  return ["worker.js", ...others];
};

interface Config {
  readonly compatibility_date: string;
  readonly compatibility_flags: readonly string[];
  readonly vars: Readonly<Record<string, string>>;
  readonly ratelimits: readonly {
    readonly name: string;
    readonly namespace_id: string;
    readonly simple: { readonly limit: number; readonly period: 10 | 60 };
  }[];
}

/** Removes comments and trailing commas. Comments are on their own lines. */
const jsonOf = (text: string): string =>
  text.replaceAll(/^\s*\/\/.*$/gm, "").replaceAll(/,(?=\s*[}\]])/g, "");

/** Configuration of the deployment. */
const config = JSON.parse(
  jsonOf(readFileSync(new URL("../wrangler.jsonc", import.meta.url), "utf8")),
) as Config;
