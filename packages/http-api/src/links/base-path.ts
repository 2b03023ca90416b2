import type { Context } from "hono";
import { routePath } from "hono/route";
import { getPath } from "hono/utils/url";
import { EnvironmentError } from "../environment/environment-error.ts";

/**
 * Reads a base path.
 *
 * @param option - name of the option or variable, for the error.
 * @returns the path without a slash at its end: empty at the root of a host.
 * @throws EnvironmentError if it is not the path of a URL.
 */
export const readBasePath = (basePath: string, option: string): string => {
  const path = basePath.endsWith("/") ? basePath.slice(0, -1) : basePath;
  if (path === "" || isPathOfUrl(path)) return path;
  throw new EnvironmentError(
    `${option} ${JSON.stringify(basePath)} is not a valid path.`,
    "Use a path such as /tools/windowpane, percent-encoded and without a query.",
  );
};

/** Headers and JSON contain the path unchanged, so it has only the characters that a URL keeps. */
const isPathOfUrl = (path: string): boolean =>
  /^(?:\/[\w\-.~!$&()*+=:@%]+)+$/u.test(path) && new URL(path, "http://host.invalid").pathname === path;

/** Creates Hono's path of a request: the path below `basePath`. A proxy or a host app may have removed `basePath` already. */
export const pathBelow =
  (basePath: string) =>
  (request: Request): string =>
    withoutBase(basePath, getPath(request));

/** Removes the base path from a path, if it begins with it. */
export const withoutBase = (base: string, path: string): string =>
  isBelow(base, path) ? path.slice(base.length) || "/" : path;

/**
 * Returns the path under which a host app has added this app with `app.route`, from the context of a middleware for `*`. Empty
 * without a host app.
 */
export const routedBase = (context: Context): string => {
  const pattern = routePath(context).replace(/\/\*$/u, "");
  if (!/[:*{]/u.test(pattern)) return pattern;
  // The host's path has parameters, each of which matches one segment.
  return context.req.path.split("/", pattern.split("/").length).join("/");
};

/** Whether a path is the base path, or below it. */
export const isBelow = (base: string, path: string): boolean => path === base || path.startsWith(`${base}/`);
