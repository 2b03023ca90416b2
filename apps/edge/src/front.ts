/** The Worker's own part: authentication, rate limit, headers and the page. The object of the account does the rest. */
import {
  createFront,
  isEnvironmentError,
  type Account,
  type EnvironmentError,
  type PageFile,
  type PageFiles,
} from "@windowpane/http-api";
import { readEnv, type Env, type SourceSettings } from "./env.ts";
import type { Platform } from "./platform.ts";
import { checkSource } from "./source.ts";

/** Environment of the front: the variables, and the bindings that only the front uses. */
export interface FrontEnv extends Env {
  /** Durable Objects: one per account and region. */
  readonly ACCOUNTS: AccountNamespace;
  /** Files of the web page. */
  readonly ASSETS: Assets;
}

/** The part of a Durable Object namespace that the Worker uses. */
interface AccountNamespace {
  getByName(name: string): { fetch(request: Request): Promise<Response> };
}

/** The part of the binding of static assets that the Worker uses. */
interface Assets {
  fetch(request: Request): Promise<Response>;
}

/** Handles a request. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** Creates the front from the environment. If the environment is invalid, the handler refuses every request. */
export const createHandler = async (env: FrontEnv, platform: Platform): Promise<Handler> => {
  try {
    const { source, app } = readEnv(env, platform.now);
    await checkSource(source);
    const { now, randomUUID, sleep, log } = platform;
    const account = accountIn(env.ACCOUNTS, nameOf(source));
    const { fetch } = createFront({ ...app, account, page: pageIn(env.ASSETS), now, randomUUID, sleep, log });
    return (request) => fetch(request);
  } catch (error) {
    if (!isEnvironmentError(error)) throw error;
    return refuseAll(error, platform);
  }
};

/**
 * Returns the name of a source's object. It contains the access key ID, because the key decides which account is read. New keys
 * start with a new object.
 */
const nameOf = (source: SourceSettings): string =>
  source.kind === "demo"
    ? `demo:${source.scenario ?? ""}`
    : `aws:${source.region}:${source.credentials.accessKeyId}`;

const accountIn = (accounts: AccountNamespace, name: string): Account => ({
  fetch: async (request) => {
    try {
      return await accounts.getByName(name).fetch(request);
    } catch (error) {
      // Cloudflare marks errors after which the request can be sent again: the object moved, or a new version was deployed.
      const isRetryable = Reflect.get(Object(error), "retryable") === true;
      const isOverloaded = Reflect.get(Object(error), "overloaded") === true;
      if (request.method !== "GET" || request.signal.aborted || !isRetryable || isOverloaded) throw error;
      return accounts.getByName(name).fetch(request);
    }
  },
});

/** The files of the page. At the root of a host, Cloudflare serves those below `assets/` without the Worker. */
const pageIn = (assets: Assets): PageFiles => {
  // The files, not promises of them: in a Worker, a request cannot wait for what another one has started.
  const known = new Map<string, PageFile>();
  return {
    file: async (path) => {
      if (path !== "index.html" && !/^assets\/\w[\w.-]*$/u.test(path)) return undefined;
      const before = known.get(path);
      if (before !== undefined) return before;
      const response = await assets.fetch(new Request(`https://page.invalid/${path}`));
      if (!response.ok) return undefined;
      const [media = ""] = (response.headers.get("content-type") ?? "").split(";");
      const file = { media, bytes: new Uint8Array(await response.arrayBuffer()) };
      known.set(path, file);
      return file;
    },
  };
};

/**
 * Creates a handler that refuses every request with 503 and logs the reason. The problem document names the variables to set,
 * never their values, so that a first request after the deployment shows what is missing.
 */
const refuseAll =
  ({ message, advice }: EnvironmentError, { log, now }: Pick<Platform, "log" | "now">) =>
  (): Response => {
    const title = "The Worker is not configured.";
    const detail = `${message} ${advice}`;
    const entry = {
      time: now().toISOString(),
      level: "error",
      message: `${title} ${detail}`,
      status: 503,
    } as const;
    log(entry);
    return new Response(JSON.stringify({ type: "about:blank", title, status: 503, detail }), {
      status: 503,
      headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
    });
  };
