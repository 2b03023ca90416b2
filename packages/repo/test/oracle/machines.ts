/** What became of each machine of an invocation. */
import type { AutomationExecution, CommandInvocation } from "@aws-sdk/client-ssm";
import type { RawInvocation, RawTask } from "./walk.ts";
import {
  automationResult,
  hasEnded,
  isFailure,
  resultByWords,
  resultInWindow,
  type Result,
} from "./words.ts";

/** One machine of one invocation, or the call itself where no machine is behind it. */
export interface Row {
  readonly name: string;
  readonly result: Result;
}

const resultOnMachine = ({ Status, StatusDetails, CommandPlugins = [] }: CommandInvocation): Result => {
  const own = resultByWords(Status, StatusDetails);
  const started = CommandPlugins.filter(
    ({ ResponseCode, ResponseStartDateTime }) => ResponseStartDateTime !== undefined && ResponseCode !== -1,
  );
  // Terminated is documented as "the command was not run", which does not hold for one of which a step began.
  if (own === "notRun" && started.length > 0) return "cancelled";
  if (own !== "passed") return own;
  const steps = CommandPlugins.map((step) => resultByWords(step.Status, step.StatusDetails));
  return steps.find(isFailure) ?? steps.find((step) => step !== "passed") ?? "passed";
};

interface NamedTargets {
  readonly instanceIds?: readonly string[];
  readonly targets?: readonly { readonly key?: string; readonly values?: readonly string[] }[];
  readonly documentName?: string;
  readonly parameters?: { readonly InstanceId?: unknown; readonly InstanceIds?: unknown };
}

