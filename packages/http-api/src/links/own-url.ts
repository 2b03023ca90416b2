import { isBelow } from "./base-path.ts";

/** URL of a route of this app, as a path at the host of the request. All links of the app come from this file. */
export const ownUrl = (base: string, path: string): string => `${base}${path}`;

/** Path of a request as the client sent it. A proxy or a host app may have removed the base path. */
export const sentPath = (base: string, { pathname }: URL): string =>
  isBelow(base, pathname) ? pathname : ownUrl(base, pathname);

/** Value of a `Link` header to the next page of a response. */
export const nextPageLink = (base: string, url: URL, next: Readonly<Record<string, string>>): string => {
  const query = new URLSearchParams(url.searchParams);
  // A cursor contains the start of the period.
  if ("cursor" in next) query.delete("since");
  for (const [name, value] of Object.entries(next)) query.set(name, value);
  return `<${sentPath(base, url)}?${query.toString()}>; rel="next"`;
};
