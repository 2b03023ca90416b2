import { isSignatureError } from "@windowpane/endpoint";
import { isAuthenticationError } from "../auth/authentication-error.ts";
import { sentPath } from "../links/own-url.ts";
import type { Admission } from "./admission.ts";

/**
 * Identifies callers by the path that they sent, because signatures cover it. If a proxy or a host app has removed the base path,
 * the client can have sent the root with and without a slash at its end, or the path as it arrived.
 */
export const withSentPath = (admission: Admission, base: string): Admission => {
  if (base === "") return admission;
  return {
    ...admission,
    identify: async (request, body) => {
      const [last = request, ...others] = requestsAsSent(base, request).toReversed();
      for (const other of others.toReversed()) {
        try {
          return await admission.identify(other, body);
        } catch (error) {
          if (!isAuthenticationError(error) || !isSignatureError(error.cause)) throw error;
        }
      }
      return admission.identify(last, body);
    },
  };
};

const requestsAsSent = (base: string, request: Request): readonly Request[] => {
  const url = new URL(request.url);
  const path = sentPath(base, url);
  if (path === url.pathname) return [request];
  const paths = url.pathname === "/" ? [path, base] : [path];
  // The body has been read.
  const { method, headers } = request;
  return [
    ...paths.map((sent) => new Request(new URL(`${sent}${url.search}`, url), { method, headers })),
    request,
  ];
};
