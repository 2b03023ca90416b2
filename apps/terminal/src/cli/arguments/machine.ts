import { cleanId, idKind, whyNotId } from "@windowpane/explorer";
import { findMachines, isManagedMachine } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { NowhereError } from "../../host/nowhere-error.ts";
import { UsageError } from "../../host/usage-error.ts";
import type { ArgumentRow } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { shortTime } from "../context/times.ts";
import { ownCommandLine } from "../context/own-command.ts";
import { readSince } from "./times.ts";

export const machineArgument: ArgumentRow = {
  name: "MACHINE",
  about: "instance ID (i-... or mi-...) or name of a managed node",
};

/**
 * Reads an instance ID, or a word that may be a machine's name.
 *
 * @throws UsageError when it is the ID of something else.
 */
export const readMachineWord = (text: string): string => {
  const word = cleanId(text);
  const kind = idKind(word);
  const wrong = whyNotId(word);
  if (wrong !== undefined) throw new UsageError(wrong, "Give the whole ID of a machine, or its name.");
  const [, arn] = /^arn:[^:]*:(?:ssm|ec2):.*[:/](m?i-[0-9a-f]+)$/.exec(word) ?? [];
  if (arn !== undefined && idKind(arn) === "machine") return arn;
  if (isUrl(word)) {
    throw new UsageError(
      `MACHINE must be the instance ID or name of a managed node; "${word}" is a URL.`,
      "Give the instance ID, or run `windowpane open` with the URL.",
    );
  }
  if (kind === "machine" || (kind === "unknown" && word !== "")) return word;
  throw new UsageError(
    `MACHINE must be the instance ID or name of a managed node; "${word}" is neither.`,
    "Run `windowpane targets EXECUTION` for the machines of an execution.",
  );
};

/** Whether a word is a URL, such as a link of the web page, which is not a name. */
export const isUrl = (word: string): boolean => /^https?:\/\//i.test(word);

/** The machines with a name. */
export interface MachineSearch {
  readonly ids: readonly string[];
  /** Similar names. */
  readonly near: readonly string[];
  /** What was searched, in a sentence. */
  readonly searched: string;
}

/** Searches a name in the commands since a time, as Systems Manager lists machine names only there. Default: 30 days ago. */
export const searchMachines = async (
  context: Context,
  name: string,
  since?: Date,
): Promise<MachineSearch> => {
  const { console, host } = context;
  const from = since ?? readSince("30d", host);
  await console.progress(`searching for ${safeLine(name)}`);
  const { ids, near, whole } = await findMachines(await context.client(), {
    name,
    since: from,
    signal: host.interrupt,
  });
  await console.settle();
  const limit = whole ? "" : " Only the most recent commands were searched.";
  return {
    ids,
    near,
    searched: `No command ran on a machine named "${name}" since ${shortTime(from, host.utcOffset(from))}.${limit}`,
  };
};

/**
 * Finds the instance ID of a machine.
 *
 * @throws NowhereError when no machine has the name; UsageError when several have it.
 */
export const findMachine = async (context: Context, name: string, since: Date): Promise<string> => {
  if (idKind(name) === "machine") return name;
  const { ids, near, searched } = await searchMachines(context, name, since);
  const [only, second] = ids;
  if (only === undefined) {
    const hint = near.length === 0 ? "" : ` Did you mean ${near.slice(0, 5).join(", ")}?`;
    throw new NowhereError(`${searched}${hint}`, "Give the instance ID, or an earlier --since.");
  }
  if (second === undefined) return only;
  throw new UsageError(
    `${ids.length} machines are named "${name}":\n${ids.map((id) => `  ${id}`).join("\n")}`,
    "Give the instance ID instead.",
  );
};

/**
 * Checks that Systems Manager manages a machine about which nothing was found.
 *
 * @throws NowhereError when it does not. Errors of the request are ignored: the source or the permissions may lack it.
 */
export const requireMachine = async (
  { client, host, settings }: Context,
  InstanceId: string,
  nothing: string,
): Promise<void> => {
  if (await isManagedMachine(await client(), InstanceId, { signal: host.interrupt })) return;
  throw new NowhereError(
    `${nothing} Systems Manager does not list ${InstanceId} as a managed node in this account and region.`,
    `Check the ID, the account and the region; \`${ownCommandLine(settings, "failures")}\` lists machines that failed.`,
  );
};
