import type { MiddlewareHandler } from "hono";
import { routedBase } from "../links/base-path.ts";
import { securityHeaders } from "./page-files.ts";
import { entryOf, type AppEnvironment, type RequestRecord } from "./log.ts";
import { readHandover } from "./handover.ts";
import type { ServerOptions } from "./options.ts";

/**
 * Middleware that assigns the request ID, sets the security headers and writes the log entry. Behind a front, the front assigns
 * the ID and sets the headers.
 */
export const observe =
  (
    { now, randomUUID, log, cors, isBehindFront = false }: ServerOptions,
    basePath: string | undefined,
  ): MiddlewareHandler<AppEnvironment> =>
  async (context, next) => {
    const handover = isBehindFront ? readHandover(context.req.raw) : undefined;
    const start = handover?.start ?? now();
    let status = 0;
    let isLogged = false;
    const record: RequestRecord = {
      requestId: handover?.requestId ?? randomUUID(),
      base: handover?.base ?? basePath ?? routedBase(context),
      method: context.req.method,
      start,
      api: "public",
      route: "unknown",
      streams: false,
      isPage: false,
      end: () => {
        // A stream can end before its headers are set; the entry is then written after them.
        if (isLogged || status === 0) {
          record.streams = false;
          return;
        }
        isLogged = true;
        if (record.isHandedOver !== true) log(entryOf(record, status, now()));
      },
    };
    context.set("windowpaneRecord", record);
    await next();
    const { headers } = context.res;
    status = context.res.status;
    if (isBehindFront) {
      if (!record.streams) record.end();
      return;
    }
    if (record.api === "ssm") headers.set("x-content-type-options", "nosniff");
    else {
      for (const [name, value] of Object.entries({ ...securityHeaders, ...documentPolicy })) {
        // The web page sets its own policy.
        if (!headers.has(name)) headers.set(name, value);
      }
      headers.set("x-request-id", record.requestId);
      if (!record.isPage) headers.append("vary", "Accept, Authorization");
    }
    if (cors !== undefined && !record.isPage) headers.set("cross-origin-resource-policy", "cross-origin");
    if (context.req.url.startsWith("https:")) headers.set("strict-transport-security", transportSecurity);
    if (!record.streams) record.end();
  };

/** The reference page loads its style sheet from this origin. Everything else is forbidden. */
const documentPolicy = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** One year. Browsers ignore the header over http. */
const transportSecurity = "max-age=31536000; includeSubDomains";
