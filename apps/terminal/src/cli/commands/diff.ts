import { diffColumns, tableOf, callsBehind } from "@windowpane/explorer";
import {
  diffClasses,
  diffInOrder,
  diffWithLastGood,
  diffWords,
  type DiffClass,
  type ExecutionDiff,
  type MachineDiff,
  type MachineSide,
} from "@windowpane/report";
import { durationText } from "@windowpane/text";
import { exitCodeFor, exitCodes } from "../../host/exit-code.ts";
import { NowhereError } from "../../host/nowhere-error.ts";
import { callsOfExecution, readExecution, windowOption } from "../arguments/execution.ts";
import { findExecution, type FoundExecution } from "../arguments/find-execution.ts";
import { executionArgument } from "../arguments/ids.ts";
import type { Command } from "../context/command.ts";
import type { Context } from "../context/context.ts";
import { commonOptions } from "../context/option.ts";
import type { Tone } from "../context/theme.ts";
import { ownCommandLine } from "../context/own-command.ts";
import { showCalls } from "../output/command-lines.ts";
import { gapsText } from "../output/gaps.ts";
import { groupsText, windowNamesOf } from "../output/groups.ts";
import {
  capitalized,
  counted,
  moreText,
  namedText,
  pageFor,
  paragraph,
  statusText,
  type Page,
} from "../output/page.ts";
import type { TableRow } from "../output/rows.ts";
import { identityColumns, withIdentity } from "../output/identity.ts";
import { show } from "../output/show.ts";

const exitStatus = {
  ...commonOptions.exitStatus,
  about: "exit with 1 if a machine is worse or one of the executions is incomplete",
};

export const diff: Command = {
  description:
    "With one EXECUTION, compares it with the latest earlier execution of its window in which every machine passed. With two, " +
    "the one that started first is the baseline. Each machine is in exactly one class.",
  arguments: [executionArgument, { ...executionArgument, optional: true }],
  options: [windowOption, commonOptions.patches, exitStatus],
  examples: [
    { line: "diff EXECUTION", about: "Compare with the last execution that passed" },
    { line: "diff EXECUTION EXECUTION", about: "Compare two executions" },
    { line: "diff EXECUTION --output csv", about: "Export a row for each machine" },
  ],
  async run(given) {
    const { settings, args } = given;
    const found = await findExecution(given, args[0] ?? "");
    const { context, ids } = found;
    if (settings.showCli) {
      await showCalls(context, callsOfExecution(context, ids));
      if (args[1] === undefined) await showCalls(context, callsBehind.lastGood({ WindowId: ids.WindowId }));
      else {
        const other = await findExecution(context, args[1]);
        await showCalls(other.context, callsOfExecution(other.context, other.ids));
      }
      return exitCodes.done;
    }
    const second = args[1] === undefined ? undefined : await findExecution(context, args[1]);
    const result =
      second === undefined
        ? await withLastGood(context, found)
        : diffInOrder(
            await readExecution(context, found),
            // Sequential, as two at a time would double the request rate.
            await readExecution(context, second),
          );
    await show(context, {
      value: result,
      lines: result.machines,
      // The later execution.
      rows: withIdentity(result.after, rowsOf(result)),
      columns: context.settings.output === "csv" ? [...columns, ...identityColumns] : columns,
      gaps: [...result.after.gaps, ...result.before.gaps],
      text: () => diffText(pageFor(context), result),
    });
    return exitCodeFor(!result.worse && result.complete, settings);
  },
};

const withLastGood = async (context: Context, found: FoundExecution): Promise<ExecutionDiff> => {
  const { console, host } = context;
  const execution = await readExecution(context, found);
  const {
    diff: result,
    reason,
    isUnknown,
  } = await diffWithLastGood(await context.client(), execution, {
    signal: host.interrupt,
    onExecution: (candidate) => void console.progress(`reading ${candidate.WindowExecutionId}`),
  });
  if (result !== undefined) return result;
  throw new NowhereError(
    reason,
    isUnknown
      ? "Name the window with --window, or give a second EXECUTION."
      : `Give a second EXECUTION; \`${ownCommandLine(context.settings, "executions", execution.WindowId ?? "")}\` lists them.`,
  );
};

