/** Reads whether an invocation ran on a machine, and its result, with as few requests as possible. */
import { isFinalStatus } from "@windowpane/core";
import { commandMachine } from "../collect/command/command-machine.ts";
import { readInvocation, typeOfCall } from "../collect/execution/invocation.ts";
import type { InvocationContext } from "../collect/context/invocation-context.ts";
import { explainNotStarted, unlistedMachines } from "../collect/context/unlisted.ts";
import type { AwsProgress, Gap, Machine } from "../model/report.ts";
import type { PatchRun } from "../model/patch.ts";
import { patchRunOf } from "../judge/patching/patch-run.ts";
import type { MachineCommands } from "./machine-commands.ts";

/** An invocation that may have run on the machine. */
export interface RunContext extends InvocationContext {
  readonly InstanceId: string;
  readonly commands: MachineCommands;
  /** The status and times of the execution. */
  readonly execution: AwsProgress;
  readonly now: Date;
}

/** The machine's row in the invocation, if any. */
export interface RunReading {
  readonly machine?: Machine | undefined;
  readonly DocumentName?: string | undefined;
  readonly patchRun?: PatchRun | undefined;
  readonly gaps: readonly Gap[];
  /** Whether it selected its machines by tags and started nothing, so that the machine may have been selected. */
  readonly isOpen?: boolean;
}

const notOnMachine: RunReading = { gaps: [] };

/** Reads whether the invocation ran on the machine. Lambda functions and state machines do not run on machines; an unknown type is a gap. */
export const readRun = (context: RunContext): Promise<RunReading> => {
  const { InstanceId, parameters } = context;
  const type = typeOfCall(context);
  const isNamed = parameters.instanceIds.includes(InstanceId);
  const namesOthers = parameters.instanceIds.length > 0 && !isNamed;
  if (type === "RUN_COMMAND") return readCommandRun(context, isNamed, namesOthers);
  if (type === "LAMBDA" || type === "STEP_FUNCTIONS" || namesOthers) return Promise.resolve(notOnMachine);
  return readWhole(context);
};

const readCommandRun = async (
  context: RunContext,
  isNamed: boolean,
  namesOthers: boolean,
): Promise<RunReading> => {
  const { ref, invocation, commands, parameters } = context;
  const CommandId = invocation.ExecutionId ?? "";
  const item = commands.byId.get(CommandId);
  if (item !== undefined) {
    const { DocumentName } = item;
    const machine = commandMachine(ref, item);
    const patchRun = patchRunOf({ DocumentName, parameters, steps: machine.steps, CommandIds: [CommandId] });
    return { machine, DocumentName, patchRun, gaps: [] };
  }
  // The invocation names the machine, but the machine's list lacks the command: the whole invocation is read.
  if (isNamed) return readWhole(context);
  if (namesOthers) return notOnMachine;
  if (CommandId === "") return isFinalStatus(invocation.Status) ? { gaps: [], isOpen: true } : notOnMachine;
  if (commands.gaps.length > 0) return notOnMachine;
  return isCovered(context) ? notOnMachine : readWhole(context);
};

const HISTORY_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

/** Whether the list of the machine's commands covers the time of this execution. */
const isCovered = ({ commands, execution, now }: RunContext): boolean => {
  const start = execution.StartTime;
  return (
    start !== undefined && start >= commands.since && now.getTime() - start.getTime() < HISTORY_DAYS * DAY
  );
};

const readWhole = async (context: RunContext): Promise<RunReading> => {
  const { machines, gaps, DocumentName, patchRun } = await readInvocation(context);
  const machine = machines.find(({ InstanceId }) => InstanceId === context.InstanceId);
  // Gaps of other machines do not matter; gaps that hide all machines may hide this one.
  const mayHide =
    machine === undefined
      ? machines.some(({ kind, result }) => kind === "unnamed" || (kind === "call" && result === "unknown"))
      : machine.result === "unknown";
  return { machine, DocumentName, patchRun, gaps: mayHide ? gaps : [] };
};

/** The result of the machine in an invocation that started nothing. */
export const unstartedRun = (context: RunContext): RunReading => {
  const [machine] = unlistedMachines(context, explainNotStarted(context), [context.InstanceId]);
  const { parameters } = context;
  const { documentName: DocumentName } = parameters;
  return {
    machine,
    DocumentName,
    patchRun: patchRunOf({ DocumentName, parameters, steps: [], CommandIds: [] }),
    gaps: [],
  };
};
