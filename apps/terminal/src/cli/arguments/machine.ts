import { cleanId, idKind, whyNotId } from "@windowpane/explorer";
import type { UnreadLocationsError } from "@windowpane/core";
import { findMachines, machineCanExist, originWords, type FoundMachines } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { NowhereError } from "../../host/nowhere-error.ts";
import { UsageError } from "../../host/usage-error.ts";
import type { ArgumentRow } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { shortTime } from "../context/times.ts";
import { ownCommandLine } from "../context/own-command.ts";
import { didYouMean, notFound, type NotFoundWords } from "./not-found.ts";
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
  /** The account and region of each ID, where several are read. */
  readonly origins: FoundMachines["origins"];
  /** Similar names. */
  readonly near: readonly string[];
  /** What was searched, in a sentence without its full stop. */
  readonly searched: string;
  /** The limit of the search, in a sentence. Empty: there was none. */
  readonly limit: string;
  /** The accounts that could not be read, where the machine may be. Absent if all were read. */
  readonly unread?: UnreadLocationsError | undefined;
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
  const { client, source } = await context.opened();
  const { ids, origins, near, whole, unread } = await findMachines(client, {
    name,
    since: from,
    locations: source.scope?.locations,
    signal: host.interrupt,
  });
  await console.settle();
  return {
    ids,
    origins,
    near,
    searched: `No command ran on a machine named "${name}" since ${shortTime(from, host.utcOffset(from))}`,
    limit: whole ? "" : " Only the most recent commands were searched.",
    unread,
  };
};

/** The words for a name that no machine has. `similarWindows`: names like it of windows, if no window has it either. */
export const nothingNamed = (
  name: string,
  { searched, limit, near }: MachineSearch,
  similarWindows?: readonly string[],
): Pick<NotFoundWords, "wrong" | "hint"> => {
  const hint = `${limit}${didYouMean([...new Set([...(similarWindows ?? []), ...near])])}`;
  return similarWindows === undefined
    ? { wrong: searched, hint }
    : { wrong: `No window is named "${name}"`, hint: ` ${searched}.${hint}` };
};

/**
 * Finds the instance ID of a machine.
 *
 * @param similarWindows - names like it of windows, if no window has the name. Default: windows were not searched.
 * @throws NowhereError when no machine has the name, another TerminalError when some accounts could not be read; UsageError when
 * several have it.
 */
export const findMachine = async (
  context: Context,
  name: string,
  since: Date,
  similarWindows?: readonly string[],
): Promise<string> => {
  if (idKind(name) === "machine") return name;
  const search = await searchMachines(context, name, since);
  const { ids, origins } = search;
  const [only, second] = ids;
  if (only === undefined) {
    const words = nothingNamed(name, search, similarWindows);
    const advice = "Give the instance ID, or an earlier --since.";
    throw notFound({ ...words, advice, errorType: NowhereError }, search.unread);
  }
  if (second === undefined) return only;
  const lines = ids.map((id) => `  ${id}  ${originWords(origins.get(id) ?? {})}`.trimEnd());
  throw new UsageError(
    `${ids.length} machines are named "${name}":\n${lines.join("\n")}`,
    "Give the instance ID instead.",
  );
};

/**
 * Checks that a machine about which nothing was found can exist.
 *
 * @param search - `nothing`: that nothing was found, in a sentence; `complete`: whether nothing was left unread.
 * @throws NowhereError when Systems Manager does not manage it; UnreadLocationsError when it may be in an account that could not be
 * read. Other errors of the request are ignored: the source or the permissions may lack it.
 */
export const requireMachine = async (
  { client, host, settings }: Context,
  InstanceId: string,
  { nothing, complete }: { readonly nothing: string; readonly complete: boolean },
): Promise<void> => {
  if (await machineCanExist(await client(), InstanceId, { complete, signal: host.interrupt })) return;
  throw new NowhereError(
    `${nothing} Systems Manager does not list ${InstanceId} as a managed node in this account and region.`,
    `Check the ID, the account and the region; \`${ownCommandLine(settings, "failures")}\` lists machines that failed.`,
  );
};
