/** Every work that can be measured, by the name that a child process is given. */
import type { Measured } from "./measured.ts";
import { walkBare, walkItems, walkPages } from "./walk.ts";

export const works = {
  "walk-pages": walkPages,
  "walk-items": walkItems,
  "walk-bare": walkBare,
  // Loaded when wanted: a walk's memory should hold no load generator.
  "load-node": async (amount) => (await import("./load.ts")).loadNode(amount),
  "load-worker": async (amount) => (await import("./load.ts")).loadWorker(amount),
  "load-bare": async (amount) => (await import("./load.ts")).loadBare(amount),
  "start-worker": async () => (await import("./start-worker.ts")).startOurs(),
  "start-hono": async () => (await import("./start-worker.ts")).startHono(),
  "pages-ours": async (amount) => (await import("./pages.ts")).pagesOurs(amount),
  "pages-sdk": async (amount) => (await import("./pages.ts")).pagesSdk(amount),
  "first-failed-ours": async () => (await import("./first-failed.ts")).firstFailedOurs(),
  "first-failed-sdk": async () => (await import("./first-failed.ts")).firstFailedSdk(),
  "one-round-trip": async () => (await import("./first-failed.ts")).oneRoundTrip(),
  "collect-known": async () => (await import("./collect.ts")).collectKnown(),
  "collect-learned": async () => (await import("./collect.ts")).collectLearned(),
  "collect-bound": async () => (await import("./collect.ts")).collectBound(),
  "collect-sdk": async () => (await import("./collect.ts")).collectSdk(),
} as const satisfies Record<string, (size: number) => Promise<number | Measured>>;

export type WorkName = keyof typeof works;

export const isWorkName = (name: string): name is WorkName => Object.hasOwn(works, name);
