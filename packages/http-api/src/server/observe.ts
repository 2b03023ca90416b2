import type { MiddlewareHandler } from "hono";
import { routedBase } from "../links/base-path.ts";
import { entryOf, type AppEnvironment, type RequestRecord } from "./log.ts";
import type { AppOptions } from "./options.ts";

/** Middleware that assigns the request ID, sets the security headers and writes the log entry. */
export const observe =
  (
    { now, randomUUID, log, cors }: AppOptions,
    basePath: string | undefined,
  ): MiddlewareHandler<AppEnvironment> =>
  async (context, next) => {
    const start = now();
    let status = 0;
    let isLogged = false;
    const record: RequestRecord = {
      requestId: randomUUID(),
      base: basePath ?? routedBase(context),
      method: context.req.method,
      start,
      api: "public",
      route: "unknown",
      streams: false,
      end: () => {
        // A stream can end before its headers are set; the entry is then written after them.
        if (isLogged || status === 0) {
          record.streams = false;
          return;
        }
        isLogged = true;
        log(entryOf(record, status, now()));
      },
    };
    context.set("windowpaneRecord", record);
    await next();
    const { headers } = context.res;
    status = context.res.status;
    if (record.api === "ssm") headers.set("x-content-type-options", "nosniff");
    else {
      for (const [name, value] of Object.entries(securityHeaders)) {
        // A page with an inline style sheet sets a policy with the hash of that sheet.
        if (!headers.has(name)) headers.set(name, value);
      }
      headers.set("x-request-id", record.requestId);
      headers.append("vary", "Accept, Authorization");
    }
    if (cors !== undefined) headers.set("cross-origin-resource-policy", "cross-origin");
    if (context.req.url.startsWith("https:")) headers.set("strict-transport-security", transportSecurity);
    if (!record.streams) record.end();
  };

/** Security headers of every REST response. */
const securityHeaders: Readonly<Record<string, string>> = {
  // The reference page loads its style sheet from this origin. Everything else is forbidden.
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** One year. Browsers ignore the header over http. */
const transportSecurity = "max-age=31536000; includeSubDomains";
