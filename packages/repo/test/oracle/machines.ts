/** Results of the machines of an invocation. */
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

/** A machine of an invocation. If the invocation has no machines, the call itself. */
export interface Row {
  readonly name: string;
  readonly result: Result;
}

const resultOnMachine = ({ Status, StatusDetails, CommandPlugins = [] }: CommandInvocation): Result => {
  const own = resultByWords(Status, StatusDetails);
  const started = CommandPlugins.filter(
    ({ ResponseCode, ResponseStartDateTime }) => ResponseStartDateTime !== undefined && ResponseCode !== -1,
  );
  // AWS documents Terminated as "the command was not run". If a step has started, this is wrong.
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

/** Parses `Parameters` as in AWS's samples. Removes the spaces in keys, which are a formatting error of the samples. */
const parametersOf = ({ row }: RawInvocation): NamedTargets => {
  try {
    const parsed: unknown = JSON.parse((row.Parameters ?? "").replaceAll(/" *(\w+(?: \w+)*) *":/gu, '"$1":'));
    // Other members are ignored.
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
};

const namedBy = (invocation: RawInvocation): readonly string[] => {
  const { instanceIds = [], targets = [], parameters = {} } = parametersOf(invocation);
  const byTarget = targets.flatMap(({ key, values = [] }) => (key === "InstanceIds" ? values : []));
  // An automation without targets gets its machines as runbook parameters. Their names are not documented.
  const given: unknown[] =
    instanceIds.length + targets.length > 0 ? [] : [parameters.InstanceId, parameters.InstanceIds].flat();
  return [...new Set([...instanceIds, ...byTarget, ...given.filter((id) => typeof id === "string")])];
};

/** Result of a machine that was targeted and that no command lists. */
const resultOfUnlisted = (invocation: RawInvocation, task: RawTask, started: boolean): Result => {
  const { Status, StatusDetails } = invocation.row;
  const isStopped =
    [Status, task.row.Status].some((word) => word === "TIMED_OUT" || word === "CANCELLED") ||
    [StatusDetails, task.row.StatusDetails].some((text) =>
      /maximum error count|invalid entry|SSM permissions|step inputs/iu.test(text ?? ""),
    );
  if (Status !== undefined && !hasEnded(Status)) {
    // An invocation that is PENDING when its task has ended will not start.
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
  // If a command lists no machines, its history may have expired, so the result is unknown.
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

/** Result of one of several machines of a failed automation. Only steps that name the machine count. */
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

/** Name of what a task calls: the end of its ARN, without the version that AWS adds to function names. */
const nameOf = ({ row }: RawTask): string =>
  /([^:/]+?)(?::\$LATEST)?$/u.exec(row.TaskArn ?? "")?.[1] ?? "unnamed task";

/** Machines of an invocation with their results. Without machines, a single row for the invocation itself. */
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
