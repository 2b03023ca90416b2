import {
  executionStatuses,
  fieldNamed,
  fieldsOf,
  mapAtMost,
  type Client,
  type Fields,
  type Item,
} from "@windowpane/core";
import { completeFilter, fieldsOfColumns, machineColumns, patchListColumns } from "@windowpane/explorer";
import { safeLine } from "@windowpane/text";
import { hostUntil } from "../../host/host-until.ts";
import type { Host } from "../../host/host.ts";
import type { Candidate, ValueSource } from "../context/command.ts";
import { createContext } from "../context/context.ts";
import { readSettings } from "../context/settings.ts";
import { regions } from "./regions.ts";

interface ValuesRequest {
  readonly completes: ValueSource;
  readonly typed: string;
  /** The words of the command line, which name the source. */
  readonly words: readonly string[];
}

/** Whether a shell can insert the text: not empty, and without control, format or unassigned characters. */
export const isInsertable = (text: string): boolean =>
  text !== "" && !/[\p{C}\p{Zl}\p{Zp}]/u.test(text) && text === safeLine(text);

/** Time for requests, in milliseconds. */
const DEADLINE = 1000;

/** Reads the values that can be completed. Gives none when a request fails or takes too long. */
export const readValues = async (
  host: Host,
  { completes, typed, words }: ValuesRequest,
): Promise<readonly Candidate[]> => {
  switch (completes) {
    case "files":
      return [];
    case "sources":
      return sources;
    case "statuses":
      return statuses(typed);
    case "filters":
      return filters(host, words, typed);
    case "profiles":
      return host.profiles().then(
        (profiles) => profiles.map(({ name, region }) => ({ value: name, about: region })),
        () => [],
      );
    case "regions":
      return regions;
    case "accounts":
      return accounts(host, words);
    case "windows":
    case "executions":
      return request(
        host,
        words,
        completes === "windows" ? (client) => listWindows(client, typed) : listExecutions,
      );
  }
};

const sources: readonly Candidate[] = [
  { value: "aws", about: "AWS Systems Manager" },
  { value: "archive", about: "archive that `windowpane collect` writes" },
  { value: "archive:", about: "archive in another file" },
  { value: "demo", about: "demo account" },
  { value: "demo:documentation", about: "demo account with the examples of AWS's documentation" },
  { value: "demo:fleet", about: "demo account with many machines" },
  { value: "demo:organization", about: "demo of an organization with twelve accounts" },
  { value: "demo:empty", about: "demo account without windows" },
  { value: "http://", about: "Windowpane API or SSM endpoint" },
  { value: "https://", about: "Windowpane API or SSM endpoint" },
];

/** Completes the last of several statuses: `FAILED,TIM`. */
const statuses = (typed: string): readonly Candidate[] => {
  const earlier = typed.slice(0, typed.lastIndexOf(",") + 1);
  const used = new Set(earlier.split(","));
  return executionStatuses
    .filter((status) => !used.has(status))
    .map((status) => ({ value: `${earlier}${status}` }));
};

/** The fields of the lists that commands filter. */
const filteredBy: Readonly<Record<string, () => Fields>> = {
  windows: () => fieldsOf("DescribeMaintenanceWindows"),
  executions: () => fieldsOf("DescribeMaintenanceWindowExecutions", ["Name"]),
  tasks: () => fieldsOf("DescribeMaintenanceWindowExecutionTasks"),
  invocations: () => fieldsOf("DescribeMaintenanceWindowExecutionTaskInvocations"),
  targets: () => fieldsOfColumns(machineColumns),
  patches: () => fieldsOfColumns(patchListColumns),
};

/** Completes the last word of a filter: a field of the command's list, or a value that the field can have. */
const filters = (host: Host, words: readonly string[], typed: string): readonly Candidate[] => {
  const command = words.find((word) => Object.hasOwn(filteredBy, word));
  const fields = command === undefined ? undefined : filteredBy[command]?.();
  if (fields === undefined) return [];
  const cursor = [...typed].length;
  const { candidates, from, isValue } = completeFilter({
    text: typed,
    cursor,
    fields,
    rows: [],
    now: host.now(),
  });
  const before = [...typed].slice(0, from).join("");
  return candidates.map((candidate) => {
    const about = isValue ? undefined : fields[fieldNamed(fields, candidate.slice(0, -1)) ?? ""]?.about;
    return { value: `${before}${candidate}`, ...(about === undefined ? {} : { about }) };
  });
};

/** The accounts of the fleet configuration, by name where they have one. Those of the organization take requests. */
const accounts = async (host: Host, words: readonly string[]): Promise<readonly Candidate[]> => {
  const { fleet, source } = readSettings(sourceOptions(words), { env: host.env, output: "table" });
  if (source === "demo:organization") {
    const { organizationMembers } = await import("@windowpane/transport-mock");
    const names = new Map(organizationMembers.map(({ Account, AccountName }) => [AccountName, Account]));
    return [...names].map(([value, about]) => ({ value, about }));
  }
  if (fleet === undefined) return [];
  try {
    const { readFleet } = await import("../context/read-fleet.ts");
    const config = await readFleet(host, fleet);
    return (config.accounts ?? []).map(({ id, name }) =>
      name === undefined || !isInsertable(name) ? { value: id } : { value: name, about: id },
    );
  } catch {
    return [];
  }
};

