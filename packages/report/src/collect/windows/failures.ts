import { createGate, type Client } from "@windowpane/core";
import { skipsPatches } from "../../judge/assemble/assemble-invocation.ts";
import { assembleFailures, type WindowParts } from "../../judge/assemble/assemble-failures.ts";
import type { FailuresProgress, FailuresReport } from "../../model/failures.ts";
import type { ExecutionReport, Gap, Progress } from "../../model/report.ts";
import { readExecution } from "../execution/execution-reading.ts";
import { isBadByAws } from "../../judge/verdict/verdict.ts";
import { createPatchStates } from "../patches/patch-states.ts";
import { createWaitGroup } from "../reading/wait-group.ts";
import type { FailuresOptions, FailuresProgressOptions } from "../reading/options.ts";
import type { GapReader } from "../reading/reader.ts";
import { lastReport, streamReports, type ReportReading } from "../reading/stream.ts";
import { findExecutions, findWindows, namelessExecution, type ListedExecution } from "./window-executions.ts";

/**
 * Everything that did not go well in a stretch of time, over all windows, as ever more complete reports; the last one is
 * `done`. Every execution in the time is read down to its machines, as AWS's SUCCESS says nothing about them; those that
 * passed are counted and left out. Skipped and empty ones appear as what they are. Executions of windows that were
 * deleted since cannot be found: AWS lists executions by window.
 *
 * @throws InvalidInputError, ServiceError, TransportError or InvalidOutputError when not even the windows can be listed;
 * `signal.reason` when aborted.
 */
export const collectFailures = (
  client: Client,
  options: FailuresOptions,
): AsyncGenerator<FailuresReport, void, undefined> =>
  // A report joins the groups of all executions, so the more there are, the more must have changed.
  streamReports(client, options, readFailures(options), ({ executions }) => executions);

/**
 * The whole report on a stretch of time.
 *
 * @throws as `collectFailures`.
 */
export const reportFailures = async (
  client: Client,
  { onProgress, ...options }: FailuresOptions & FailuresProgressOptions,
): Promise<FailuresReport> => lastReport(client, options, readFailures(options), onProgress);

/** Executions read at once: enough to keep every request busy, few enough that the first ones end early. */
const EXECUTIONS_AT_ONCE = 4;

const readFailures =
  (options: FailuresOptions) =>
  (reader: GapReader, onChange: () => void): ReportReading<FailuresReport, FailuresProgress> => {
    const { since, now, includeSensitive, patches = true } = options;
    const windows = new Map<string, WindowParts>();
    const underWay = new Set<ReportReading<ExecutionReport, Progress>>();
    const reports: ExecutionReport[] = [];
    const gaps: Gap[] = [];
    const gate = createGate(EXECUTIONS_AT_ONCE);
    // Executions of a window patch the same machines, whose state is read once.
    const patchStates = createPatchStates({ reader, onChange });
    let executions = 0;
    let done = false;
    let exact = true;
    let skipped = false;

    const progress = (): FailuresProgress => ({
      windows: windows.size,
      windowsListed: [...windows.values()].filter(({ listed }) => listed).length,
      executions,
      executionsRead: reports.length,
      requests: reader.requests,
    });

    const onGap = (gap: Gap): void => {
      exact = false;
      gaps.push(gap);
      onChange();
    };

    const readOne = async (
      window: Pick<WindowParts, "WindowId" | "Name">,
      execution: ListedExecution & { readonly WindowExecutionId: string },
    ): Promise<void> => {
      const { WindowExecutionId, ...known } = execution;
      const { WindowId, Name } = window;
      const reading = readExecution({
        reader,
        WindowExecutionId,
        window: { WindowId, ...(Name === undefined ? {} : { Name }) },
        known,
        failedFirst: "if-long",
        patches,
        patchStates,
        ...(includeSensitive === undefined ? {} : { includeSensitive }),
        onChange,
      });
      underWay.add(reading);
      await reading.read();
      underWay.delete(reading);
      const report = reading.report();
      skipped ||= report.tasks.some(({ invocations }) => invocations.some(skipsPatches));
      reports.push(slim(report));
      onChange();
    };

    const readWindow = async (window: Pick<WindowParts, "WindowId" | "Name">): Promise<void> => {
      const { WindowId } = window;
      let found = 0;
      const note = (listed: boolean): void => {
        windows.set(WindowId, { ...window, executions: found, listed });
      };
      note(false);
      const work = createWaitGroup();
      const failed = await findExecutions(reader, {
        WindowId,
        since,
        onExecution: (execution) => {
          executions += 1;
          found += 1;
          note(false);
          // What AWS calls failed is read before what it calls a success, whichever window was listed first.
          work.add(gate.run(() => readOne(window, execution), isBadByAws(execution)));
        },
        onNameless: () => onGap(namelessExecution(WindowId)),
      });
      if (failed === undefined) note(true);
      else onGap(failed.gap);
      onChange();
      await work.wait();
    };

    const listWindows = async (): Promise<void> => {
      const work = createWaitGroup();
      const windowGaps = await findWindows(reader, options.windows, ({ WindowId, Name }) =>
        work.add(readWindow({ WindowId, Name })),
      );
      for (const gap of windowGaps) onGap(gap);
      await work.wait();
    };

    return {
      report: () =>
        assembleFailures({
          since,
          now,
          windows: [...windows.values()],
          executions: done ? reports : [...reports, ...[...underWay].map((reading) => reading.report())],
          gaps,
          exact,
          skipsPatches: skipped,
          done,
          progress: progress(),
        }),
      progress,
      read: async () => {
        await listWindows();
        done = true;
        onChange();
      },
    };
  };

/** One that passed is only counted, so nothing of it is kept. */
const slim = (report: ExecutionReport): ExecutionReport =>
  report.verdict === "PASSED" ? { ...report, tasks: [], groups: [] } : report;
