import { Hono, type Context } from "hono";
import { cors } from "hono/cors";
import type { Transport } from "@windowpane/core";
import { defaultLimits } from "../limits/limits.ts";
import { readBasePath, pathBelow, routedBase } from "../links/base-path.ts";
import { readOrigins } from "../links/origins.ts";
import { ownUrl } from "../links/own-url.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { problemOf } from "../problem/problem-of.ts";
import { servePage } from "./page-handler.ts";
import { routes } from "../routes/index.ts";
import { createAppContext } from "./app-context.ts";
import type { AppEnvironment } from "./log.ts";
import { observe } from "./observe.ts";
import { guard } from "./guard.ts";
import { handedOverCaller } from "./handover.ts";
import {
  checkOptions,
  type AccountAppOptions,
  type AppOptions,
  type FrontOptions,
  type ServerOptions,
} from "./options.ts";
import { checkUrl, refuse, serveRoute } from "./rest-handler.ts";
import { serveSsm } from "./ssm-handler.ts";

/**
 * Creates the app: AWS's protocol at `POST /`, the web page at `GET /` for browsers, REST at all other routes. It runs wherever a `Request` is answered with a
 * `Response`.
 *
 * @throws Error if a required option is missing, if `basePath` is not a path, or if `access` is empty and `open` is not set.
 * @example
 * const app = createApp({ transport, access: [bearer({ tokens })], now, randomUUID, log, sleep });
 * export default { fetch: app.fetch };
 */
export const createApp = (options: AppOptions): Hono => {
  checkOptions(options);
  return assemble(options);
};

/**
 * Creates a front: the app without its transport. It authenticates callers, limits their rate and serves the routes without
 * authentication. It passes all other requests to the app of the account, which can live in another isolate or process and be
 * the only one that sends requests to AWS. Requests without valid credentials do not reach it.
 *
 * @throws Error if a required option is missing, or if `access` is empty and `open` is not set.
 * @example
 * const front = createFront({ account: durableObjectStub, access: [bearer({ tokens })], now, randomUUID, log, sleep });
 */
export const createFront = (options: FrontOptions): Hono => {
  const transport: Transport = {
    name: "front",
    send: () => Promise.reject(new Error("A front sends no requests to AWS.")),
  };
  const { timeoutMs = defaultLimits.timeoutMs } = options.limits ?? {};
  // The app of the account ends a request at its limit. The front waits a little longer for the response that says so.
  const limits = { ...options.limits, timeoutMs: timeoutMs + FRONT_MARGIN };
  const all = { ...options, limits, transport };
  checkOptions(all);
  return assemble(all);
};

/**
 * Creates the app of one account, for the requests that a front passes on. It accepts what the front says about a caller, so it
 * must not be reachable in another way.
 *
 * @throws Error if a required option is missing.
 */
export const createAccountApp = (options: AccountAppOptions): Hono => {
  const access = options.open === true ? [] : [handedOverCaller];
  const all = { ...options, access, rateLimit: async () => ({ allowed: true }), isBehindFront: true };
  checkOptions(all);
  return assemble(all);
};

/** In milliseconds. */
const FRONT_MARGIN = 5000;

const assemble = (options: ServerOptions): Hono => {
  const appContext = createAppContext(options);
  const basePath = options.basePath === undefined ? undefined : readBasePath(options.basePath, "basePath");
  const app = new Hono<AppEnvironment>(basePath === undefined ? {} : { getPath: pathBelow(basePath) });
  app.use("*", observe(options, basePath));
  if (options.cors !== undefined) app.use("*", corsFor(readOrigins(options.cors.origins, "cors.origins")));
  app.use("*", guard(options));

  const ssm = serveSsm(appContext);
  const page = options.page === undefined ? undefined : servePage(options.page);
  if (page !== undefined) {
    app.get("/assets/:file", page.asset);
    app.all("/assets/:file", (context) =>
      methodNotAllowed(context, "/assets/{file}", ["GET", "HEAD", "OPTIONS"]),
    );
  }

  for (const route of routes) app.on(route.method, honoPath(route.path), serveRoute(route, appContext));
  for (const [path, methods] of methodsByPath()) {
    app.all(honoPath(path), (context) => methodNotAllowed(context, path, methods));
  }
  // A host app does not use the `notFound` of an app that it mounts, and its root can end in a slash.
  app.all("*", (context) => {
    if (isRoot(context)) {
      if (!acceptsHtml(context)) return ssm(context);
      return page === undefined ? toReference(context) : page.index(context);
    }
    if (isSsmRequest(context)) return ssm(context);
    checkUrl(context.req.url);
    const error = new ProblemError("route-not-found", {
      detail: `No route matches this path. See ${ownUrl(context.get("windowpaneRecord").base, "/openapi.json")} for the list.`,
    });
    return refuse(error.problem, error, context);
  });
  app.onError((error, context) => refuse(problemOf(error), error, context));
  // The request record is internal: to a host that mounts the app, it is an ordinary Hono app.
  return app as unknown as Hono;
};

const corsFor = (origins: readonly string[]): ReturnType<typeof cors> =>
  cors({
    origin: [...origins],
    allowMethods: ["GET", "HEAD", "POST"],
    exposeHeaders: ["ETag", "Link", "Retry-After", "X-Request-Id", "X-Amzn-RequestId"],
    maxAge: 600,
  });

/** Whether the path is the root of the app, in a host app with or without a slash at its end. */
const isRoot = (context: Context): boolean =>
  ["", "/"].includes(context.req.path.slice(routedBase(context).length));

/** Whether a browser opens the root. It gets a page instead of AWS's XML error for GET. */
const acceptsHtml = ({ req }: Context): boolean =>
  (req.method === "GET" || req.method === "HEAD") &&
  (req.header("accept") ?? "").toLowerCase().includes("text/html");

/** AWS ignores the path (seen on sibling services), so a client whose endpoint URL has one gets AWS's responses, too. */
const isSsmRequest = ({ req }: Context): boolean =>
  req.method === "POST" && req.header("x-amz-target") !== undefined;

const toReference = (context: Context<AppEnvironment>): Response =>
  context.redirect(ownUrl(context.get("windowpaneRecord").base, "/docs"), 303);

/** Translates `/v1/windows/{windowId}` to Hono's `/v1/windows/:windowId`. */
const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/gu, ":$1");

const methodsByPath = (): ReadonlyMap<string, readonly string[]> => {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const known = methods.get(path) ?? ["OPTIONS"];
    methods.set(path, [...(method === "GET" ? ["GET", "HEAD"] : [method]), ...known]);
  }
  return methods;
};

const methodNotAllowed = (
  context: Context<AppEnvironment>,
  path: string,
  methods: readonly string[],
): Response => {
  context.get("windowpaneRecord").route = path;
  checkUrl(context.req.url);
  const allow = methods.join(", ");
  if (context.req.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
  const error = new ProblemError("method-not-allowed", {
    detail: `The route does not support this method. Use ${allow}.`,
    headers: { allow },
  });
  return refuse(error.problem, error, context);
};
