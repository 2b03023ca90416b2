import { createGate, type Client } from "@windowpane/core";
import { createWaitGroup } from "../collect/reading/wait-group.ts";
import type { GapReader } from "../collect/reading/reader.ts";
import { lastReport, streamReports, type ReportReading } from "../collect/reading/stream.ts";
import { createPatchStates } from "../collect/patches/patch-states.ts";
import {
  findExecutions,
  findWindows,
  executionWithoutId,
  type WindowIdentity,
} from "../collect/windows/window-executions.ts";
import { requireTimes } from "../model/require-times.ts";
import type { Gap } from "../model/report.ts";
import { gapsIn, isSameOrigin, originOfItem } from "../model/origin.ts";
import { decidePatchResult, type KnownState } from "../judge/patching/decide.ts";
import { startOf } from "../model/aws-progress.ts";
import { present } from "../model/present.ts";
import { assembleHistory } from "./assemble-history.ts";
import { readMachineCommands, type MachineCommands } from "./machine-commands.ts";
import type { HistoryOptions, HistoryProgress, HistoryReport, HistoryRun } from "./model.ts";
import { readExecutionRuns, type WindowedExecution } from "./read-execution.ts";

/**
 * Reads the runs of windows on one machine, newest executions first. Yields reports that become more complete; the last one is
 * `done`.
 *
 * Lists the machine's commands, the windows, each window's executions, and the tasks and invocations of each execution. Also
 * reads commands that the machine's list does not cover, and each automation that may have run on the machine. If a run
 * patched, one or two more requests read the machine's patch state, which is from its newest operation. Executions of deleted
 * windows cannot be found: AWS lists executions by window.
 *
 * @throws InvalidInputError when the ID is not the ID of a managed node; the client's error when the windows cannot be listed;
 * `signal.reason` when aborted.
 */
export const collectHistory = (
  client: Client,
  options: HistoryOptions,
): AsyncGenerator<HistoryReport, void, undefined> => streamReports(client, options, readHistory(options));

/**
 * Returns the final report on a machine's history.
 *
 * @throws as `collectHistory`.
 */
export const reportHistory = async (
  client: Client,
  {
    onProgress,
    ...options
  }: HistoryOptions & {
    /** Called after every response. Default: none. */
    readonly onProgress?: ((progress: HistoryProgress) => void) | undefined;
  },
): Promise<HistoryReport> => lastReport(client, options, readHistory(options), onProgress);

/** Executions read at once: enough to use all concurrent requests, few enough that the newest ones end first. */
const EXECUTIONS_AT_ONCE = 4;

const readHistory =
  (options: HistoryOptions) =>
  (reader: GapReader, onChange: () => void): ReportReading<HistoryReport, HistoryProgress> => {
    const { InstanceId, since, now, patches = true } = options;
    requireTimes("A history", { since, now });
    const executions: WindowedExecution[] = [];
    const runs: HistoryRun[] = [];
    const gaps: Gap[] = [];
    let windows = 0;
    let executionsRead = 0;
    let done = false;

    const progress = (): HistoryProgress => ({
      windows,
      executions: executions.length,
      executionsRead,
      requests: reader.requests,
    });
    const onGap = (gap: Gap): void => {
      gaps.push(gap);
      onChange();
    };

    const listExecutions = async (WindowId: string, Name: string | undefined): Promise<void> => {
      windows += 1;
      const failed = await findExecutions(reader, {
        WindowId,
        since,
        onExecution: (execution) => {
          executions.push({ ...execution, WindowId, ...(Name === undefined ? {} : { Name }) });
        },
        onNameless: () => onGap(executionWithoutId(WindowId)),
      });
      if (failed !== undefined) onGap(failed.gap);
    };

    /** Of several accounts and regions, only those of the machine can have run on it. */
    const listAll = async (commands: Promise<MachineCommands>): Promise<void> => {
      const work = createWaitGroup();
      const listOne = async (window: WindowIdentity): Promise<void> => {
        const own = originOfItem(window);
        const origin = own === undefined ? undefined : (await commands).origin;
        if (origin === undefined || isSameOrigin(origin, own))
          await listExecutions(window.WindowId, window.Name);
      };
      const windowGaps = await findWindows(reader, options.windows, (window) => work.add(listOne(window)));
      for (const gap of gapsIn((await commands).origin, windowGaps)) onGap(gap);
      await work.wait();
    };

    const readPatches = async (): Promise<void> => {
      const states = createPatchStates({ reader, onChange });
      const ids = runs.some(hasPatchState) ? [InstanceId] : [];
      await states.read(ids);
      for (const gap of states.gapsOf(ids)) onGap(gap);
      const state = states.of(InstanceId);
      for (const [index, run] of runs.entries()) runs[index] = withPatchResult(run, state);
    };

    return {
      report: () => assembleHistory({ InstanceId, since, now, runs, gaps, done, progress: progress() }),
      progress,
      rows: () => runs.length,
      read: async () => {
        const reading = readMachineCommands(reader, InstanceId, since);
        const [commands] = await Promise.all([reading, listAll(reading)]);
        for (const gap of commands.gaps) onGap(gap);
        const gate = createGate(EXECUTIONS_AT_ONCE);
        const newestFirst = executions.toSorted((one, other) => startOf(other) - startOf(one));
        const onRun = (run: HistoryRun): void => {
          runs.push(run);
        };
        await Promise.all(
          newestFirst.map((execution) =>
            gate.run(async () => {
              await readExecutionRuns({ reader, InstanceId, commands, execution, now, onRun, onGap });
              executionsRead += 1;
              onChange();
            }),
          ),
        );
        if (patches) await readPatches();
        done = true;
        onChange();
      },
    };
  };

/** Whether a run may have written the machine's patch state. */
const hasPatchState = ({ patchRun, result, StartTime }: HistoryRun): boolean =>
  patchRun?.reportsState === true &&
  result !== "running" &&
  result !== "pending" &&
  result !== "unreachable" &&
  result !== "notRun" &&
  (result !== "cancelled" || StartTime !== undefined);

/**
 * Adds the patch result of a run. The machine has one state, from its newest operation, so at most one run has its own state.
 * A run that did not start gets no state.
 */
const withPatchResult = (run: HistoryRun, state: KnownState): HistoryRun => {
  const { patchRun } = run;
  if (patchRun === undefined) return run;
  const known = hasPatchState(run) ? state : notNeeded;
  return present({ ...run, patch: decidePatchResult(patchRun, run, known) });
};

const notNeeded = { unread: "not read" } as const;
