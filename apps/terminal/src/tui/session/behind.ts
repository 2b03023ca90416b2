import type { Reading, Values } from "./reading.ts";

/**
 * Whether a report that is being read for the second time, the first having been stopped, has not come as far as the first.
 * Rows that were in sight must not go and come.
 */
export const isBehind = ({ of }: Reading, value: unknown, before: unknown): boolean => {
  if (of !== "failures" || before === undefined) return false;
  const { done, progress } = value as Values["failures"]; // Under its own key, as the next one.
  const { progress: then } = before as Values["failures"];
  return !done && progress.executionsRead < then.executionsRead;
};
