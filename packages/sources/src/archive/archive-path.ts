import { join } from "node:path";
import { expand, homeOf } from "../aws/config-files.ts";
import type { Platform } from "../source/source.ts";

/**
 * The path of the archive's file: as given, else from WINDOWPANE_ARCHIVE, else `windowpane/archive.sqlite` in the folder for
 * programs' data: XDG_DATA_HOME, LOCALAPPDATA on Windows, or ~/.local/share.
 */
export const archivePath = (given: string | undefined, { env }: Pick<Platform, "env">): string => {
  const path = given || env["WINDOWPANE_ARCHIVE"];
  if (path) return expand(path, env);
  const data = env["XDG_DATA_HOME"] || env["LOCALAPPDATA"] || join(homeOf(env), ".local", "share");
  return join(data, "windowpane", "archive.sqlite");
};
