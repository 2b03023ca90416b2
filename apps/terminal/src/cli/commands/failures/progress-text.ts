import type { FailuresProgress } from "@windowpane/report";

/** How far the places have come, as one line with a bar. Its end moves while windows are still being listed. */
export const progressText = (
  progresses: readonly FailuresProgress[],
  { ended, places }: { readonly ended: number; readonly places: number },
): string => {
  const sum = (member: keyof FailuresProgress): number =>
    progresses.reduce((total, progress) => total + progress[member], 0);
  const [read, found] = [sum("executionsRead"), sum("executions")];
  const isListed = sum("windowsListed") >= sum("windows") && progresses.length === places;
  const parts = [
    `${read} of ${found}${isListed ? "" : "+"} executions`,
    places === 1 ? "" : `${ended} of ${places} places`,
    `${sum("requests")} requests`,
  ];
  return `${bar(found === 0 ? 0 : read / found)} ${parts.filter(Boolean).join(", ")}`;
};

const WIDTH = 20;

const bar = (share: number): string => {
  const full = Math.floor(share * WIDTH);
  return `[${"#".repeat(full)}${"-".repeat(WIDTH - full)}]`;
};
