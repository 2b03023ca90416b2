import { reportFormats } from "./parts/formats.ts";
import { millisecondsOf } from "../model/aws-progress.ts";
import { csvLine, csvMark, cutLine, safePart, type CsvValue } from "@windowpane/text";
import type { ExecutionReport, InvocationReport, Machine, TaskReport } from "../model/report.ts";
import { describeAffected } from "../model/affected.ts";
import { failuresOf } from "../judge/groups/failures-of.ts";
import { byHarm } from "../judge/groups/harm.ts";
import { timelineOf } from "../timeline/timeline.ts";
import { patchColumns, patchValues } from "./parts/patch-fields.ts";
import { TEXT_LENGTH } from "./parts/plain.ts";
import { machinesSince, type MachinesSince } from "./parts/since.ts";
import type { ReportWriter } from "./parts/writer.ts";

/**
 * One row per machine and invocation, worst first; one per level that did not pass without a machine that shows why; and one
 * of kind `gap` per gap, so that an incomplete report is recognised. The `slug` of a gap is its kind.
 */
export const csvWriter: ReportWriter = {
  ...reportFormats.csv,
  write: (
    report,
    { now, includeSensitive = false, csvBom = false, timeline = timelineOf(report, { now }) },
  ) => {
    const whys = new Map(timeline.rows.map(({ key, notRun }) => [key, notRun?.why]));
    const whyOf = ({ TaskExecutionId = "", InvocationId = "", name }: Machine): string | undefined =>
      whys.get(`${TaskExecutionId}/${InvocationId}/${name}`);
    const shown = columns.filter((name) => includeSensitive || !sensitiveColumns.includes(name));
    const rows = rowsOf(report, { whyOf, since: machinesSince(report, now) }).map((row) =>
      csvLine(shown.map((name) => valueOf(row[name]))),
    );
    return [csvBom ? csvMark : "", csvLine(shown), ...rows].join("");
  },
};

type CsvRow = Readonly<Record<string, unknown>>;

const sensitiveColumns = ["Parameters", "OwnerInformation"];

const columns = [
  "kind",
  "name",
  "InstanceId",
  "InstanceName",
  "result",
  "reason",
  "Status",
  "StatusDetails",
  "ResponseCode",
  "cause",
  "slug",
  "evidence",
  "nextStep",
  "recurrence",
  "since",
  "consecutive",
  "StartTime",
  "EndTime",
  "seconds",
  "notRun",
  ...patchColumns,
  "TaskArn",
  "TaskType",
  "DocumentName",
  "Name",
  "WindowId",
  "WindowExecutionId",
  "executionStartTime",
  "Account",
  "Region",
  "TaskExecutionId",
  "InvocationId",
  "ExecutionId",
  ...sensitiveColumns,
];

interface RowFacts {
  readonly whyOf: (machine: Machine) => string | undefined;
  readonly since: MachinesSince;
}

const rowsOf = (report: ExecutionReport, { whyOf, since }: RowFacts): readonly CsvRow[] => [
  ...report.tasks
    .flatMap((task) =>
      task.invocations.flatMap((invocation) =>
        invocation.machines.map((machine) => ({ machine, task, invocation })),
      ),
    )
    .toSorted((one, other) => byHarm(one.machine, other.machine))
    .map(({ machine, ...around }) => ({
      ...machineRow(machine, { report, ...around, notRun: whyOf(machine) }),
      ...sinceColumns(machine, since),
    })),
  ...[...failuresOf(report)]
    .filter(({ member }) => ["execution", "task", "invocation"].includes(member.kind))
    .map(({ member, cause }): CsvRow => ({ ...executionColumns(report), ...causeColumns(cause), ...member })),
  ...report.gaps.map((gap): CsvRow => ({
    ...executionColumns(report),
    ...gap.ids,
    kind: "gap",
    name: gap.code,
    slug: gap.kind,
    reason: gap.why,
    evidence: describeAffected(gap) || undefined,
    nextStep: gap.nextStep,
  })),
];

interface RowContext {
  readonly report: ExecutionReport;
  readonly task: TaskReport;
  readonly invocation: InvocationReport;
  readonly notRun: string | undefined;
}

const machineRow = (machine: Machine, { report, task, invocation, notRun }: RowContext): CsvRow => {
  const { TaskArn } = task;
  const { TaskType = task.TaskType, DocumentName, ExecutionId, Parameters, OwnerInformation } = invocation;
  const { cause = machine.patch?.cause } = machine;
  const milliseconds = millisecondsOf(machine);
  return {
    ...executionColumns(report),
    ...{ TaskArn, TaskType, DocumentName, ExecutionId, Parameters, OwnerInformation, notRun },
    ...machine,
    ...causeColumns(cause),
    ...patchValues(machine),
    seconds: milliseconds === undefined ? undefined : Math.round(milliseconds / 1000),
  };
};

const sinceColumns = (machine: Machine, { recurrenceOf, wordsOf }: MachinesSince): CsvRow => {
  const found = recurrenceOf(machine);
  if (found === undefined) return {};
  const { since, consecutive } = found;
  return { recurrence: wordsOf(machine), since, consecutive };
};

const executionColumns = (report: ExecutionReport): CsvRow => ({
  Name: report.Name,
  WindowId: report.WindowId,
  WindowExecutionId: report.WindowExecutionId,
  executionStartTime: report.StartTime,
  Account: report.origin?.Account,
  Region: report.origin?.Region,
});

const causeColumns = (cause: Machine["cause"]): CsvRow => ({
  cause: cause?.title,
  slug: cause?.slug,
  evidence: cause?.evidence,
  nextStep: cause?.nextStep,
});

const valueOf = (value: unknown): CsvValue => {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "number" ? value : cutLine(safePart(String(value)), TEXT_LENGTH);
};
