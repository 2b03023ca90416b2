/** What the UI needs of the process it runs in; `start.ts` hands in the real one, tests their own. */
export type ProcessLike = Pick<
  NodeJS.Process,
  "stdin" | "stdout" | "on" | "off" | "listeners" | "kill" | "pid"
>;