const rowsOf = ({ machines }: ExecutionDiff): readonly TableRow[] =>
  machines.map(({ before, after, ...machine }) => ({
    ...machine,
    before: before?.result,
    after: after?.result,
    patchBefore: before?.patch?.result,
    patchAfter: after?.patch?.result,
    tookBefore: secondsOf(before),
    tookAfter: secondsOf(after),
    cause: after?.cause?.title ?? before?.cause?.title,
  }));

const secondsOf = (side: MachineSide | undefined): number | undefined =>
  side?.milliseconds === undefined ? undefined : Math.round(side.milliseconds / 1000);

const columns = tableOf(diffColumns, [
  "class",
  "name",
  "InstanceName",
  "before",
  "after",
  "patchBefore",
  "patchAfter",
  "tookBefore",
  "tookAfter",
  "cause",
  "reason",
]);

/** The changes by class, worst first. */
const diffText = (
  page: Page,
  { before, after, classes, machines, appeared, ...rest }: ExecutionDiff,
): string => {
  const { theme } = page;
  const { reason, worse, threshold, notes } = rest;
  const groups = groupsText(page, appeared, windowNamesOf([before, after]));
  return [
    paragraph(page, reason, { lead: worse ? `${theme.paint("bad", theme.glyph("bad"))} `.trimStart() : "" }),
    sideText(page, "before", before),
    sideText(page, "after", after),
    ...notes.map((note) => paragraph(page, note, { tone: "warn" })),
    ...diffClasses
      .filter((name) => name !== "unchanged" && classes[name] > 0)
      .map((name) => {
        const members = machines.filter((machine) => machine.class === name);
        return classText(page, name, members);
      }),
    classes.slower > 0
      ? paragraph(
          page,
          `Slower: ${threshold.factor} times as long and at least ${durationText(threshold.least)} longer, in the tasks that both executions have.`,
          { tone: "muted" },
        )
      : "",
    groups === "" ? "" : `\n${theme.paint("strong", "New causes")}\n${groups}`,
    gapsText(page, [...after.gaps, ...before.gaps]),
  ].join("");
};

const sideText = (page: Page, word: string, side: ExecutionDiff["before"]): string => {
  const { WindowExecutionId, StartTime, verdict, Name } = side;
  const window = Name === undefined ? "" : ` of ${Name}`;
  const time = StartTime === undefined ? "" : `, started ${page.time(StartTime)}`;
  return paragraph(page, `${WindowExecutionId}${window}${time}`, {
    lead: `${word.padEnd(6)}  ${statusText(page, verdict)}  `,
    tone: "muted",
  });
};

/** Machines of one class on a terminal. */
const SHOWN_MACHINES = 12;

const classText = (page: Page, name: DiffClass, machines: readonly MachineDiff[]): string => {
  const { theme, width } = page;
  const shown = width === undefined ? machines : machines.slice(0, SHOWN_MACHINES);
  const more = machines.length - shown.length;
  const title = `${theme.paint(tones[name], theme.glyph(tones[name]))} ${theme.paint("strong", capitalized(diffWords[name]))}  ${counted(machines.length, "machine")}`;
  return [
    `\n${title.trimStart()}\n`,
    ...shown.map((machine) =>
      paragraph(page, machine.reason, {
        lead: `${namedText(machine.name, machine.InstanceName)}: `,
        indent: 4,
      }),
    ),
    more > 0 ? paragraph(page, moreText(`${more} more`), { indent: 4, tone: "muted" }) : "",
  ].join("");
};

const tones: Readonly<Record<DiffClass, Tone>> = {
  newlyFailing: "bad",
  failingOtherwise: "bad",
  stillFailing: "bad",
  newlyNotPatched: "bad",
  notPatched: "bad",
  undecided: "warn",
  vanished: "warn",
  added: "plain",
  slower: "warn",
  recovered: "good",
  newlyPatched: "good",
  unchanged: "plain",
};