/** What `Parameters` says, in the shape of AWS's samples; blanks inside its keys are a fault of their formatting. */
const parametersOf = ({ row }: RawInvocation): NamedTargets => {
  try {
    const parsed: unknown = JSON.parse((row.Parameters ?? "").replaceAll(/" *(\w+(?: \w+)*) *":/gu, '"$1":'));
    // Whatever else it holds is not looked at.
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
};

const namedBy = (invocation: RawInvocation): readonly string[] => {
  const { instanceIds = [], targets = [], parameters = {} } = parametersOf(invocation);
  const byTarget = targets.flatMap(({ key, values = [] }) => (key === "InstanceIds" ? values : []));
  // An automation that names no target is given its machines as parameters of its runbook; how is not documented.
  const given: unknown[] =
    instanceIds.length + targets.length > 0 ? [] : [parameters.InstanceId, parameters.InstanceIds].flat();
  return [...new Set([...instanceIds, ...byTarget, ...given.filter((id) => typeof id === "string")])];
};

/** A machine that should have had its turn and is on no list, when its invocation has ended or not. */
const resultOfUnlisted = (invocation: RawInvocation, task: RawTask, started: boolean): Result => {
  const { Status, StatusDetails } = invocation.row;
  const isStopped =
    [Status, task.row.Status].some((word) => word === "TIMED_OUT" || word === "CANCELLED") ||
    [StatusDetails, task.row.StatusDetails].some((text) =>
      /maximum error count|invalid entry|SSM permissions|step inputs/iu.test(text ?? ""),
    );
  if (Status !== undefined && !hasEnded(Status)) {
    // What is PENDING when its task has ended has no turn to come.
    if (started) return "pending";
    return hasEnded(task.row.Status) ? "notRun" : "pending";
  }
  if (started) return isStopped ? "notRun" : "unknown";
  return Status === "SUCCESS" || Status === undefined ? "unknown" : "notRun";
};

const commandRows = (invocation: RawInvocation, task: RawTask): readonly Row[] => {
  const named = namedBy(invocation);
  const started = (invocation.row.ExecutionId ?? "") !== "";
  const listed = invocation.machines.map((machine): Row => ({
    name: machine.InstanceId ?? "",
    result: resultOnMachine(machine),
  }));
  const missing = named.filter((id) => !listed.some(({ name }) => name === id));
  if (listed.length > 0) {
    const result = resultOfUnlisted(invocation, task, true);
    return [...listed, ...missing.map((name) => ({ name, result }))];
  }
  // Of a command without machines only the history may be gone, which tells nothing of how it went.
  const result = !started
    ? resultOfUnlisted(invocation, task, false)
    : hasEnded(invocation.row.Status)
      ? "unknown"
      : "pending";
  if (missing.length > 0) return missing.map((name) => ({ name, result }));
  const resolved =
    task.invocations.length === 1
      ? (task.detail.TaskParameters ?? []).flatMap((all) => all["aws:InstanceId"]?.Values ?? [])
      : [];
  return (resolved.length === 0 ? ["machines not named"] : [...new Set(resolved)]).map((name) => ({
    name,
    result,
  }));
};

const machinesOfAutomation = (automation: AutomationExecution): readonly string[] => {
  const { ResolvedTargets, Target, Targets = [], Parameters = {} } = automation;
  const places = [
    ResolvedTargets?.ParameterValues ?? [],
    Target === undefined ? [] : [Target],
    Targets.flatMap(({ Key = "", Values = [] }) => (/ParameterValues|InstanceIds/u.test(Key) ? Values : [])),
    Object.entries(Parameters).flatMap(([key, values]) => (/^InstanceIds?$/iu.test(key) ? values : [])),
  ];
  const isId = (word: string): boolean => /^m?i-\w+$/u.test(word);
  return [...new Set(places.find((place) => place.some(isId))?.filter(isId))];
};

const automationRows = (invocation: RawInvocation, task: RawTask): readonly Row[] => {
  const { row, automation } = invocation;
  const named = namedBy(invocation);
  const names = (ids: readonly string[]): readonly string[] => (ids.length > 0 ? ids : [nameOf(task)]);
  if ((row.ExecutionId ?? "") === "") {
    const result = resultOfUnlisted(invocation, task, false);
    return names(named).map((name) => ({ name, result }));
  }
  const inWindow = resultInWindow(row.Status, row.StatusDetails);
  if (automation === undefined) {
    const result = isFailure(inWindow) ? inWindow : "unknown";
    return names(named).map((name) => ({ name, result }));
  }
  const own = automationResult(automation.AutomationExecutionStatus);
  const whole = isFailure(own) || (!isFailure(inWindow) && own !== "passed") ? own : inWindow;
  const ids = named.length > 0 ? named : machinesOfAutomation(automation);
  if (ids.length < 2 || !isFailure(whole)) return names(ids).map((name) => ({ name, result: whole }));
  return ids.map((name) => ({ name, result: resultBySteps(automation, name) }));
};

/** One of several machines of an automation that did not pass: only a step that names it tells of it. */
const resultBySteps = ({ StepExecutions = [] }: AutomationExecution, id: string): Result => {
  const steps = StepExecutions.filter(
    ({ Inputs = {}, Targets = [] }) =>
      Object.values(Inputs).some((value) => value.includes(id)) ||
      Targets.some(({ Values = [] }) => Values.includes(id)),
  ).map(({ StepStatus }) => automationResult(StepStatus));
  const failed = steps.find(isFailure);
  if (failed !== undefined) return failed;
  return steps.length > 0 && steps.every((step) => step === "passed") ? "passed" : "unknown";
};

/** What a task calls, by the end of its ARN; AWS puts a version behind a function's name. */
const nameOf = ({ row }: RawTask): string =>
  /([^:/]+?)(?::\$LATEST)?$/u.exec(row.TaskArn ?? "")?.[1] ?? "unnamed task";

/** The machines of an invocation with their results; the invocation itself where no machine is behind it. */
export const rowsOf = (invocation: RawInvocation, task: RawTask): readonly Row[] => {
  const { TaskType, Status, StatusDetails } = invocation.row;
  const type =
    TaskType ??
    task.row.TaskType ??
    (parametersOf(invocation).documentName === undefined ? undefined : "RUN_COMMAND");
  if (type === "RUN_COMMAND") return commandRows(invocation, task);
  if (type === "AUTOMATION") return automationRows(invocation, task);
  return [{ name: nameOf(task), result: resultInWindow(Status, StatusDetails) }];
};
