import { reportFormats } from "./parts/formats.ts";
import type { Group } from "../model/group.ts";
import type { ExecutionReport, Gap, Machine } from "../model/report.ts";
import { describeAffected } from "../model/affected.ts";
import { byHarm } from "../judge/groups/harm.ts";
import { machinesOf } from "../model/machines-of.ts";
import { timelineOf } from "../timeline/timeline.ts";
import type { Timeline } from "../timeline/model.ts";
import { describeResults, describeTotal } from "../model/words.ts";
import { hasBadRows, hasPassed } from "../judge/patching/patch-doubt.ts";
import { advice, code, prose } from "./parts/markdown-text.ts";
import { hasPatches, patchesText, stateWords, toneOfMachine } from "./parts/patch-fields.ts";
import { glyphOf, timeText, tookText, toneOfVerdict, whyWords } from "./parts/phrases.ts";
import { plain } from "./parts/plain.ts";
import { groupSince } from "./parts/since.ts";
import { namesOfTasks } from "./parts/task-names.ts";
import { groupSize, memberNames, notRunText, sensitiveTexts } from "./parts/summaries.ts";
import type { ReportWriter, WriteOptions } from "./parts/writer.ts";

/** GitHub Flavored Markdown, for tickets and chats. */
export const markdownWriter: ReportWriter = {
  ...reportFormats.markdown,
  write: (report, options) => {
    const { now, timeline = timelineOf(report, { now }) } = options;
    return `${[
      title(report),
      prose(report.reason),
      facts(report, timeline),
      gapsText(report.gaps, options),
      whyText(report.groups, now),
      tasksText(report),
      whatNotRun(timeline),
      machinesText(report),
      options.includeSensitive === true ? parametersText(report) : "",
      `Written ${timeText(now)}${options.includeSensitive === true ? "" : ", without parameters and owner information"}.`,
    ]
      .filter((section) => section !== "")
      .join("\n\n")}\n`;
  },
};

/** Maximum machines in the table, so that a ticket stays readable. */
const SHOWN_MACHINES = 200;
/** Maximum names under a cause. */
const SHOWN_NAMES = 60;

const title = ({ verdict, Name, WindowId, WindowExecutionId }: ExecutionReport): string =>
  `# ${glyphOf(toneOfVerdict(verdict))} ${verdict}: ${prose(Name ?? WindowId ?? WindowExecutionId)}`;

const facts = (report: ExecutionReport, { limits }: Timeline): string => {
  const { Name, WindowId, WindowExecutionId, Status, StatusDetails = "", StartTime, EndTime } = report;
  const { Account, Region } = report.origin ?? {};
  const { machineCounts } = report;
  const patches = patchesText(report);
  const aws = Status ?? "unknown";
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["Window", cellCode(Name, WindowId)],
    ["Execution", code(WindowExecutionId, "cell")],
    ["Account", cellCode(Account)],
    ["Region", cellCode(Region)],
    ["AWS status", `${prose(aws)}${StatusDetails === "" ? "" : ` (${prose(StatusDetails)})`}`],
    ["Started", StartTime === undefined ? undefined : timeText(StartTime)],
    ["Ended", EndTime === undefined ? "not yet" : `${timeText(EndTime)}, after ${tookText(report)}`],
    ["Window's cutoff", limits?.cutoff === undefined ? undefined : timeText(limits.cutoff)],
    ["Window's end", limits === undefined ? undefined : timeText(limits.end)],
    ["Machines", `${describeTotal(machineCounts, "machine")}: ${describeResults(machineCounts) || "none"}`],
    ["Patches", patches === undefined ? undefined : prose(patches)],
  ];
  return table(
    ["", ""],
    rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
};

/** Texts as code. Undefined without any. */
const cellCode = (...texts: readonly (string | undefined)[]): string | undefined => {
  const known = texts.filter((text) => text !== undefined && plain(text) !== "");
  return known.length === 0 ? undefined : known.map((text) => code(text ?? "", "cell")).join(" ");
};

