/** From a located item to all IDs that lead to it. */
import { errorMeaning, isWindowpaneError, UnreadLocationsError, type Client } from "@windowpane/core";
import type { Located } from "./located.ts";
import { NotLocatedError } from "./not-located-error.ts";
import { isUnread, searchRegistration, searchStarted, searchUuid, type Search } from "./search-history.ts";

/** Options of {@link resolveLocated}. */
export interface ResolveOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the progress while the history is searched, which takes many requests. Default: not called. */
  readonly onProgress?: ((words: string) => void) | undefined;
  /** `false`: a UUID is known not to be an execution's, which saves a request. Default: unknown. */
  readonly isExecution?: false | undefined;
}

/**
 * The same item with all IDs that lead to it: an execution with `WindowExecutionId`, a task also with `TaskExecutionId`, an
 * invocation also with `InvocationId`; a machine alone means its own history. An item that has these IDs costs no request. A
 * UUID of unknown kind is read as an execution, then as a command, then as an automation, one request each; only then, and for
 * commands and automations, the history is searched.
 *
 * @throws NotLocatedError if it is not in the searched history of any window; UnreadLocationsError if it may be in an account and
 * region that could not be read.
 */
export const resolveLocated = async (
  client: Client,
  located: Located,
  { isExecution, ...options }: ResolveOptions = {},
): Promise<Located> => {
  const search: Search = { client, ...options, refused: new Set() };
  const { kind, ids } = located;
  switch (kind) {
    case "window":
      return ids.WindowId === undefined ? resolveRegistered(search, located) : located;
    case "execution":
      return located;
    case "machine":
    case "screen":
      return located;
    case "task":
      return ids.WindowExecutionId === undefined ? searchAll(search, located, ids.TaskExecutionId) : located;
    case "invocation":
      return resolveInvocation(search, located);
    case "command":
    case "automation":
      return resolveStarted(search, located);
    case "uuid":
      return resolveUuid(search, located, isExecution);
  }
};

/** The window that a task or a target is registered with. */
const resolveRegistered = async (search: Search, located: Located): Promise<Located> => {
  const { WindowTaskId, WindowTargetId } = located.ids;
  const WindowId = await searchRegistration(search, located.ids);
  if (WindowId !== undefined) return { ...located, ids: { ...located.ids, WindowId } };
  const [noun, id] = WindowTaskId === undefined ? ["target", WindowTargetId] : ["task", WindowTaskId];
  throw notLocated(
    search,
    id,
    `No window has the registered ${noun} ${id ?? ""}.`,
    "Check the account and region. A deregistered task or target is no longer listed.",
  );
};

const resolveInvocation = async (search: Search, located: Located): Promise<Located> => {
  const { WindowExecutionId, TaskExecutionId, InvocationId, WindowTargetId } = located.ids;
  if (WindowExecutionId === undefined || TaskExecutionId === undefined) {
    return searchAll(search, located, InvocationId ?? TaskExecutionId);
  }
  if (InvocationId !== undefined) return located;
  // Events name the target. AUTOMATION has one invocation per machine of a target, so the task is the closest item.
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

const resolveUuid = async (search: Search, located: Located, isExecution?: false): Promise<Located> => {
  const { uuid = "" } = located;
  const { client, signal } = search;
  const execution =
    isExecution === false
      ? undefined
      : await asked(search, "executions", () =>
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

/** The invocation that started a command or an automation; undefined if the service does not find the command or automation. */
const findStarted = async (search: Search, located: Located): Promise<Located | undefined> => {
  const { ExecutionId = "" } = located.ids;
  const began =
    located.kind === "command"
      ? await askCommand(search, ExecutionId)
      : await askAutomation(search, ExecutionId);
  if (began === undefined) return undefined;
  const ids = await searchStarted(search, { ExecutionId, WindowId: located.ids.WindowId, ...began });
  if (ids === undefined) {
    throw notLocated(
      search,
      ExecutionId,
      `No maintenance window started the ${located.kind} ${ExecutionId}${tellRefused(search)}.`,
      "Commands and automations that users or other services start are not in a window's history.",
    );
  }
  return rowAt(located, ids);
};

/** Start of a command or an automation. */
type Began = Pick<Parameters<typeof searchStarted>[1], "at" | "comment">;

const askCommand = async (search: Search, CommandId: string): Promise<Began | undefined> => {
  const answer = await asked(search, "commands", () =>
    search.client.call("ListCommandInvocations", { CommandId }, { signal: search.signal }),
  );
  // For an unknown command the service returns an empty list.
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
  throw notLocated(
    search,
    id,
    `${id ?? "This ID"} was not found as an execution or in the newest ${searched} executions${tellRefused(search)}.`,
    "Check the account and region; AWS keeps the history for about 30 days. For an older task or invocation, put the execution ID before it.",
  );
};

/** The error for an item that was not found. */
const notLocated = (
  { unread }: Search,
  id: string | undefined,
  message: string,
  advice: string,
): NotLocatedError | UnreadLocationsError =>
  unread === undefined
    ? new NotLocatedError(message, advice)
    : new UnreadLocationsError(unread.operation, unread.locations, id);

const tellRefused = ({ refused }: Search): string =>
  refused.size === 0 ? "" : ` (access to ${[...refused].join(" and ")} was denied)`;

/** The item that was found, with the machine that the text named. */
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

/** The output, or undefined if the item was not found or access was denied. */
const asked = async <ScreenContent>(
  search: Search,
  what: string,
  ask: () => Promise<ScreenContent>,
): Promise<ScreenContent | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (isUnread(search, error)) return undefined;
    if (!isWindowpaneError(error) || error.kind !== "service") throw error;
    const meaning = errorMeaning(error);
    if (meaning === "denied") search.refused.add(what);
    else if (meaning !== "not-found" && meaning !== "invalid-input") throw error;
    return undefined;
  }
};
