import type { Input } from "@windowpane/core";
import { listIn, type HeldList, type Store } from "./store.ts";

/**
 * The machines of one command, or those of all commands that are held. Like a list of windows, a list over all commands is
 * one of what the snapshot is about.
 */
export const listCommands = (store: Store, input: Input<"ListCommandInvocations">): HeldList => {
  const { CommandId, InstanceId, Details = false } = input;
  const operation = "ListCommandInvocations";
  const lists =
    CommandId === undefined ? store.all(operation).map(listIn) : [store.list(operation, { CommandId })];
  const items = lists
    .flatMap((list) => list.items)
    .filter((item) => InstanceId === undefined || Reflect.get(item, "InstanceId") === InstanceId);
  return {
    items: Details ? items : items.map((item) => ({ ...item, CommandPlugins: [] })),
    hole: lists.find(({ hole }) => hole !== undefined)?.hole,
  };
};
