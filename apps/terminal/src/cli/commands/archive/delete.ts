import { commonOptions } from "../../context/option.ts";
import { countRuns, deleteRuns, forgetUnread, type RunSelection } from "@windowpane/archive";
import { parseSince } from "@windowpane/core";
import { cleanId, idKind } from "@windowpane/explorer";
import { exitCodes } from "../../../host/exit-code.ts";
import { UsageError } from "../../../host/usage-error.ts";
import { accountIds } from "../../arguments/account-ids.ts";
import { openArchiveToWrite, type OpenedArchive } from "../../context/archive.ts";
import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { counted } from "../../output/page.ts";
import { show } from "../../output/show.ts";

export const deleteCommand: Command = {
  description:
    "Deletes the runs that match every given option, with their machines and documents, and the gaps of accounts that could not be " +
    "collected. AWS is not changed: the next collection reads runs of the last day again, and no older ones. To delete old runs automatically use `windowpane collect --keep 400d`.",
  arguments: [],
  options: [
    commonOptions.archive,
    {
      flags: "--before <time>",
      about: "runs that started before this time, such as 2025-01-01, or 400d ago",
      group: "Options",
    },
    { flags: "--window <WindowId>", about: "runs of this window", group: "Options" },
    {
      flags: "--execution <WindowExecutionId>",
      about: "this run; repeatable",
      group: "Options",
      repeatable: true,
    },
    { flags: "--yes", about: "delete without a question", group: "Options" },
  ],
  examples: [
    { line: "archive delete --before 2025-01-01", about: "Delete old runs" },
    { line: "archive delete --account 111122223333 --yes", about: "Delete an account without a question" },
  ],
  refuses: ["showCli"],
  async run(context) {
    const { host, options, console } = context;
    const selections = readSelections(context);
    const archive = await openArchiveToWrite(context, { mustExist: true });
    try {
      let count = 0;
      for (const selection of selections) count += await countRuns(archive, selection);
      if (count === 0) {
        const forgotten = await forget(archive, selections);
        await console.note(
          forgotten === 0
            ? "No run of the archive matches. Nothing was deleted."
            : `No run of the archive matches. The gaps of ${counted(forgotten, "location")} that could not be collected were deleted.`,
        );
        return exitCodes.done;
      }
      if (options["yes"] !== true) await confirm(context, count, archive.path);
      let deleted = 0;
      for (const selection of selections) {
        for (let more = true; more;) {
          host.interrupt.throwIfAborted();
          const step = await deleteRuns(archive, selection);
          deleted += step.runs;
          ({ more } = step);
          await console.progress(`${deleted} of ${count} runs deleted`);
        }
      }
      await forget(archive, selections);
      await show(context, {
        value: { deleted },
        rows: [{ deleted }],
        text: () => `${counted(deleted, "run")} deleted.\n`,
      });
      return exitCodes.done;
    } finally {
      archive.close();
    }
  },
};

/** One selection for each combination of account and region. */
const readSelections = ({ host, options, settings }: Context): readonly RunSelection[] => {
  const { before, window, execution } = options;
  const selection: RunSelection = {
    ...(typeof before === "string" ? { before: readBefore(host, before) } : {}),
    ...(typeof window === "string" ? { WindowId: requireId(window, "window") } : {}),
    ...(Array.isArray(execution)
      ? { WindowExecutionIds: execution.map((id) => requireId(String(id), "uuid")) }
      : {}),
  };
  const { regions } = settings;
  const accounts = accountIds(settings);
  if (Object.keys(selection).length === 0 && accounts.length === 0 && regions.length === 0) {
    throw new UsageError(
      "It is not clear which runs to delete.",
      "Give --before, --window, --execution, --account or --region.",
    );
  }
  return (accounts.length === 0 ? [undefined] : accounts).flatMap((Account) =>
    (regions.length === 0 ? [undefined] : regions).map((Region) => ({
      ...selection,
      ...(Account === undefined ? {} : { Account }),
      ...(Region === undefined ? {} : { Region }),
    })),
  );
};

/** Deletes why whole accounts and regions could not be collected. Returns the number of locations. */
const forget = async (archive: OpenedArchive, selections: readonly RunSelection[]): Promise<number> => {
  let forgotten = 0;
  for (const { Account, Region, ...rest } of selections)
    if (Object.keys(rest).length === 0) forgotten += await forgetUnread(archive, { Account, Region });
  return forgotten;
};

/** Names are refused: the windows of several accounts can have the same one. */
const requireId = (given: string, kind: "window" | "uuid"): string => {
  const id = cleanId(given);
  if (idKind(id) === kind) return id;
  const [flag, noun, command] =
    kind === "window"
      ? ["--window", "a window ID", "windows"]
      : ["--execution", "an execution ID", "executions"];
  throw new UsageError(
    `${flag} "${given}" is not ${noun}.`,
    `\`windowpane ${command} --source archive\` lists the IDs.`,
  );
};

const readBefore = ({ now, utcOffset }: Context["host"], text: string): Date => {
  const moment = parseSince(text, { name: "--before", now: now(), utcOffset });
  if ("problem" in moment) {
    const { problem } = moment;
    throw new UsageError(problem.startsWith("--before") ? problem : `--before: ${problem}`, moment.advice);
  }
  return moment.value;
};

const confirm = async ({ host }: Context, count: number, path: string): Promise<void> => {
  const typed = await host.ask(`Delete ${counted(count, "run")} from ${path}? Type yes to delete: `);
  if (typed === undefined)
    throw new UsageError("Deleting needs confirmation, and stdin is not a terminal.", "Add --yes.");
  if (typed.trim().toLowerCase() !== "yes")
    throw new UsageError("Nothing was deleted.", "Type yes to delete, or add --yes.");
};
