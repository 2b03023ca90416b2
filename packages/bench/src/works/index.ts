/** Every work that can be measured, by the name that a child process is given. */
import { loadBare, loadNode, loadWorker } from "./load.ts";
import type { Measured } from "./measured.ts";
import { startHono, startOurs } from "./start-worker.ts";
import { walkBare, walkItems, walkPages } from "./walk.ts";

export const works = {
  "walk-pages": walkPages,
  "walk-items": walkItems,
  "walk-bare": walkBare,
  "load-node": loadNode,
  "load-worker": loadWorker,
  "load-bare": loadBare,
  "start-worker": startOurs,
  "start-hono": startHono,
} as const satisfies Record<string, (size: number) => Promise<number | Measured>>;

export type WorkName = keyof typeof works;

export const isWorkName = (name: string): name is WorkName => Object.hasOwn(works, name);
