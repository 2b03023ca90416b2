/** Patch documents that ran on machines, and their patch results from the machines' raw patch states. */
import type { SSMClient } from "@aws-sdk/client-ssm";
import type { PatchWords } from "./levels.ts";
import { rowsOf } from "./machines.ts";
import { isPatchDocument, patchWordOf, type PatchRun, type PatchSaid } from "./patches.ts";
import {
  childCommands,
  patchSummaryOf,
  type ChildCommand,
  type RawExecution,
  type RawInvocation,
} from "./walk.ts";

/** A machine on which a patch document ran, with its patch result. */
export interface PatchedMachine {
  readonly InvocationId: string;
  readonly InstanceId: string;
  readonly run: PatchRun;
  readonly said: PatchSaid;
}

interface GivenParameters {
  readonly parameters?: Readonly<Record<string, readonly string[] | undefined>>;
}

const parametersOf = ({ row }: RawInvocation): Readonly<Record<string, readonly string[] | undefined>> => {
  try {
    // The format of AWS's samples for RUN_COMMAND.
    return (JSON.parse(row.Parameters ?? "") as GivenParameters).parameters ?? {};
  } catch {
    return {};
  }
};

/** Patch results of all machines of an execution that were targets of a patch document. */
export const patchedMachines = async (
  client: SSMClient,
  { tasks }: RawExecution,
): Promise<readonly PatchedMachine[]> => {
  const found: PatchedMachine[] = [];
  for (const task of tasks) {
    for (const invocation of task.invocations) {
      const { InvocationId = "" } = invocation.row;
      const commands: readonly ChildCommand[] = [
        { machines: invocation.machines, parameters: parametersOf(invocation) },
        ...(await childCommands(client, invocation)),
      ];
      for (const { name: InstanceId, result } of rowsOf(invocation, task)) {
        const command = commands.find(({ machines }) =>
          machines.some((one) => one.InstanceId === InstanceId && isPatchDocument(one.DocumentName ?? "")),
        );
        const machine = command?.machines.find((one) => one.InstanceId === InstanceId);
        if (command === undefined || machine === undefined) continue;
        const { DocumentName: document = "", CommandId = "" } = machine;
        const { Operation, BaselineOverride } = command.parameters;
        const steps = machine.CommandPlugins ?? [];
        const begun = steps.filter(
          ({ ResponseCode, ResponseStartDateTime }) =>
            ResponseStartDateTime !== undefined && ResponseCode !== -1,
        );
        const run: PatchRun = {
          document,
          CommandId,
          // The parameter is required; AWS gives no default.
          operation: Operation?.[0] === "Scan" ? "Scan" : "Install",
          hasOverride: (BaselineOverride?.[0] ?? "") !== "",
          result,
          hasBegun: begun.length > 0,
          start: begun[0]?.ResponseStartDateTime,
          end: begun.at(-1)?.ResponseFinishDateTime,
        };
        const state = (await patchSummaryOf(client, InstanceId)) ?? "none";
        found.push({
          InvocationId,
          InstanceId,
          run,
          said: { ...patchWordOf(run, state), isScan: run.operation === "Scan" },
        });
      }
    }
  }
  return found;
};

/** Patch results of an execution by `InvocationId InstanceId`. */
export const patchWordsOf = async (client: SSMClient, raw: RawExecution): Promise<PatchWords> => {
  const machines = await patchedMachines(client, raw);
  return new Map(
    machines.map(({ InvocationId, InstanceId, said }) => [`${InvocationId} ${InstanceId}`, said]),
  );
};
