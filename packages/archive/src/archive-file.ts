import { homedir } from "node:os";
import { join } from "node:path";

/** The environment that decides where the archive is. */
export interface ArchiveFileOptions {
  /** Environment variables. Default: those of the process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** As `process.platform`. Default: this machine's. */
  readonly platform?: string | undefined;
}

/**
 * Returns the path of the archive: `WINDOWPANE_ARCHIVE`, or else `windowpane/archive.db` in the user's data folder, which is
 * `XDG_DATA_HOME` or `~/.local/share`, `~/Library/Application Support` on macOS, and `%LOCALAPPDATA%` on Windows.
 */
export const archiveFile = ({
  env = process.env,
  platform = process.platform,
}: ArchiveFileOptions = {}): string => {
  const chosen = env["WINDOWPANE_ARCHIVE"] ?? "";
  return chosen === "" ? join(dataFolder(env, platform), "windowpane", "archive.db") : chosen;
};

const dataFolder = (env: Readonly<Record<string, string | undefined>>, platform: string): string => {
  const home = env["HOME"] || env["USERPROFILE"] || homedir();
  if (platform === "win32") return env["LOCALAPPDATA"] || join(home, "AppData", "Local");
  if (platform === "darwin") return join(home, "Library", "Application Support");
  return env["XDG_DATA_HOME"] || join(home, ".local", "share");
};
