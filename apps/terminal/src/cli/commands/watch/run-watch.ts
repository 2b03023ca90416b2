import {
  badOf,
  byHarm,
  patchColumns,
  patchLabel,
  patchValues,
  watch,
  type ExecutionReport,
  type WatchOptions,
} from "@windowpane/report";
import type { Context } from "../../context/context.ts";
import { NowhereError } from "../../../host/errors/nowhere-error.ts";
import { exitCodeFor, exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import { machineColumns, machineRows } from "../../execution/machine-table.ts";
import { countsText } from "../../output/counts.ts";
import { ownCommandLine } from "../../output/own-line.ts";
import { failedText } from "./event-line.ts";
import { jsonView, lineView, quietView, type View } from "./view.ts";

/** What the command's own options say. */
export interface RunOptions {
  /** Whom to follow. */
  readonly place: { readonly WindowExecutionId: string } | { readonly WindowId: string };
  readonly failFast: boolean;
  readonly quiet: boolean;
  /** In milliseconds; undefined without an end. */
  readonly timeout: number | undefined;
  /** The reason with which the host's signal aborts when that time is over. Default: it does not. */
  readonly late?: Error | undefined;
  /** In milliseconds; undefined for the watch's own. */
  readonly interval: number | undefined;
}

/** Follows, shows what comes, and ends with the exit code that the verdict deserves. */
export const runWatch = async (context: Context, options: RunOptions): Promise<ExitCode> => {
  const { host, settings, screen } = context;
  const format = formatOf(context);
  const view = viewFor(context, format, options.quiet);
  const deadline = options.timeout === undefined ? Infinity : host.now().getTime() + options.timeout;
  const state: State = {};
  const isLate = (): boolean => host.now().getTime() >= deadline;
  const { late = new Error("The time given is over.") } = options;
  const sleep: WatchOptions["sleep"] = async (milliseconds) => {
    const until = host.now().getTime() + milliseconds;
    while (host.now().getTime() < until) {
      host.interrupt.throwIfAborted();
      if (isLate()) throw late;
      await host.sleep(Math.min(SECOND, until - host.now().getTime()), host.interrupt);
      await view.tick();
    }
  };
  const events = watch(await context.client(), {
    ...options.place,
    now: host.now,
    sleep,
    signal: host.interrupt,
    patches: settings.patches,
    interval: options.interval,
  });
  try {
    for await (const event of events) {
      if (event.kind === "progress" || event.kind === "ended") state.report = event.report;
      if (event.kind === "started") state.WindowExecutionId = event.WindowExecutionId;
      await view.show(event);
      // Nobody can say how long a window without a plan would be waited for.
      if (
        event.kind === "waiting" &&
        event.NextExecutionTime === undefined &&
        options.timeout === undefined
      ) {
        throw nothingPlanned(event);
      }
      if (options.failFast && event.kind === "failed" && event.cause.weight === "failure") {
        await screen.note(
          `Stopped at the first failure: ${failedText(event)}\n` +
            `The execution goes on. ${onward(context, event.member.WindowExecutionId)}`,
        );
        return settings.exitStatus ? exitCodes.notPassed : exitCodes.done;
      }
      if (event.kind !== "ended" && isLate()) throw late;
    }
  } catch (error) {
    if (error === late) {
      await screen.note(`Not finished within the time given. ${stand(context, state)}`);
      return settings.exitStatus ? exitCodes.notPassed : exitCodes.failed;
    }
    // Credentials may end before the execution does; whoever renews them goes on from here.
    if (host.interrupt.aborted || state.WindowExecutionId !== undefined)
      await screen.note(stand(context, state));
    throw error;
  }
  const { report } = state;
  if (report === undefined) return exitCodes.failed;
  if (format !== "ndjson" || options.quiet) await showEnd(context, report, options.quiet);
  return exitCodeFor(report.verdict === "PASSED" && report.complete, settings);
};

interface State {
  report?: ExecutionReport;
  WindowExecutionId?: string;
}

/** In milliseconds. */
const SECOND = 1000;

const formatOf = ({ settings, host }: Context): string => {
  const isStream = !host.stdout.isTerminal && !settings.outputGiven && settings.query === undefined;
  return isStream ? "ndjson" : settings.output;
};

const viewFor = (context: Context, format: string, quiet: boolean): View => {
  if (quiet) return quietView;
  if (format === "ndjson") return jsonView(context);
  // The other formats are one document at the end; until then only stderr shows that something goes on.
  if (format === "table" && context.settings.query === undefined) return lineView(context);
  return { ...lineView({ ...context, screen: { ...context.screen, result: async () => {} } }) };
};

/** What is known, for who leaves before the end. */
const stand = (context: Context, { report, WindowExecutionId }: State): string => {
  const id = report?.WindowExecutionId ?? WindowExecutionId;
  if (id === undefined) return "Nothing has begun yet.";
  if (report === undefined || report.counts.total === 0)
    return `Execution ${id} has begun.\n${onward(context, id)}`;
  const bad = badOf(report.counts);
  const failed = bad === 0 ? "nothing has failed so far" : `${bad} did not pass`;
  return `When it was last looked at, ${failed}: ${countsText(report.counts, "machine run")}.\n${onward(context, id)}`;
};

const onward = ({ settings }: Context, id: string): string =>
  `Go on with: ${ownCommandLine(settings, "watch", id)}`;

const nothingPlanned = ({
  WindowId,
  Name,
  Enabled,
}: {
  WindowId: string;
  Name?: string | undefined;
  Enabled?: boolean | undefined;
}): Error =>
  new NowhereError(
    `The window ${Name ?? WindowId} ${Enabled === false ? "is disabled" : "has no next execution planned"}, so there is nothing to wait for.`,
    "Add --timeout to wait for it all the same.",
  );

const showEnd = async (context: Context, report: ExecutionReport, quiet: boolean): Promise<void> => {
  const { pageFor, paragraph, statusText } = await import("../../output/page.ts");
  const { executionText } = await import("../../execution/execution-text.ts");
  const page = pageFor(context);
  const rowMaker = { byHarm, patchColumns, patchLabel, patchValues };
  await context.show({
    value: report,
    rows: machineRows(report.tasks, rowMaker),
    columns: machineColumns(context, rowMaker),
    gaps: report.gaps,
    text: () =>
      quiet
        ? paragraph(page, report.reason, { lead: `${statusText(page, report.verdict)}  ` })
        : `\n${executionText(page, report)}`,
  });
};
