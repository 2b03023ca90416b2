/** Whether an invocation ran on a machine, and how, with as few questions as the answer needs. */
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
  /** AWS's word on the execution. */
  readonly execution: AwsProgress;
  readonly now: Date;
}

/** The machine's row in the invocation, if it has one. */
export interface RunReading {
  readonly machine?: Machine | undefined;
  readonly DocumentName?: string | undefined;
  readonly patchRun?: PatchRun | undefined;
  readonly gaps: readonly Gap[];
  /** It chose its machines by tags and started nothing, so it does not itself say whether this one was among them. */
  readonly isOpen?: boolean;
}

const notOnIt: RunReading = { gaps: [] };

/** Reads whether the invocation ran on the machine. Lambda functions and state machines run on none; an unknown type is a gap. */
export const readRun = (context: RunContext): Promise<RunReading> => {
  const { InstanceId, parameters } = context;
  const type = typeOfCall(context);
  const isNamed = parameters.instanceIds.includes(InstanceId);
  const namesOthers = parameters.instanceIds.length > 0 && !isNamed;
  if (type === "RUN_COMMAND") return readCommandRun(context, isNamed, namesOthers);
  if (type === "LAMBDA" || type === "STEP_FUNCTIONS" || namesOthers) return Promise.resolve(notOnIt);
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
  // The whole invocation is read where it names the machine and the machine's own list does not know it.
  if (isNamed) return readWhole(context);
  if (namesOthers) return notOnIt;
  if (CommandId === "") return isFinalStatus(invocation.Status) ? { gaps: [], isOpen: true } : notOnIt;
  if (commands.gap !== undefined) return notOnIt;
  return isCovered(context) ? notOnIt : readWhole(context);
};

const HISTORY_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

/** Whether the list of the machine's commands reaches back to this execution: both ends of what it holds. */
const isCovered = ({ commands, execution, now }: RunContext): boolean => {
  const start = execution.StartTime;
  return (
    start !== undefined && start >= commands.since && now.getTime() - start.getTime() < HISTORY_DAYS * DAY
  );
};

const readWhole = async (context: RunContext): Promise<RunReading> => {
  const { machines, gaps, DocumentName, patchRun } = await readInvocation(context);
  const machine = machines.find(({ InstanceId }) => InstanceId === context.InstanceId);
  // What is wrong with other machines is not this one's history; what hides all of them may hide it.
  const mayHide =
    machine === undefined
      ? machines.some(({ kind, result }) => kind === "unnamed" || (kind === "call" && result === "unknown"))
      : machine.result === "unknown";
  return { machine, DocumentName, patchRun, gaps: mayHide ? gaps : [] };
};

/** What became of the machine in an invocation that started nothing. */
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
