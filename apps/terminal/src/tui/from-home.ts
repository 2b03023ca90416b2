import type { Env } from "./theme/variant.ts";

/** A path as a shell would take it: `~` at its beginning is the home folder. */
export const fromHome = (path: string, env: Env): string => {
  const home = env["HOME"] ?? env["USERPROFILE"] ?? "";
  return home !== "" && /^~(?=$|[\\/])/.test(path) ? home + path.slice(1) : path;
};
