import { Hono, type Context } from "hono";
import { cors } from "hono/cors";
import { checkOptions, type AppOptions } from "./options.ts";
import { ProblemError } from "./problem/problem-error.ts";
import { problemOf } from "./problem/problem-of.ts";
import { routes } from "./routes/index.ts";
import { observe } from "./server/observe.ts";
import { createParts } from "./server/parts.ts";
import type { AppEnvironment } from "./server/record.ts";
import { refuse, serveRoute } from "./server/rest-door.ts";
import { serveSsm } from "./server/ssm-door.ts";

/**
 * The app: `POST /` speaks AWS's protocol, everything else is REST. It runs wherever a `Request` is answered with a
 * `Response`.
 *
 * @throws Error if an option is missing, or if `access` is empty and `open` is not set.
 * @example
 * const app = createApp({ transport, access: [bearer({ tokens })], now, randomUUID, log, sleep });
 * export default { fetch: app.fetch };
 */
export const createApp = (options: AppOptions): Hono => {
  checkOptions(options);
  const parts = createParts(options);
  const app = new Hono<AppEnvironment>();
  app.use("*", observe(options));
  if (options.cors !== undefined) app.use("*", corsFor(options.cors.origins));

  const ssm = serveSsm(parts);
  app.get("/", async (context) =>
    wantsPage(context) ? context.redirect(pageBeside(context), 303) : ssm(context),
  );
  app.all("/", ssm);

  for (const row of routes) app.on(row.method, honoPath(row.path), serveRoute(row, parts));
  for (const [path, methods] of methodsByPath()) {
    app.all(honoPath(path), (context) => otherMethod(context, path, methods));
  }
  app.notFound((context) => {
    if (isForSsm(context)) return ssm(context);
    const error = new ProblemError("no-such-route", { detail: "No route has this path." });
    return refuse(error.problem, error, context);
  });
  app.onError((error, context) => refuse(problemOf(error), error, context));
  // The record of a request is between our own handlers; to whoever mounts the app it is one like any other.
  return app as unknown as Hono;
};

const corsFor = (origins: readonly string[]): ReturnType<typeof cors> =>
  cors({
    origin: [...origins],
    allowMethods: ["GET", "HEAD", "POST"],
    exposeHeaders: ["ETag", "Link", "Retry-After", "X-Request-Id", "X-Amzn-RequestId"],
    maxAge: 600,
  });

/** AWS answers GET with XML that means nothing to a person; whoever asks for a page gets the reference page. */
const wantsPage = ({ req }: Context): boolean =>
  (req.header("accept") ?? "").toLowerCase().includes("text/html");

/** AWS does not look at the path, as was seen on sibling services; a client whose endpoint URL has one hears AWS's words here, too. */
const isForSsm = ({ req }: Context): boolean =>
  req.method === "POST" && req.header("x-amz-target") !== undefined;

const pageBeside = ({ req }: Context): string => `${req.path.replace(/\/$/u, "")}/docs`;

/** `/v1/windows/{windowId}` is `/v1/windows/:windowId` to Hono. */
const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/gu, ":$1");

const methodsByPath = (): ReadonlyMap<string, readonly string[]> => {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) {
    const known = methods.get(path) ?? ["OPTIONS"];
    methods.set(path, [...(method === "GET" ? ["GET", "HEAD"] : [method]), ...known]);
  }
  return methods;
};

const otherMethod = (
  context: Context<AppEnvironment>,
  path: string,
  methods: readonly string[],
): Response => {
  context.get("record").route = path;
  const allow = methods.join(", ");
  if (context.req.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
  const error = new ProblemError("method-not-allowed", {
    detail: `The route has ${allow}.`,
    headers: { allow },
  });
  return refuse(error.problem, error, context);
};
