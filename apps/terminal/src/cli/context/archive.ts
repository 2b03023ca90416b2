import { access } from "node:fs/promises";
import type { Archive } from "@windowpane/archive";
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
 * @throws UsageError if there is none; ArchiveError if it cannot be read.
 */
export const openArchiveFile = async (context: Pick<Context, "host" | "options">): Promise<OpenedArchive> => {
  const path = await archivePath(context);
  if (!(await exists(path))) {
    throw new UsageError(
      `There is no archive at ${path}.`,
      "Run `windowpane collect` to create one, or choose another with --archive.",
    );
  }
  return openReadOnly(context, path);
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
  return (await exists(path)) ? openReadOnly(context, path) : undefined;
};

const archivePath = async ({ host, options }: Pick<Context, "host" | "options">): Promise<string> => {
  const { archiveFile } = await import("@windowpane/archive/node");
  const given = options["archive"];
  if (given === "") throw new UsageError("--archive has no value.", "Give the path of an archive.");
  return typeof given === "string" ? given : archiveFile({ env: host.env });
};

const openReadOnly = async ({ host }: Pick<Context, "host">, path: string): Promise<OpenedArchive> => {
  const [{ openArchive }, { openSqliteFile }] = await Promise.all([
    import("@windowpane/archive"),
    import("@windowpane/archive/node"),
  ]);
  const sql = await openSqliteFile(path, { readOnly: true });
  return { ...(await openArchive({ sql, now: host.now })), path, close: () => sql.close() };
};

const exists = async (path: string): Promise<boolean> => {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
};
