/** Reads what the visible screen needs, keeps it, and cancels requests for screens that are no longer visible. */
import { isFinalStatus, type Client } from "@windowpane/core";
import type { ExecutionReport, HistorySource, KnownInvocation } from "@windowpane/report";
import type { ChangeReport, ErrorText, ConnectionChoices } from "../model/connection.ts";
import type { Finding } from "../model/finding.ts";
import { keyOf, type Insight, type Reading, type Values } from "../model/reading.ts";
import { isBehind, isDue, isFinal, isSameValue, tooMuch } from "./keeping.ts";
import { isWhole, letItGrow, letOthersRun } from "./growing.ts";
import type { ListedMachine } from "./link.ts";
import { readWindows, type ReaderOptions } from "./list-reader.ts";

/** Options of a session. */
export interface SessionOptions {
  /** Opens the connection at the first use. */
  readonly client: () => Promise<Client>;
  /** Number of accounts and regions that the client reads. Default: 1. */
  readonly locations?: (() => Promise<number>) | undefined;
  /** Reads the profiles and regions to choose from. */
  readonly choices: (signal: AbortSignal) => AsyncGenerator<ConnectionChoices, void, undefined>;
  /** Reports the changes of an execution. Resolves to undefined where the source reports none. */
  readonly changes: (
    WindowExecutionId: string,
    signal: AbortSignal,
  ) => Promise<AsyncIterable<ChangeReport> | undefined>;
  /** Opens the archive; undefined without one. */
  readonly history: () => Promise<HistorySource | undefined>;
  /** IANA name of the time zone of nights. */
  readonly timeZone: string | undefined;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly onFound: (key: string, finding: Finding) => void;
  /** Called with the key of a reading that was forgotten to save memory. */
  readonly onForgotten: (key: string) => void;
  /** Resolves when more than the list of windows may be loaded. */
  readonly afterFirst: Promise<void>;
  /** A machine's item in the list of a command's invocations, if it was read lately. */
  readonly listed: (CommandId: string, InstanceId: string) => ListedMachine | undefined;
  /** Describes an error. */
  readonly describe: (error: unknown) => ErrorText;
}

/** A session with one account and region. */
export interface Session {
  /**
   * Sets what the visible screen needs. Missing and old readings are read; readings in progress for other screens are
   * stopped.
   *
   * @param live - whether to read them repeatedly, except those that are final.
   * @param added - readings that are read once. Default: none.
   */
  readonly want: (
    readings: readonly Reading[],
    options: { readonly live: boolean; readonly added?: readonly Reading[] | undefined },
  ) => void;
  /** Reads them again, except those that are final. */
  readonly again: (readings: readonly Reading[]) => void;
  /** Stops all readings. */
  readonly close: () => void;
}

