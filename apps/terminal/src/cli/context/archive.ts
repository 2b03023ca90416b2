import { access, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Archive } from "@windowpane/archive";
import type { SqliteFileOptions } from "@windowpane/archive/node";
import { ConfigurationError } from "../../host/configuration-error.ts";
import { UsageError } from "../../host/usage-error.ts";
import type { Context } from "./context.ts";
import type { OptionRow } from "./option.ts";

/** The archive that a command reads. */
export const archiveOption: OptionRow = {
  flags: "--archive <file>",
  about:
    "archive that `windowpane collect` writes (default $WINDOWPANE_ARCHIVE, else archive.db in the user's data folder)",
  group: "Source",
  completes: "files",
};

/** An archive that was opened for reading, with its path. */
export interface OpenedArchive extends Archive {
  readonly path: string;
  readonly close: () => void;
}

/**
 * Opens the archive for reading.
 *
 * @throws UsageError if the file does not exist; ConfigurationError if it cannot be read.
 */
export const openArchiveFile = async (context: Pick<Context, "host" | "options">): Promise<OpenedArchive> => {
  const path = await archivePath(context);
  if (!(await exists(path))) {
    throw new UsageError(
      `There is no archive at ${path}.`,
      "Run `windowpane collect` to create one, or choose another with --archive.",
    );
  }
  return openFile(context, path, { readOnly: true });
};

/**
 * Opens the archive for writing.
 *
 * @param options - `mustExist`: do not create the file. Default: the file and its folder are created.
 * @throws UsageError if it must exist and does not; ConfigurationError if it cannot be written.
 */
export const openArchiveToWrite = async (
  context: Pick<Context, "host" | "options">,
  { mustExist = false }: { readonly mustExist?: boolean } = {},
): Promise<OpenedArchive> => {
  const path = await archivePath(context);
  if (!(await exists(path))) {
    if (mustExist) return openArchiveFile(context);
    // If this fails, opening the file tells why.
    await mkdir(dirname(path), { recursive: true }).catch(() => {});
  }
  return openFile(context, path, {});
};

/**
 * Opens the archive for reading, for commands that work without one. The default file is used only with AWS: an archive of other
 * accounts knows nothing of the demo or a snapshot.
 *
 * @returns undefined without an archive.
 * @throws UsageError if --archive names a file that does not exist.
 */
export const openArchiveIfAny = async (
  context: Pick<Context, "host" | "options" | "settings">,
): Promise<OpenedArchive | undefined> => {
  const { host, options, settings } = context;
  if (options["archive"] !== undefined) return openArchiveFile(context);
  const isChosen = (host.env["WINDOWPANE_ARCHIVE"] ?? "") !== "";
  if (!isChosen && settings.source !== "aws") return undefined;
  const path = await archivePath(context);
  return (await exists(path)) ? openFile(context, path, { readOnly: true }) : undefined;
};

/** The path of the archive that --archive or the environment names. */
export const archivePath = async ({ host, options }: Pick<Context, "host" | "options">): Promise<string> => {
  const { archiveFile } = await import("@windowpane/archive/node");
  const given = options["archive"];
  if (given === "") throw new UsageError("--archive has no value.", "Give the path of an archive.");
  return typeof given === "string" ? given : archiveFile({ env: host.env });
};

const openFile = async (
  { host }: Pick<Context, "host">,
  path: string,
  options: SqliteFileOptions,
): Promise<OpenedArchive> => {
  const [{ isArchiveError, openArchive }, { openSqliteFile }] = await Promise.all([
    import("@windowpane/archive"),
    import("@windowpane/archive/node"),
  ]);
  try {
    const sql = await openSqliteFile(path, options);
    return { ...(await openArchive({ sql, now: host.now })), path, close: () => sql.close() };
  } catch (error) {
    if (!isArchiveError(error)) throw error;
    throw new ConfigurationError(error.problem, error.advice, { cause: error });
  }
};

const exists = async (path: string): Promise<boolean> => {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
};
