/** Refuses requests that a web page of another site causes: under another host name, or from another origin. */
import type { MiddlewareHandler } from "hono";
import { ProblemError } from "../problem/problem-error.ts";
import type { AppEnvironment } from "./log.ts";
import type { ServerOptions } from "./options.ts";
import { refuse } from "./rest-handler.ts";

/** Middleware that checks the host and the origin of a request. */
export const guard =
  ({ allowedHosts, cors, isBehindFront }: ServerOptions): MiddlewareHandler<AppEnvironment> =>
  async (context, next) => {
    const request = context.req.raw;
    // The front has checked it, and knows its origins.
    const error =
      isBehindFront === true
        ? undefined
        : (wrongHost(request, allowedHosts) ?? wrongOrigin(request, context.req.path, cors?.origins ?? []));
    if (error !== undefined) return refuse(error.problem, error, context);
    return next();
  };

/**
 * With DNS rebinding, a web page reaches a server on loopback under the page's own host name, so the browser takes the server
 * for the page's own origin. `X-Forwarded-Host` is ignored: a page can send it.
 */
const wrongHost = (
  { url, headers }: Request,
  allowedHosts: ServerOptions["allowedHosts"],
): ProblemError | undefined => {
  if (allowedHosts === undefined) return undefined;
  // A request line can name another host.
  const names = [new URL(url).hostname, hostnameOf(headers.get("host"))];
  const wrong = names.find((name) => name !== undefined && !allowedHosts(name));
  if (wrong === undefined) return undefined;
  return new ProblemError("host-not-allowed", {
    detail: `This server does not answer to the host name ${JSON.stringify(wrong.slice(0, 100))}. Use localhost, or ask its operator to allow the name (--allowed-host).`,
  });
};

/** Returns the host name of a Host header in lower case, without port and final dot. Undefined without a header. */
const hostnameOf = (host: string | null): string | undefined => {
  if (host === null) return undefined;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : host;
};

/**
 * A page of another site can cause a request, although it cannot read the response. A form or an image of such a page must not
 * start work. Links to GET routes work. Browsers send `Sec-Fetch-Site` over https and to localhost, and `Origin` with POST.
 *
 * @param path - the decoded path, by which the router chooses the route: `/%761/` of a URL is `/v1/`.
 */
const wrongOrigin = (
  request: Request,
  path: string,
  origins: readonly string[],
): ProblemError | undefined => {
  const { method, headers, url } = request;
  const isSafe = method === "GET" || method === "HEAD";
  // The page, its files and the reference cause no requests to AWS.
  if (method === "OPTIONS" || (isSafe && !path.includes("/v1/"))) return undefined;
  const origin = headers.get("origin");
  if (origin !== null && origins.includes(origin)) return undefined;
  const site = headers.get("sec-fetch-site");
  const isForeign =
    site === null
      ? !isSafe && origin !== null && hostOf(origin) !== (headers.get("host") ?? new URL(url).host)
      : site === "cross-site" || site === "same-site";
  const isLink =
    isSafe && headers.get("sec-fetch-mode") === "navigate" && headers.get("sec-fetch-dest") === "document";
  if (!isForeign || isLink) return undefined;
  return new ProblemError("cross-origin", {
    detail:
      "A web page of another origin sent this request. Open the server's own page, or ask its operator to allow the origin (CORS).",
  });
};

const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;

/**
 * Returns the test of host names for a server on loopback: localhost, loopback addresses, and the given names.
 *
 * @param names - in any case, without ports.
 */
export const loopbackHosts = (names: readonly string[]): ((hostname: string) => boolean) => {
  const allowed = new Set(["localhost", "[::1]", ...names.map((name) => withoutDot(name.toLowerCase()))]);
  return (hostname) => {
    const name = withoutDot(hostname.toLowerCase());
    return allowed.has(name) || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u.test(name);
  };
};

const withoutDot = (name: string): string => name.replace(/\.$/u, "");