export const createSession = (options: SessionOptions): Session => {
  const { now, sleep, onFound, describe } = options;
  const found = new Map<string, Finding>();
  const under = new Map<string, UnderWay>();
  const insights = new Map<string, Insight>();
  let closed = false;
  let following: { readonly key: string; readonly stop: AbortController } | undefined;
  let wanted = { screen: "", keys: [] as readonly string[] };

  const tell = (key: string, finding: Finding): void => {
    if (closed) return;
    // Inserted at the end, so that the first entry is the least recently used.
    found.delete(key);
    found.set(key, finding);
    onFound(key, finding);
    if (finding.phase !== "done") return;
    for (const old of tooMuch(found, wanted.keys)) {
      found.delete(old);
      options.onForgotten(old);
    }
  };

  /** The report of an execution that the failures of the last day already contain. */
  const toldBefore = (reading: Reading): ExecutionReport | undefined => {
    if (reading.of !== "execution") return undefined;
    for (const [key, { value }] of found) {
      if (!key.startsWith("failures ") || value === undefined) continue;
      const { executions } = value as Values["failures"]; // Under its own key.
      const told = executions.find((one) => one.WindowExecutionId === reading.WindowExecutionId);
      if (told !== undefined) return told;
    }
    return undefined;
  };

  /** What the report of the execution has of an invocation that has ended, so that its output can be requested at once. */
  const knownInvocation = (reading: Reading): KnownInvocation | undefined => {
    if (reading.of !== "output") return undefined;
    const { WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = reading;
    const execution: Reading = { of: "execution", WindowExecutionId };
    const own = found.get(keyOf(execution))?.value as ExecutionReport | undefined; // Under its own key.
    const report = own ?? toldBefore(execution);
    const task = report?.tasks.find((one) => one.TaskExecutionId === TaskExecutionId);
    const invocation = task?.invocations.find((one) => one.InvocationId === InvocationId);
    if (invocation?.ExecutionId === undefined || !isFinalStatus(invocation.Status)) return undefined;
    const { ExecutionId, Status, StatusDetails } = invocation;
    const machine = invocation.machines.find((one) => one.InstanceId === InstanceId);
    return {
      TaskType: invocation.TaskType ?? task?.TaskType,
      ExecutionId,
      Status,
      StatusDetails,
      steps: machine?.steps,
      listed: InstanceId === undefined ? undefined : options.listed(ExecutionId, InstanceId),
    };
  };

  const read = (reading: Reading): Promise<void> => {
    const key = keyOf(reading);
    const already = under.get(key);
    if (already !== undefined) return already.ended;
    const abort = new AbortController();
    const ended = readOn(reading, abort.signal);
    under.set(key, { abort, ended });
    return ended;
  };

  const readOn = async (reading: Reading, signal: AbortSignal): Promise<void> => {
    const key = keyOf(reading);
    const before = found.get(key);
    const start = now();
    const begun = start.getTime();
    // The previous value stays visible until the new one is complete: rows must not disappear and come back.
    const keeps = before?.phase !== "stopped" && before?.value !== undefined;
    tell(key, { ...before, begun: start, phase: "reading", error: undefined });
    try {
      const values =
        reading.of === "connections"
          ? options.choices(signal)
          : await valuesOf(reading, options.afterFirst, {
              client: await options.client(),
              locations: await options.locations?.(),
              signal,
              now,
              insights,
              history: options.history,
              timeZone: options.timeZone,
              before: before?.value ?? toldBefore(reading),
              known: knownInvocation(reading),
            });
      let value: unknown;
      for await (value of values) {
        if (signal.aborted) break;
        // The last report is told below.
        if (keeps || isBehind(reading, value, before?.value) || isWhole(reading, value)) continue;
        await letOthersRun(reading, value, options.sleep, signal);
        if (signal.aborted) break;
        tell(key, { value, at: now(), begun: start, phase: "reading" });
        await letItGrow(reading, value, options.sleep, signal);
      }
      await letOthersRun(reading, value, options.sleep, signal);
      if (signal.aborted) return;
      const at = now();
      const changed = isSameValue(reading, value, before?.value) ? before?.changed : at;
      tell(key, { value, at, changed, phase: "done", took: at.getTime() - begun });
    } catch (error) {
      if (!signal.aborted) tell(key, { ...found.get(key), phase: "failed", error: describe(error) });
    } finally {
      if (under.get(key)?.abort.signal === signal) under.delete(key);
    }
  };

  const stop = (key: string): void => {
    under.get(key)?.abort.abort(new Error("The screen is no longer visible."));
    under.delete(key);
    const finding = found.get(key);
    if (finding?.phase === "reading") tell(key, { ...finding, phase: "stopped" });
  };

  /** Source of the changes of a live view: those of the one execution that is read. */
  const changesOf = async (
    readings: readonly Reading[],
    signal: AbortSignal,
  ): Promise<AsyncIterable<ChangeReport> | undefined> => {
    const ids = readings.flatMap((one) => ("WindowExecutionId" in one ? [one.WindowExecutionId] : []));
    const [id] = ids;
    return id === undefined || new Set(ids).size > 1 ? undefined : options.changes(id, signal);
  };

  const follow = async (readings: readonly Reading[], signal: AbortSignal): Promise<void> => {
    const readAll = (): Promise<unknown> =>
      Promise.all(readings.filter((one) => !isFinal(found.get(keyOf(one)), one)).map((one) => read(one)));
    // Joins the readings in progress, which may end before the code of live views is loaded.
    const begun = [readAll()];
    const { followLive } = await import("./live-view.ts");
    await followLive({
      read: () => begun.pop() ?? readAll(),
      changes: () => changesOf(readings, signal),
      ...{ now, sleep, signal },
    });
  };

  return {
    want(readings, { live, added = [] }) {
      if (closed) return;
      const before = wanted;
      wanted = { screen: readings.map(keyOf).join("\n"), keys: [...readings, ...added].map(keyOf) };
      const { screen, keys } = wanted;
      if (keys.join("\n") !== before.keys.join("\n")) {
        for (const key of [...under.keys()]) if (!keys.includes(key)) stop(key);
        // What was wanted already is not read again because more is wanted: it may have failed.
        for (const reading of screen === before.screen ? added : [...readings, ...added])
          if (isDue(found.get(keyOf(reading)), reading, now())) void read(reading);
      }
      const key = live ? screen : undefined;
      if (key === following?.key) return;
      following?.stop.abort();
      following = undefined;
      if (key === undefined) return;
      following = { key, stop: new AbortController() };
      void follow(readings, following.stop.signal);
    },
    again(readings) {
      for (const reading of readings) {
        if (!isFinal(found.get(keyOf(reading)), reading)) void read(reading);
      }
    },
    close() {
      closed = true;
      following?.stop.abort();
      for (const { abort } of under.values()) abort.abort(new Error("The session has ended."));
    },
  };
};

/** The other readers contain the rules for causes, which are large: the list of windows does not wait for them. */
const valuesOf = async (
  reading: Exclude<Reading, { readonly of: "connections" }>,
  afterFirst: SessionOptions["afterFirst"],
  options: ReaderOptions,
): Promise<AsyncGenerator> => {
  if (reading.of === "windows") return readWindows(options);
  await afterFirst;
  return (await import("./readers.ts")).readValues(reading, options);
};

/** A reading in progress. */
interface UnderWay {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}
