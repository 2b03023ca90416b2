import { ServiceError, type Item } from "@windowpane/core";
import { isTruncated } from "../take/execution.ts";
import type { SnapshotAction } from "./actions.ts";
import { missing } from "./missing.ts";
import type { SnapshotStore } from "./store.ts";

type Plugin = NonNullable<Item<"ListCommandInvocations">["CommandPlugins"]>[number];

/**
 * The output of a step. PluginName is optional if only one step has output, as in the service. A snapshot with the output that
 * was needed has no response for a step that passed with short output; the list of command invocations has all of it.
 */
export const output: SnapshotAction<"GetCommandInvocation"> = async ({ operation, input, store }) => {
  const { CommandId, InstanceId, PluginName } = input;
  if (store.has(operation, input)) return store.response(operation, input);
  const listed = outputInList(store, input);
  const [only, second] = PluginName === undefined ? store.all(operation, { CommandId, InstanceId }) : [];
  if (only === undefined && listed.length === 0) throw missing(operation, input, store.snapshot);
  const [first, another] = listed;
  if (only !== undefined && second === undefined && first === undefined)
    return store.response(operation, only.input);
  if (only === undefined && first !== undefined && another === undefined) return first;
  throw new ServiceError(operation, { code: "InvalidPluginName", status: 400 });
};

/** The steps whose whole output is in the list, and that have no separate response. */
const outputInList = (
  store: SnapshotStore,
  { CommandId, InstanceId, PluginName }: Parameters<typeof output>[0]["input"],
): readonly object[] => {
  const list = "ListCommandInvocations";
  if (!store.has(list, { CommandId })) return [];
  for (const value of store.list(list, { CommandId }).itemsWith(InstanceId)) {
    // The core has checked the item when it was taken, and checks the response again.
    const item = value as Item<typeof list>;
    if (item.InstanceId !== InstanceId) continue;
    const plugins = (item.CommandPlugins ?? []).filter(
      ({ Name, Output = "", ResponseCode }) =>
        (PluginName === undefined || Name === PluginName) &&
        (ResponseCode !== -1 || Output !== "") &&
        !isTruncated(Output) &&
        !store.has("GetCommandInvocation", { CommandId, InstanceId, PluginName: Name }),
    );
    return plugins.map((plugin) => outputOf(item, plugin));
  }
  return [];
};

/** The response for a step, with the members of AWS's that the list has. */
const outputOf = (item: Item<"ListCommandInvocations">, plugin: Plugin): object => {
  const { CommandId, InstanceId, Comment, DocumentName, DocumentVersion, CloudWatchOutputConfig } = item;
  const { Name, Status, StatusDetails, ResponseCode, StandardOutputUrl, StandardErrorUrl } = plugin;
  const { ResponseStartDateTime: start, ResponseFinishDateTime: end, Output = "" } = plugin;
  // The agent writes standard error after this line.
  const [StandardOutputContent, StandardErrorContent = ""] = Output.split("\n----------ERROR-------\n");
  const members = {
    ...{ CommandId, InstanceId, Comment, DocumentName, DocumentVersion, PluginName: Name, ResponseCode },
    ExecutionStartDateTime: start?.toISOString(),
    ExecutionElapsedTime:
      start === undefined || end === undefined ? undefined : elapsed(end.getTime() - start.getTime()),
    ExecutionEndDateTime: end?.toISOString(),
    ...{
      Status,
      StatusDetails,
      StandardOutputContent,
      StandardOutputUrl,
      StandardErrorContent,
      StandardErrorUrl,
    },
    CloudWatchOutputConfig,
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
};

/** A duration in ISO 8601, as the service writes it: `PT0.541S`, `PT6M36.16S`. */
const elapsed = (milliseconds: number): string => {
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor((milliseconds % 3_600_000) / 60_000);
  const seconds = (milliseconds % 60_000) / 1000;
  const isWhole = seconds === 0 && milliseconds > 0;
  return `PT${hours === 0 ? "" : `${hours}H`}${minutes === 0 ? "" : `${minutes}M`}${isWhole ? "" : `${seconds}S`}`;
};
