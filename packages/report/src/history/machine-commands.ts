import type { CommandInvocation } from "../collect/command/command-machine.ts";
import type { GapReader } from "../collect/reading/reader.ts";
import { wholeSeconds } from "../collect/windows/window-executions.ts";
import { gapsIn, originOfItem } from "../model/origin.ts";
import type { AccountRegion, Gap } from "../model/report.ts";

/** The commands of one machine, by command ID. */
export interface MachineCommands {
  readonly byId: ReadonlyMap<string, CommandInvocation>;
  /** Commands sent before this time are not included. */
  readonly since: Date;
  /** Gaps if the list is incomplete. */
  readonly gaps: readonly Gap[];
  /** The machine's account and region, where several are read and the machine has commands. */
  readonly origin?: AccountRegion | undefined;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Lists a machine's commands: one list instead of one per invocation. A command's ID is the invocation's `ExecutionId`. AWS
 * cannot look up the invocation by it, so the windows are listed as well.
 *
 * @throws InvalidInputError when the ID is not the ID of a managed node.
 */
export const readMachineCommands = async (
  reader: GapReader,
  InstanceId: string,
  since: Date,
): Promise<MachineCommands> => {
  const byId = new Map<string, CommandInvocation>();
  // A window lasts at most a day. Executions that began earlier are read by command.
  const from = new Date(Math.max(0, since.getTime() - DAY));
  const failed = await reader.list(
    "ListCommandInvocations",
    {
      InstanceId,
      Details: true,
      MaxResults: 50,
      Filters: [{ key: "InvokedAfter", value: wholeSeconds(from.getTime()) }],
    },
    { ids: { InstanceId }, what: "What Run Command did on the machine" },
    (items) => {
      for (const item of items) if (item.CommandId !== undefined) byId.set(item.CommandId, item);
    },
  );
  if (failed?.error.kind === "invalid-input") throw failed.error;
  const [command] = byId.values();
  const origin = command === undefined ? undefined : originOfItem(command);
  return { byId, since: from, gaps: gapsIn(origin, failed?.gaps ?? []), origin };
};