/** Reads candidates from the source of the command line. Nothing is printed, and no prompt is shown. */
const request = async (
  host: Host,
  words: readonly string[],
  read: (client: Client, signal: AbortSignal) => Promise<readonly Candidate[]>,
): Promise<readonly Candidate[]> => {
  const silent: Host = {
    ...host,
    stderr: { isTerminal: false, columns: 80, write: async () => {} },
    ask: async () => undefined,
  };
  const { host: limited, stop } = hostUntil(silent, DEADLINE, new Error("Too slow for a completion."));
  const { interrupt: signal } = limited;
  const late = new Promise<readonly Candidate[]>((resolve) => {
    signal.addEventListener("abort", () => resolve([]), { once: true });
  });
  const reading = async (): Promise<readonly Candidate[]> => {
    const settings = readSettings(sourceOptions(words), { env: host.env, output: "table" });
    const context = createContext({ host: limited, settings, args: [], options: {} });
    return read(await context.client(), signal);
  };
  try {
    return await Promise.race([reading(), late]);
  } catch {
    return [];
  } finally {
    stop();
  }
};

/** The options that select the source, as far as they are typed. */
const sourceOptions = (words: readonly string[]): Parameters<typeof readSettings>[0] => {
  const last = (name: string): string | undefined => {
    const index = words.lastIndexOf(name);
    const assigned = words.findLast((word) => word.startsWith(`${name}=`));
    return assigned?.slice(name.length + 1) ?? (index < 0 ? undefined : words[index + 1]);
  };
  const profile = last("--profile");
  const fleet = last("--fleet");
  const region = last("--region");
  const endpointUrl = last("--endpoint-url");
  const scenario = words.find((word) => word.startsWith("--demo="))?.slice("--demo=".length);
  const demo = words.includes("--demo");
  const source = scenario === undefined ? last("--source") : `demo:${scenario}`;
  return {
    demo,
    ...(source === undefined ? {} : { source }),
    ...(profile === undefined ? {} : { profile: [profile] }),
    ...(fleet === undefined ? {} : { fleet }),
    ...(region === undefined || region === "all" ? {} : { region: [region] }),
    ...(endpointUrl === undefined ? {} : { endpointUrl }),
  };
};

/** Names of windows; the ID if the word begins like one, or the name is missing, unsafe or looks like an option. */
const listWindows = async (client: Client, typed: string): Promise<readonly Candidate[]> => {
  const { WindowIdentities = [] } = await client.call("DescribeMaintenanceWindows", { MaxResults: 100 });
  const wantsIds = typed.startsWith("mw-");
  return WindowIdentities.flatMap(({ WindowId = "", Name = "" }) =>
    wantsIds || !isInsertable(Name) || Name.startsWith("-")
      ? { value: WindowId, about: Name }
      : { value: Name, about: WindowId },
  ).toSorted((one, other) => (one.value < other.value ? -1 : 1));
};

/** Windows whose executions are listed, and executions of each. */
const WINDOWS = 12;
const EXECUTIONS = 10;

/** Lists requested at the same time. */
const AT_ONCE = 4;

type WindowExecution = Item<"DescribeMaintenanceWindowExecutions"> & { readonly Name: string | undefined };

/** The latest executions, newest first. */
const listExecutions = async (client: Client, signal: AbortSignal): Promise<readonly Candidate[]> => {
  const page = await client.call("DescribeMaintenanceWindows", { MaxResults: 100 }, { signal });
  const windows = (page.WindowIdentities ?? [])
    .toSorted((one, other) => Number(other.Enabled ?? false) - Number(one.Enabled ?? false))
    .slice(0, WINDOWS);
  const lists = await mapAtMost(
    AT_ONCE,
    windows,
    async ({ WindowId = "", Name }): Promise<readonly WindowExecution[]> => {
      const input = { WindowId, MaxResults: EXECUTIONS };
      const { WindowExecutions = [] } = await client.call("DescribeMaintenanceWindowExecutions", input, {
        signal,
      });
      return WindowExecutions.map((execution) => ({ ...execution, Name }));
    },
  );
  return lists
    .flat()
    .toSorted((one, other) => (other.StartTime?.getTime() ?? 0) - (one.StartTime?.getTime() ?? 0))
    .map(({ WindowExecutionId = "", Name = "", Status = "", StartTime }) => ({
      value: WindowExecutionId,
      about: [safeLine(Name), Status, StartTime?.toISOString().slice(0, 16)].filter(Boolean).join(", "),
    }));
};
