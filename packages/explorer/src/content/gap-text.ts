import type { ExecutionReport, Gap, InvocationReport } from "@windowpane/report";
import { machineName, taskName } from "./execution.ts";
import { findingOf, type Findings } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { knownReport } from "./identity.ts";
import { safeLine } from "@windowpane/text";

interface GapContext {
  /** The reference of the screen that shows the gap. */
  readonly ref: ItemRef;
  readonly since: Date;
}

/** A gap in one sentence, with the machine and the task that it is about: `i-0123 of AWS-RunPatchBaseline: …`. */
export const gapText = (gap: Gap, findings: Findings, { ref, since }: GapContext): string => {
  const known = subjects.get(gap);
  if (known !== undefined) return sentence(known, gap);
  const own = knownReport(findings, ref, since);
  const reports =
    own === undefined
      ? (findingOf<"failures">(findings, { of: "failures", since })?.value?.executions ?? [])
      : [own];
  const subject = subjectOf(gap, reports);
  if (subject !== "") subjects.set(gap, subject);
  return sentence(subject, gap);
};

/** Kept, because a footer needs it for each frame and a report may have 100,000 machines. */
const subjects = new WeakMap<Gap, string>();

const sentence = (subject: string, { why }: Gap): string => (subject === "" ? why : `${subject}: ${why}`);

const subjectOf = ({ ids, count }: Gap, reports: readonly ExecutionReport[]): string => {
  const found = findInvocation(ids, reports);
  const InstanceId = ids["InstanceId"] ?? onlyMachine(found?.invocation);
  const machine = found?.invocation.machines.find((one) => one.InstanceId === InstanceId);
  const name = machine === undefined ? safeLine(InstanceId ?? "") : machineName(machine);
  const task = found === undefined ? "" : safeLine(taskName(found.TaskArn) ?? "");
  const more = count > 1 ? ` and ${count - 1} more` : "";
  return `${[name, task].filter(Boolean).join(" of ")}${name === "" && task === "" ? "" : more}`;
};

interface FoundInvocation {
  readonly invocation: InvocationReport;
  readonly TaskArn: string | undefined;
}

/** The invocation that a request was for: by its own ID, or by the command or automation that it started. */
const findInvocation = (
  ids: Gap["ids"],
  reports: readonly ExecutionReport[],
): FoundInvocation | undefined => {
  const started = ids["CommandId"] ?? ids["AutomationExecutionId"];
  const InvocationId = ids["InvocationId"];
  for (const { tasks } of reports) {
    for (const { invocations, TaskArn } of tasks) {
      const invocation = invocations.find(
        (one) =>
          (started !== undefined && one.ExecutionId === started) ||
          (InvocationId !== undefined && one.InvocationId === InvocationId),
      );
      if (invocation !== undefined) return { invocation, TaskArn };
    }
  }
  return undefined;
};

const onlyMachine = (invocation: InvocationReport | undefined): string | undefined =>
  invocation?.machines.length === 1 ? invocation.machines[0]?.InstanceId : undefined;
