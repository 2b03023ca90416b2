/** The sections of the page, in order. */
import { describeAffected } from "../../model/affected.ts";
import { byHarm } from "../../judge/groups/harm.ts";
import { machinesOf } from "../../model/machines-of.ts";
import type { Group } from "../../model/group.ts";
import type { ExecutionReport, Gap, Machine, TaskReport } from "../../model/report.ts";
import type { Timeline } from "../../timeline/model.ts";
import { hasPassed } from "../../judge/patching/patch-doubt.ts";
import { resultWords, plural } from "../../model/words.ts";
import { advice, markup, nothing, type Markup } from "../parts/markup.ts";
import { hasPatches, stateWords, toneOfMachine } from "../parts/patch-fields.ts";
import { glyphOf, timeText, tookText, toneOfVerdict, whyWords } from "../parts/phrases.ts";
import { toned } from "./counts.ts";
import { namesOfTasks } from "../parts/task-names.ts";
import { groupSince } from "../parts/since.ts";
import { groupSize, memberNames, notRunText, sensitiveTexts } from "../parts/summaries.ts";

/** Maximum machines per table, so that phones can open the page. The CSV export has all of them. */
const SHOWN_MACHINES = 500;
/** Names shown under a cause; the rest is folded. */
const SHOWN_NAMES = 12;

/** The execution, its verdict with the reason, and AWS's status. */
export const headSection = (report: ExecutionReport, { limits }: Timeline): Markup => {
  const { verdict, reason, Name, WindowId, WindowExecutionId, Status, StatusDetails = "" } = report;
  const { StartTime, EndTime } = report;
  const { Account, Region } = report.origin ?? {};
  const tone = toneOfVerdict(verdict);
  return markup`<header>
<p class="muted">Maintenance window execution</p>
<h1>${Name ?? WindowId ?? WindowExecutionId}</h1>
<p class="lead"><span class="verdict ${tone}">${glyphOf(tone)} ${verdict}</span> ${reason}</p>
<dl>
${WindowId === undefined ? nothing : fact("Window", markup`${Name === undefined ? nothing : markup`${Name} `}<span class="id">${WindowId}</span>`)}
${fact("Execution", markup`<span class="id">${WindowExecutionId}</span>`)}
${Account === undefined ? nothing : fact("Account", markup`<span class="id">${Account}</span>`)}
${Region === undefined ? nothing : fact("Region", markup`<span class="id">${Region}</span>`)}
${fact("AWS status", markup`${Status ?? "unknown"}${StatusDetails === "" ? nothing : markup`: ${StatusDetails}`}`)}
${StartTime === undefined ? nothing : fact("Started", markup`${timeText(StartTime)}`)}
${fact("Ended", EndTime === undefined ? markup`not yet` : markup`${timeText(EndTime)}, after ${tookText(report)}`)}
${limits?.cutoff === undefined ? nothing : fact("Window's cutoff", markup`${timeText(limits.cutoff)}`)}
</dl>
</header>`;
};

const fact = (name: string, value: Markup): Markup => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;

/** The gaps, first because the rest may be incomplete. */
export const gapsSection = (gaps: readonly Gap[], includeSensitive: boolean): Markup =>
  gaps.length === 0
    ? nothing
    : markup`<section class="card partial"><h2>${glyphOf("warn")} This report is incomplete</h2>
<ul>${gaps.map((gap) => gapItem(gap, includeSensitive))}</ul></section>
`;

const gapItem = (gap: Gap, includeSensitive: boolean): Markup => {
  const { why, nextStep, count, message = "" } = gap;
  const affected = describeAffected(gap);
  return markup`<li>${advice(why)}${count > 1 ? markup` (${count} times)` : nothing}${affected === "" ? nothing : markup` ${affected}`} ${advice(nextStep)}${includeSensitive && message !== "" ? markup` <code>${message}</code>` : nothing}</li>`;
};

/** The causes, worst first. */
export const whySection = (groups: readonly Group[], now: Date): Markup =>
  groups.length === 0
    ? nothing
    : markup`<section><h2>Causes</h2>\n${groups.map((group) => groupCard(group, now))}</section>\n`;

const groupCard = (group: Group, now: Date): Markup => {
  const { title, evidence, nextStep, otherwise, weight } = group;
  const since = groupSince(group, now);
  const tone = weight === "failure" ? "bad" : "warn";
  return markup`<article class="card"><span class="size">${groupSize(group)}</span><h3><span class="${tone}">${glyphOf(tone)}</span> ${title}</h3>
${since === "" ? nothing : markup`<p class="muted">${since}</p>\n`}${evidence === undefined ? nothing : markup`<pre>${evidence}</pre>`}
<p><strong>Next step:</strong> ${advice(nextStep)}</p>${
    otherwise === undefined
      ? nothing
      : markup`
<p><strong>Alternative:</strong> ${advice(otherwise)}</p>`
  }
${namesMarkup(memberNames(group, now))}</article>
`;
};

