import type { MiddlewareHandler } from "hono";
import type { AppOptions } from "../options.ts";
import { entryOf, type AppEnvironment, type RequestRecord } from "./record.ts";

/** Gives every request its id, every answer its headers, and the log its entry. */
export const observe =
  ({ now, randomUUID, log, cors }: AppOptions): MiddlewareHandler<AppEnvironment> =>
  async (context, next) => {
    const start = now();
    let status = 0;
    let told = false;
    const record: RequestRecord = {
      requestId: randomUUID(),
      method: context.req.method,
      start,
      door: "open",
      route: "unknown",
      streams: false,
      end: () => {
        // A stream may end before its headers are on their way; it is told with them then.
        if (told || status === 0) {
          record.streams = false;
          return;
        }
        told = true;
        log(entryOf(record, status, now()));
      },
    };
    context.set("record", record);
    await next();
    const { headers } = context.res;
    status = context.res.status;
    if (record.door === "ssm") headers.set("x-content-type-options", "nosniff");
    else {
      for (const [name, value] of Object.entries(securityHeaders)) {
        // A page that carries its own style sheet names it by its hash, which no policy for all can.
        if (!headers.has(name)) headers.set(name, value);
      }
      headers.set("x-request-id", record.requestId);
      headers.append("vary", "Accept, Authorization");
    }
    if (cors !== undefined) headers.set("cross-origin-resource-policy", "cross-origin");
    if (context.req.url.startsWith("https:")) headers.set("strict-transport-security", transportSecurity);
    if (!record.streams) record.end();
  };

/** Headers that every answer of the REST door carries, so that a browser does nothing with it but show it. */
const securityHeaders: Readonly<Record<string, string>> = {
  // A reference page may load its style sheet from here; nothing else is ever loaded, run, framed or sent.
  "content-security-policy":
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** A year. Only where the request came by https: a header over http would be ignored anyway. */
const transportSecurity = "max-age=31536000; includeSubDomains";
