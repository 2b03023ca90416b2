import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Log, LogLevel, Miniflare } from "miniflare";

/** A Worker that answers behind a socket. */
export interface RunningWorker {
  /** Without a slash at its end. */
  readonly url: string;
  /** What it wrote to its console so far. */
  readonly said: () => string;
  stop(): Promise<void>;
}

/** What differs from a fresh deployment of `wrangler.jsonc`. */
export interface WorkerOptions {
  /** Requests that the rate limiter lets a caller make in a minute. Default: what `wrangler.jsonc` says. */
  readonly requestsPerMinute?: number | undefined;
  /** Answers what the Worker asks of the outside. Default: nobody answers. */
  readonly outside?: ((request: Request) => Promise<Response>) | undefined;
}

const dist = fileURLToPath(new URL("../dist", import.meta.url));

/** The modules that a deployment uploads, in real workerd, with these variables and secrets. */
export const startWorker = async (
  variables: Readonly<Record<string, string>>,
  { requestsPerMinute, outside }: WorkerOptions = {},
): Promise<RunningWorker> => {
  let said = "";
  const take = (stream: NodeJS.ReadableStream): void => {
    stream.on("data", (piece: Buffer) => (said += piece.toString()));
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
    // Otherwise it asks Cloudflare where it is.
    cf: false,
    log: new Log(LogLevel.NONE),
    handleRuntimeStdio: (stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream) => {
      take(stdout);
      take(stderr);
    },
    outboundService: async (request: Request) => {
      if (outside === undefined) return new Response("nobody is there", { status: 599 });
      return outside(request);
    },
  });
  const url = await miniflare.ready;
  return { url: url.origin, said: () => said, stop: () => miniflare.dispose() };
};

/** The Worker's own module first: that is the one that answers. */
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

/** Comments stand on lines of their own, and no text in it looks like one. */
const jsonOf = (text: string): string =>
  text.replaceAll(/^\s*\/\/.*$/gm, "").replaceAll(/,(?=\s*[}\]])/g, "");

/** What the build's dry run has checked, in the form that it checked. */
const config = JSON.parse(
  jsonOf(readFileSync(new URL("../wrangler.jsonc", import.meta.url), "utf8")),
) as Config;