const namesMarkup = (names: readonly string[]): Markup => {
  const list = (some: readonly string[]): readonly Markup[] =>
    some.map((name) => markup`<code>${name}</code>\n`);
  const [first, rest] = [names.slice(0, SHOWN_NAMES), names.slice(SHOWN_NAMES)];
  return markup`<p class="names muted">${list(first)}</p>
${rest.length === 0 ? nothing : markup`<details><summary>${rest.length} more</summary><p class="names muted">${list(rest)}</p></details>`}`;
};

/** What did not run, and why. */
export const notRunSection = ({ notRun }: Timeline): Markup =>
  notRun.length === 0
    ? nothing
    : markup`<section><h2>Not run</h2>
<ul>${notRun.map((count) => markup`<li>${notRunText(count)}: <strong>${whyWords[count.why]}</strong>. ${advice(count.reason)}</li>`)}</ul></section>
`;

/** The tasks, each with its verdict. */
export const tasksSection = (report: ExecutionReport): Markup => {
  const names = namesOfTasks(report);
  return report.tasks.length === 0
    ? nothing
    : markup`<section><h2>Tasks</h2>
<table><caption>Tasks of the execution</caption>
<thead><tr><th scope="col">Verdict</th><th scope="col">Task</th><th scope="col">Started</th><th scope="col">Duration</th><th scope="col">Reason</th></tr></thead>
<tbody>${report.tasks.map((task) => taskRow(task, names))}</tbody></table></section>
`;
};

const taskRow = (task: TaskReport, names: ReadonlyMap<string, string>): Markup => {
  const { verdict, TaskExecutionId, TaskType = "", StartTime, reason } = task;
  return markup`<tr><td>${toned(toneOfVerdict(verdict), verdict)}</td><td>${names.get(TaskExecutionId) ?? ""} <span class="muted">${TaskType}</span> <span class="id muted">${TaskExecutionId}</span></td><td class="number">${StartTime === undefined ? "" : timeText(StartTime)}</td><td class="number">${tookText(task)}</td><td>${reason}</td></tr>
`;
};

/** Every machine: those that have not passed first, passed ones folded. */
export const machinesSection = (report: ExecutionReport): Markup => {
  const machines = machinesOf(report);
  const passed = machines.filter(hasPassed);
  const others = machines.filter((machine) => !hasPassed(machine)).toSorted(byHarm);
  const columns = { names: namesOfTasks(report), withPatches: hasPatches(report) };
  const table = (some: readonly Machine[], caption: string): Markup => machineTable(some, caption, columns);
  return markup`${others.length === 0 ? nothing : markup`<section><h2>Not passed</h2>\n${table(others, "Machines that have not passed")}</section>\n`}${
    passed.length === 0
      ? nothing
      : markup`<section><h2>Passed</h2>\n<details><summary>${plural(passed.length, "row")}</summary>${table(passed, "Machines that passed")}</details></section>\n`
  }`;
};

interface MachineColumns {
  /** Names of the tasks. */
  readonly names: ReadonlyMap<string, string>;
  readonly withPatches: boolean;
}

const machineTable = (machines: readonly Machine[], caption: string, columns: MachineColumns): Markup => {
  const shown = machines.slice(0, SHOWN_MACHINES);
  const more = machines.length - shown.length;
  return markup`<table><caption>${caption}</caption>
<thead><tr><th scope="col">Result</th><th scope="col">Machine</th><th scope="col">Task</th><th scope="col">Duration</th><th scope="col">Reason</th>${columns.withPatches ? markup`<th scope="col">Patches</th>` : nothing}</tr></thead>
<tbody>${shown.map((machine) => machineRow(machine, columns))}</tbody></table>
${more > 0 ? markup`<p class="muted">${more} more are not shown; the CSV export has all of them.</p>` : nothing}`;
};

const machineRow = (machine: Machine, { names, withPatches }: MachineColumns): Markup => {
  const { result, name, InstanceName = "", patch, reason, cause = patch?.cause } = machine;
  return markup`<tr><td>${toned(toneOfMachine(machine), stateWords(machine, resultWords[result]))}</td><td>${InstanceName === "" ? nothing : markup`${InstanceName} `}<span class="id muted">${name}</span></td><td>${names.get(machine.TaskExecutionId ?? "") ?? ""}</td><td class="number">${tookText(machine)}</td><td>${cause === undefined ? reason : markup`${cause.title}. ${reason}`}</td>${withPatches ? markup`<td>${patch?.words ?? ""}</td>` : nothing}</tr>
`;
};

/** The sensitive members, for reports that include them. */
export const parametersSection = (report: ExecutionReport): Markup => {
  const texts = sensitiveTexts(report).map(
    ({ InvocationId, text }) => markup`<li><span class="id">${InvocationId}</span><pre>${text}</pre></li>`,
  );
  return texts.length === 0
    ? nothing
    : markup`<section><h2>Parameters and owner information</h2><details><summary>${plural(texts.length, "text")}, marked as sensitive by AWS</summary><ul>${texts}</ul></details></section>\n`;
};
