/** Every work that can be measured, by the name that a child process is given. */
import { walkBare, walkItems, walkPages } from "./walk.ts";

export const works = {
  "walk-pages": walkPages,
  "walk-items": walkItems,
  "walk-bare": walkBare,
} as const satisfies Record<string, (size: number) => Promise<number>>;

export type WorkName = keyof typeof works;

export const isWorkName = (name: string): name is WorkName => Object.hasOwn(works, name);
