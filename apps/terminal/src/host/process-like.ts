/** The parts of the process that the UI needs. `start.ts` provides the real one; tests provide fakes. */
export type ProcessLike = Pick<
  NodeJS.Process,
  "stdin" | "stdout" | "on" | "off" | "listeners" | "kill" | "pid"
>;