const gapsText = (gaps: readonly Gap[], { includeSensitive = false }: WriteOptions): string =>
  section(
    "This report is incomplete",
    gaps.map((gap) => {
      const { why, nextStep, count, message } = gap;
      const affected = describeAffected(gap);
      const times = count > 1 ? ` (${count} times)` : "";
      const words = includeSensitive && message !== undefined ? ` AWS: ${code(message)}` : "";
      return `- ${advice(why)}${times} ${affected === "" ? "" : `${prose(affected)} `}${advice(nextStep)}${words}`;
    }),
  );

const whyText = (groups: readonly Group[], now: Date): string =>
  groups.length === 0 ? "" : ["## Causes", ...groups.map((group) => groupText(group, now))].join("\n\n");

const groupText = (group: Group, now: Date): string => {
  const { title: cause, evidence, nextStep, otherwise } = group;
  const names = memberNames(group, now);
  const since = groupSince(group, now);
  const more = names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : "";
  return [
    `### ${prose(cause)}: ${groupSize(group)}`,
    ...(evidence === undefined ? [] : [code(evidence)]),
    ...(since === "" ? [] : [`**Since:** ${prose(since)}`]),
    `**Next step:** ${advice(nextStep)}`,
    ...(otherwise === undefined ? [] : [`**Alternative:** ${advice(otherwise)}`]),
    `**Affected:** ${names
      .slice(0, SHOWN_NAMES)
      .map((name) => code(name))
      .join(", ")}${more}`,
  ].join("\n\n");
};

const tasksText = (report: ExecutionReport): string => {
  const names = namesOfTasks(report);
  return report.tasks.length === 0
    ? ""
    : `## Tasks\n\n${table(
        ["Verdict", "Task", "ID", "Started", "Duration", "Machines", "Reason"],
        report.tasks.map((task) => [
          `${glyphOf(toneOfVerdict(task.verdict))} ${task.verdict}`,
          code(names.get(task.TaskExecutionId) ?? "", "cell"),
          code(task.TaskExecutionId, "cell"),
          task.StartTime === undefined ? "" : timeText(task.StartTime),
          tookText(task),
          describeResults(task.counts),
          prose(task.reason),
        ]),
      )}`;
};

const whatNotRun = ({ notRun }: Timeline): string =>
  section(
    "Not run",
    notRun.map((count) => `- ${notRunText(count)}: **${whyWords[count.why]}**. ${advice(count.reason)}`),
  );

const machinesText = (report: ExecutionReport): string => {
  const notPassed = machinesOf(report)
    .filter((machine) => !hasPassed(machine))
    .toSorted(byHarm);
  if (notPassed.length === 0) return "";
  const shown = notPassed.slice(0, SHOWN_MACHINES);
  const more = notPassed.length - shown.length;
  const withPatches = hasPatches(report);
  const names = namesOfTasks(report);
  const rows = table(
    ["Result", "Machine", "Name", "Task", "Duration", "Reason", ...(withPatches ? ["Patches"] : [])],
    shown.map((machine) => [
      `${glyphOf(toneOfMachine(machine))} ${stateWords(machine, resultText(machine))}`,
      code(machine.name, "cell"),
      machine.InstanceName === undefined ? "" : code(machine.InstanceName, "cell"),
      cellCode(names.get(machine.TaskExecutionId ?? "")) ?? "",
      tookText(machine),
      prose((machine.cause ?? machine.patch?.cause)?.title ?? machine.reason),
      ...(withPatches ? [prose(machine.patch?.words ?? "")] : []),
    ]),
  );
  const rest = more > 0 ? `\n\n${more} more are not shown; the CSV export has all of them.` : "";
  const heading = hasBadRows(report) ? "Did not pass" : "Not passed yet";
  return `## ${heading}\n\n${rows}${rest}`;
};

const resultText = ({ result }: Machine): string =>
  result.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);

const parametersText = (report: ExecutionReport): string =>
  section(
    "Parameters and owner information",
    sensitiveTexts(report).map(({ InvocationId, text }) => `- ${code(InvocationId)}: ${code(text)}`),
  );

const section = (heading: string, lines: readonly string[]): string =>
  lines.length === 0 ? "" : `## ${heading}\n\n${lines.join("\n")}`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
