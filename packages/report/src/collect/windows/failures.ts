import { skipsPatches } from "../../judge/patching/patch-doubt.ts";
import { createGate, type Client } from "@windowpane/core";
import { assembleFailures, type WindowParts } from "../../judge/assemble/assemble-failures.ts";
import type { FailuresProgress, FailuresReport } from "../../model/failures.ts";
import { requireTimes } from "../../model/require-times.ts";
import { originOfItem } from "../../model/origin.ts";
import type { ExecutionReport, Gap, Progress } from "../../model/report.ts";
import { readExecution } from "../execution/execution-reading.ts";
import { isBadByAws } from "../../judge/verdict/verdict.ts";
import { earlierQueries } from "../../judge/groups/earlier.ts";
import type { EarlierRuns } from "../../trends/port.ts";
import { createPatchStates } from "../patches/patch-states.ts";
import { createWaitGroup } from "../reading/wait-group.ts";
import type { FailuresOptions, FailuresProgressOptions } from "../reading/options.ts";
import type { GapReader } from "../reading/reader.ts";
import { lastReport, streamReports, type ReportReading } from "../reading/stream.ts";
import {
  findExecutions,
  findWindows,
  executionWithoutId,
  type ListedExecution,
} from "./window-executions.ts";

/**
 * Reports everything that did not pass in a period, over all windows. Yields reports that become more complete; the last one
 * is `done`. Every execution in the period is read down to its machines, because AWS's SUCCESS does not cover them.
 * Executions that passed are counted but not listed; skipped and empty ones are listed. Executions of deleted windows cannot
 * be found: AWS lists executions by window.
 *
 * @throws InvalidInputError, ServiceError, TransportError or InvalidOutputError when the windows cannot be listed;
 * `signal.reason` when aborted.
 */
export const collectFailures = (
  client: Client,
  options: FailuresOptions,
): AsyncGenerator<FailuresReport, void, undefined> => streamReports(client, options, readFailures(options));

/**
 * Returns the final report on a period.
 *
 * @throws as `collectFailures`.
 * @example
 * const now = new Date();
 * const report = await reportFailures(client, { since: new Date(now.getTime() - 24 * 3_600_000), now });
 * for (const { Name, verdict, reason } of report.executions) console.log(Name, verdict, reason);
 */
export const reportFailures = async (
  client: Client,
  { onProgress, ...options }: FailuresOptions & FailuresProgressOptions,
): Promise<FailuresReport> => lastReport(client, options, readFailures(options), onProgress);

/** Executions read at once: enough to use all concurrent requests, few enough that the first ones end early. */
const EXECUTIONS_AT_ONCE = 4;

const readFailures =
  (options: FailuresOptions) =>
  (reader: GapReader, onChange: () => void): ReportReading<FailuresReport, FailuresProgress> => {
    const { since, now, includeSensitive, patches = true, trends } = options;
    requireTimes("A report on failures", { since, now });
    const windows = new Map<string, WindowParts>();
    const underWay = new Set<ReportReading<ExecutionReport, Progress>>();
    const reports: ExecutionReport[] = [];
    const gaps: Gap[] = [];
    // More requests at once are for several accounts.
    const gate = createGate(Math.max(EXECUTIONS_AT_ONCE, (options.concurrency ?? 0) / 2));
    // Executions of a window patch the same machines, so their state is read once and shared.
    const patchStates = createPatchStates({ reader, onChange });
    let executions = 0;
    /** Members of the groups in `reports`, which each report merges. */
    let rows = 0;
    let earlier: readonly EarlierRuns[] = [];
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
      window: WindowOfParts,
      execution: ListedExecution & { readonly WindowExecutionId: string },
    ): Promise<void> => {
      const { WindowExecutionId, ...known } = execution;
      const { WindowId, Name, origin } = window;
      const reading = readExecution({
        reader,
        WindowExecutionId,
        window: { WindowId, ...(Name === undefined ? {} : { Name }) },
        origin,
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
      const kept = slim(report);
      reports.push(kept);
      rows += kept.groups.reduce((sum, { members }) => sum + members.length, 0);
      onChange();
    };

    const readWindow = async (window: WindowOfParts): Promise<void> => {
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
          // Executions that AWS reports as failed are read before successful ones of windows listed earlier.
          work.add(gate.run(() => readOne(window, execution), isBadByAws(execution)));
        },
        onNameless: () => onGap(executionWithoutId(WindowId)),
      });
      if (failed === undefined) note(true);
      else onGap(failed.gap);
      onChange();
      await work.wait();
    };

    const listWindows = async (): Promise<void> => {
      const work = createWaitGroup();
      const windowGaps = await findWindows(reader, options.windows, (window) => {
        const { WindowId, Name } = window;
        const origin = originOfItem(window);
        work.add(readWindow({ WindowId, Name, ...(origin === undefined ? {} : { origin }) }));
      });
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
          earlier,
          skipsPatches: skipped,
          done,
          progress: progress(),
        }),
      progress,
      rows: () => [...underWay].reduce((sum, reading) => sum + reading.rows(), executions + rows),
      read: async () => {
        await listWindows();
        const queries = trends === undefined ? [] : earlierQueries(reports);
        if (queries.length > 0) earlier = (await trends?.earlier(queries)) ?? [];
        done = true;
        onChange();
      },
    };
  };

/** What is known of a window before its executions are listed. */
type WindowOfParts = Pick<WindowParts, "WindowId" | "Name" | "origin">;

/** Executions that passed are only counted, so their tasks are not retained. */
export const slim = (report: ExecutionReport): ExecutionReport =>
  report.verdict === "PASSED" ? { ...report, tasks: [], groups: [] } : report;
