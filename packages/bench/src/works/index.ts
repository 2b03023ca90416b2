/** Works by name. Each runs in a child process. */
import type { Measured } from "./measured.ts";
import { walkBare, walkItems, walkPages } from "./walk.ts";

export const works = {
  "walk-pages": walkPages,
  "walk-items": walkItems,
  "walk-bare": walkBare,
  // Loaded on demand, so that the memory of other works does not include the load generator.
  "load-node": async (amount) => (await import("./load.ts")).loadNode(amount),
  "load-node-varied": async (amount) => (await import("./load.ts")).loadNodeVaried(amount),
  "load-worker": async (amount) => (await import("./load.ts")).loadWorker(amount),
  "load-bare": async (amount) => (await import("./load.ts")).loadBare(amount),
  "load-bare-varied": async (amount) => (await import("./load.ts")).loadBareVaried(amount),
  "start-worker": async () => (await import("./start-worker.ts")).startOurs(),
  "start-hono": async () => (await import("./start-worker.ts")).startHono(),
  "report-first": async () => (await import("./reports.ts")).firstReports(),
  "report-account": async () => (await import("./reports.ts")).accountOfReports(),
  "report-stored": async (amount) => (await import("./reports.ts")).storedReports(amount),
  "report-bare": async (amount) => (await import("./reports.ts")).bareReports(amount),
  "pages-ours": async (amount) => (await import("./pages.ts")).pagesOurs(amount),
  "pages-sdk": async (amount) => (await import("./pages.ts")).pagesSdk(amount),
  "first-failed-ours": async () => (await import("./first-failed.ts")).firstFailedOurs(),
  "first-failed-sdk": async () => (await import("./first-failed.ts")).firstFailedSdk(),
  "one-round-trip": async () => (await import("./first-failed.ts")).oneRoundTrip(),
  "collect-known": async () => (await import("./collect.ts")).collectKnown(),
  "collect-learned": async () => (await import("./collect.ts")).collectLearned(),
  "collect-bound": async () => (await import("./collect.ts")).collectBound(),
  "collect-sdk": async () => (await import("./collect.ts")).collectSdk(),
  "patch-run-with": async () => (await import("./patch-run.ts")).patchRunWith(),
  "patch-run-without": async () => (await import("./patch-run.ts")).patchRunWithout(),
  "causes-of-outputs": async (rounds) => (await import("./patch-run.ts")).causesOfOutputs(rounds),
  "lines-of-outputs": async (rounds) => (await import("./patch-run.ts")).linesOfOutputs(rounds),
  "start-node": async () => (await import("./command-line.ts")).startNode(),
  "start-help": async () => (await import("./command-line.ts")).startHelp(),
  "table-ours": async (amount) => (await import("./command-line.ts")).tableOurs(amount),
  "table-aws": async (amount) => (await import("./command-line.ts")).tableAws(amount),
  "json-ours": async (amount) => (await import("./command-line.ts")).jsonOurs(amount),
  "json-aws": async (amount) => (await import("./command-line.ts")).jsonAws(amount),
  "first-row": async (amount) => (await import("./command-line.ts")).firstRow(amount),
  "table-memory": async (amount) => (await import("./command-line.ts")).tableMemory(amount),
  "json-memory": async (amount) => (await import("./command-line.ts")).jsonMemory(amount),
  "fleet-report": async (amount) => (await import("./whole-fleet.ts")).fleetReport(amount),
  "fleet-watch": async (amount) => (await import("./whole-fleet.ts")).fleetWatch(amount),
  "snapshot-write": async (amount) => (await import("./whole-fleet.ts")).snapshotWrite(amount),
  "snapshot-read": async (amount) => (await import("./whole-fleet.ts")).snapshotRead(amount),
  "snapshot-size": async (amount) => (await import("./whole-fleet.ts")).snapshotSize(amount),
  "screen-paint": async () => (await import("./screen.ts")).screenPaint(),
  "screen-rows": async () => (await import("./screen.ts")).screenRows(),
  "rows-without-direct-imports": async () =>
    (await import("./screen.ts")).screenRowsWithout("direct-imports"),
  "rows-without-after-start": async () => (await import("./screen.ts")).screenRowsWithout("after-start"),
  "rows-without-string-width": async () => (await import("./screen.ts")).screenRowsWithout("string-width"),
  "rows-without-yoga-from-memory": async () =>
    (await import("./screen.ts")).screenRowsWithout("yoga-from-memory"),
  "raw-rows": async () => (await import("./screen.ts")).rawRows(),
  "screen-move": async (amount) => (await import("./screen.ts")).screenMove(amount),
  "screen-sort": async (amount) => (await import("./screen.ts")).screenSort(amount),
  "screen-filter": async (amount) => (await import("./screen.ts")).screenFilter(amount),
  "screen-search": async (amount) => (await import("./screen.ts")).screenSearch(amount),
  "screen-memory": async (amount) => (await import("./screen.ts")).screenMemory(amount),
  "screen-live": async (minutes) => (await import("./screen.ts")).screenLive(minutes),
  "screen-idle": async (seconds) => (await import("./screen.ts")).screenIdle(seconds),
  "raw-idle": async (seconds) => (await import("./screen.ts")).rawIdle(seconds),
} as const satisfies Record<string, (size: number) => Promise<number | Measured>>;

export type WorkName = keyof typeof works;

export const isWorkName = (name: string): name is WorkName => Object.hasOwn(works, name);
