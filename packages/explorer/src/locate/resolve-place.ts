/** From what a text says to the row in AWS's history. */
import { errorMeaning, isWindowpaneError, type Client } from "@windowpane/core";
import type { Located } from "./located.ts";
import { NotLocatedError } from "./not-located-error.ts";
import { searchStarted, searchUuid, type Search } from "./search-history.ts";

/** How to look. */
export interface ResolveOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told while the history is searched, which takes many requests. Default: nobody is told. */
  readonly onProgress?: ((words: string) => void) | undefined;
}

/**
 * The same place with every id that leads to it: an execution with `WindowExecutionId`, a task with `TaskExecutionId` too, an
 * invocation with `InvocationId` too; a machine alone stands for its own history. What has these ids already costs no request. A bare
 * UUID is asked for as an execution, then as a command, then as an automation, each one request; only then, and for what was
 * found under the last two, the history is searched.
 *
 * @throws NotLocatedError when it is in no window's history, as far as that was searched.
 */
export const resolvePlace = async (
  client: Client,
  located: Located,
  options: ResolveOptions = {},
): Promise<Located> => {
  const search: Search = { client, ...options, refused: new Set() };
  const { kind, ids } = located;
  switch (kind) {
    case "window":
    case "execution":
      return located;
    case "machine":
      return located;
    case "task":
      return ids.WindowExecutionId === undefined ? searchAll(search, located, ids.TaskExecutionId) : located;
    case "invocation":
      return resolveInvocation(search, located);
    case "command":
    case "automation":
      return resolveStarted(search, located);
    case "uuid":
      return resolveUuid(search, located);
  }
};

const resolveInvocation = async (search: Search, located: Located): Promise<Located> => {
  const { WindowExecutionId, TaskExecutionId, InvocationId, WindowTargetId } = located.ids;
  if (WindowExecutionId === undefined || TaskExecutionId === undefined) {
    return searchAll(search, located, InvocationId ?? TaskExecutionId);
  }
  if (InvocationId !== undefined) return located;
  // Events name the target. AUTOMATION has an invocation for each machine of it, so the task is as near as that leads.
  const found: string[] = [];
  const input = { WindowExecutionId, TaskId: TaskExecutionId, MaxResults: 100 };
  const items = search.client.items("DescribeMaintenanceWindowExecutionTaskInvocations", input, {
    signal: search.signal,
  });
  for await (const invocation of items) {
    if (invocation.WindowTargetId === WindowTargetId && invocation.InvocationId !== undefined) {
      found.push(invocation.InvocationId);
    }
  }
  const [only, second] = found;
  if (only === undefined || second !== undefined) return { ...located, kind: "task" };
  return { ...located, ids: { ...located.ids, InvocationId: only } };
};

const resolveUuid = async (search: Search, located: Located): Promise<Located> => {
  const { uuid = "" } = located;
  const { client, signal } = search;
  const execution = await asked(search, "executions", () =>
    client.call("GetMaintenanceWindowExecution", { WindowExecutionId: uuid }, { signal }),
  );
  if (execution !== undefined) {
    const ids = { ...located.ids, WindowExecutionId: uuid };
    return rowAt(located, ids, ids.InstanceId === undefined ? "execution" : "machine");
  }
  const started = { ...located, ids: { ...located.ids, ExecutionId: uuid } };
  const asCommand = await findStarted(search, { ...started, kind: "command" });
  if (asCommand !== undefined) return asCommand;
  const asAutomation = await findStarted(search, { ...started, kind: "automation" });
  return asAutomation ?? searchAll(search, located, uuid);
};

const resolveStarted = async (search: Search, located: Located): Promise<Located> =>
  (await findStarted(search, located)) ?? searchAll(search, located, located.ids.ExecutionId);

/** The invocation that started a command or an automation; undefined when the service does not know such a one. */
const findStarted = async (search: Search, located: Located): Promise<Located | undefined> => {
  const { ExecutionId = "" } = located.ids;
  const began =
    located.kind === "command"
      ? await askCommand(search, ExecutionId)
      : await askAutomation(search, ExecutionId);
  if (began === undefined) return undefined;
  const ids = await searchStarted(search, { ExecutionId, WindowId: located.ids.WindowId, ...began });
  if (ids === undefined) {
    throw new NotLocatedError(
      `No maintenance window started the ${located.kind} ${ExecutionId}${tellRefused(search)}.`,
      "Commands and automations that people or other services start are not in a window's history.",
    );
  }
  return rowAt(located, ids);
};

/** What is known of the start of a command or an automation. */
type Began = Pick<Parameters<typeof searchStarted>[1], "at" | "comment">;

const askCommand = async (search: Search, CommandId: string): Promise<Began | undefined> => {
  const answer = await asked(search, "commands", () =>
    search.client.call("ListCommandInvocations", { CommandId }, { signal: search.signal }),
  );
  // The service answers with an empty list for a command that it does not know.
  const [first] = answer?.CommandInvocations ?? [];
  return first === undefined ? undefined : { at: first.RequestedDateTime, comment: first.Comment };
};

const askAutomation = async (search: Search, AutomationExecutionId: string): Promise<Began | undefined> => {
  const answer = await asked(search, "automations", () =>
    search.client.call("GetAutomationExecution", { AutomationExecutionId }, { signal: search.signal }),
  );
  const execution = answer?.AutomationExecution;
  return execution === undefined ? undefined : { at: execution.ExecutionStartTime };
};

const searchAll = async (search: Search, located: Located, id: string | undefined): Promise<Located> => {
  const { ids, searched } = await searchUuid(search, { id: id ?? "", WindowId: located.ids.WindowId });
  if (ids !== undefined) return rowAt(located, ids);
  throw new NotLocatedError(
    `${id ?? "This"} is not the id of an execution, nor of anything in the newest ${searched} executions${tellRefused(search)}.`,
    "Check the account and the region; for an older task or invocation give the execution's id before it.",
  );
};

const tellRefused = ({ refused }: Search): string =>
  refused.size === 0 ? "" : ` (the caller may not ask for ${[...refused].join(" and ")})`;

/** The row that was found, on the machine that the text named if it named one. */
const rowAt = (
  { ids: { InstanceId }, region, account }: Located,
  found: Located["ids"],
  kind?: Located["kind"],
): Located => {
  const ids = InstanceId === undefined ? found : { ...found, InstanceId };
  const level = ids.InvocationId === undefined ? "task" : "invocation";
  return {
    kind: kind ?? (ids.InstanceId === undefined ? level : "machine"),
    ids,
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  };
};

/** The answer, or undefined where the service knows no such thing, or does not say so to this caller. */
const asked = async <ScreenContent>(
  { refused }: Search,
  what: string,
  ask: () => Promise<ScreenContent>,
): Promise<ScreenContent | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (!isWindowpaneError(error) || error.kind !== "service") throw error;
    const meaning = errorMeaning(error);
    if (meaning === "denied") refused.add(what);
    else if (meaning !== "not-found" && meaning !== "invalid-input") throw error;
    return undefined;
  }
};
