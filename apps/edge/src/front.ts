/** The Worker's own part: authentication, rate limit, headers and the page. An object does the rest. */
import {
  createFront,
  isEnvironmentError,
  type Account,
  type PageFile,
  type PageFiles,
} from "@windowpane/http-api";
import { readEnv, type Env, type SourceSettings } from "./env.ts";
import { fleetBindings } from "./fleet-bindings.ts";
import { FLEET_NAME, objectIn, type ObjectNamespace } from "./objects.ts";
import type { Platform } from "./platform.ts";
import { refuseAll, type Handler } from "./refuse.ts";
import { checkSource, type AccountSource } from "./source.ts";

/** Environment of the front: the variables, and the bindings that only the front uses. */
export interface FrontEnv extends Env {
  /** Durable Objects: one per account and region. */
  readonly ACCOUNTS: ObjectNamespace;
  /** Files of the web page. */
  readonly ASSETS: Assets;
}

/** The part of the binding of static assets that the Worker uses. */
interface Assets {
  fetch(request: Request): Promise<Response>;
}

/** Creates the front from the environment. If the environment is invalid, the handler refuses every request. */
export const createHandler = async (env: FrontEnv, platform: Platform): Promise<Handler> => {
  try {
    const { source, app } = readEnv(env, platform.now);
    const account = await accountOf(source, env);
    const { now, randomUUID, sleep, log } = platform;
    const { fetch } = createFront({ ...app, account, page: pageIn(env.ASSETS), now, randomUUID, sleep, log });
    return (request) => fetch(request);
  } catch (error) {
    if (!isEnvironmentError(error)) throw error;
    return refuseAll(error, platform);
  }
};

/**
 * Returns the object that responds to clients.
 *
 * @throws EnvironmentError if the scenario is unknown, or a binding of a fleet is missing.
 */
const accountOf = async (source: SourceSettings, env: FrontEnv): Promise<Account> => {
  if (source.kind === "fleet") return objectIn(fleetBindings(env).FLEET, FLEET_NAME);
  await checkSource(source);
  return objectIn(env.ACCOUNTS, nameOf(source));
};

/**
 * Returns the name of the object of one account and region. It contains the access key ID, because the key decides which account is read. New keys
 * start with a new object.
 */
const nameOf = (source: AccountSource): string =>
  source.kind === "demo"
    ? `demo:${source.scenario ?? ""}`
    : `aws:${source.region}:${source.credentials.accessKeyId}`;

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
