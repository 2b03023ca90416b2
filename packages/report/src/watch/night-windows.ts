/** The windows of a night: when each is due, and which of its executions have started. */
import { mapAtMost } from "@windowpane/core";
import {
  begunSince,
  findExecutions,
  findWindows,
  type ListedExecution,
  type WindowIdentity,
} from "../collect/windows/window-executions.ts";
import type { GapReader } from "../collect/reading/reader.ts";
import { originOfItem } from "../model/origin.ts";
import { present } from "../model/present.ts";
import type { Gap } from "../model/report.ts";
import type { NightLook } from "./night-model.ts";

/** Maximum age of a list, in milliseconds. */
const OLD = 5 * 60_000;
/** Minimum time between two lists of the windows, in milliseconds. */
const RELIST = 60_000;
/** Time for which a window that was due is expected to start, in milliseconds: AWS does not start windows to the second. */
const STARTING = 10 * 60_000;
/** Windows whose executions are listed at the same time. The accounts have their own rate limits. */
const WINDOWS_AT_ONCE = 64;
/** Milliseconds by which two lists of a window's executions overlap: the clocks of this machine and of AWS differ. */
const OVERLAP = 10 * 60_000;

interface NightWindowsOptions {
  readonly reader: GapReader;
  readonly since: Date;
  /** Called with each execution that was listed; again if it is listed again. */
  readonly onExecution: (
    window: WindowIdentity,
    execution: ListedExecution & { readonly WindowExecutionId: string },
  ) => void;
  readonly onGap: (gap: Gap) => void;
}

interface KnownWindow {
  readonly window: WindowIdentity;
  /** When its executions were listed last, in milliseconds. */
  readonly lookedAt?: number | undefined;
  /** The last time at which it was due, in milliseconds. */
  readonly wasDueAt?: number | undefined;
}

/** The windows of a night. */
export interface NightWindows {
  /** Lists what may have changed. @param at - the current time in milliseconds. */
  look(at: number): Promise<void>;
  all(): readonly WindowIdentity[];
  /** The window that starts next, before a time. */
  next(until: Date): NightLook["next"];
}

export const createNightWindows = (options: NightWindowsOptions): NightWindows => {
  const { reader, since, onExecution, onGap } = options;
  const windows = new Map<string, KnownWindow>();
  let listedAt = -Infinity;

  const listWindows = async (at: number): Promise<void> => {
    const isDue = [...windows.values()].some(({ window }) => dueAt(window) <= at);
    if (at - listedAt < (isDue ? RELIST : OLD)) return;
    const gaps = await findWindows(reader, undefined, (window) => {
      const known = windows.get(window.WindowId);
      const due = known === undefined ? Infinity : dueAt(known.window);
      // AWS replaces the time when the window starts.
      const wasDueAt = due <= at ? due : known?.wasDueAt;
      windows.set(window.WindowId, { ...known, window, wasDueAt });
    });
    listedAt = at;
    gaps.forEach(onGap);
  };

  const listExecutions = async (at: number): Promise<void> => {
    const wanted = [...windows.values()].filter(
      ({ window, lookedAt = -Infinity, wasDueAt = -Infinity }) =>
        at - lookedAt >= OLD || dueAt(window) <= at || at - wasDueAt < STARTING,
    );
    await mapAtMost(WINDOWS_AT_ONCE, wanted, async (known) => {
      const { window, lookedAt } = known;
      const { WindowId } = window;
      const failed =
        lookedAt === undefined
          ? await findExecutions(reader, {
              WindowId,
              since,
              onExecution: (execution) => onExecution(window, execution),
              onNameless: () => {},
            })
          : await reader.list(
              "DescribeMaintenanceWindowExecutions",
              begunSince(WindowId, Math.max(since.getTime(), lookedAt - OVERLAP)),
              { ids: { WindowId }, what: "The executions of a window" },
              (items) => {
                for (const { WindowExecutionId, ...rest } of items)
                  if (WindowExecutionId !== undefined) onExecution(window, { ...rest, WindowExecutionId });
              },
            );
      const origin = originOfItem(window);
      for (const gap of failed?.gaps ?? []) onGap({ ...gap, ...present({ origin }) });
      windows.set(WindowId, { ...known, lookedAt: at });
    });
  };

  return {
    look: async (at) => {
      await listWindows(at);
      await listExecutions(at);
    },
    all: () => [...windows.values()].map(({ window }) => window),
    next: (until) => {
      const [first] = [...windows.values()]
        .map(({ window }) => ({ window, due: dueAt(window) }))
        .filter(({ due }) => due <= until.getTime())
        .toSorted((one, other) => one.due - other.due);
      if (first === undefined) return undefined;
      const { WindowId, Name } = first.window;
      const origin = originOfItem(first.window);
      return { WindowId, ...present({ Name, origin }), NextExecutionTime: new Date(first.due) };
    },
  };
};

/** When an enabled window starts next, in milliseconds since 1970; Infinity if it does not. */
const dueAt = ({ Enabled, NextExecutionTime }: WindowIdentity): number => {
  // `2026-11-22T04Z` is one of AWS's forms.
  const text = NextExecutionTime?.replace(/T(\d\d)Z$/u, "T$1:00Z");
  const at = Enabled === false || text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? Infinity : at;
};
