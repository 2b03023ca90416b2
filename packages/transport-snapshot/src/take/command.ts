import { isFinalCommandStatus, type Item } from "@windowpane/core";
import { handled } from "./handled.ts";
import type { OutputChoice, TakeContext } from "./take-context.ts";

/** Takes what a command did on its machines, and the whole output of their steps. */
export const takeCommand = async (context: TakeContext, CommandId: string): Promise<void> => {
  const { recorder, counted, output } = context;
  const outputs: Promise<unknown>[] = [];
  await recorder.walk("ListCommandInvocations", { CommandId }, (machines) => {
    counted.machines += machines.length;
    for (const { InstanceId = "", CommandPlugins = [] } of machines) {
      // An id that the service itself would refuse cannot be asked about.
      if (!INSTANCE_ID.test(InstanceId)) continue;
      for (const plugin of CommandPlugins) {
        if (!isWanted(plugin, output)) continue;
        const { Name } = plugin;
        const ids = { CommandId, InstanceId, ...(Name === undefined ? {} : { PluginName: Name }) };
        outputs.push(handled(recorder.ask("GetCommandInvocation", ids)));
      }
    }
  });
  await Promise.all(outputs);
};

const INSTANCE_ID = /^(?:i-(?:\w{8}|\w{17})|mi-\w{17})$/;

type Plugin = NonNullable<Item<"ListCommandInvocations">["CommandPlugins"]>[number];

/** A step that has not ended, or never began, has nothing that could be asked for. */
const isWanted = ({ Status, ResponseCode, Output = "" }: Plugin, choice: OutputChoice): boolean => {
  if (!isFinalCommandStatus(Status) || (ResponseCode === -1 && Output === "")) return false;
  return choice === "all" || Status !== "Success" || isCut(Output);
};

/** The list gives up to 2,500 characters, and marks where the agent cut. */
const isCut = (text: string): boolean =>
  text.length >= 2500 || /output truncated|error truncated/i.test(text);
