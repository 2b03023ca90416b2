import type { FailuresProgress } from "@windowpane/report";
import { counted } from "../../output/page.ts";

/** The progress of many locations, as sums: it changes with every response of every location. */
export interface LocationsProgress {
  /** Replaces the progress of one location. */
  add(location: object, progress: FailuresProgress): void;
  /** Counts a location that has been read, or could not be. */
  end(): void;
  /** In one line with a bar. The total grows while windows are being listed. */
  text(): string;
}

/** @param locations - their number. */
export const createProgress = (locations: number): LocationsProgress => {
  const known = new Map<object, FailuresProgress>();
  const sums = { windows: 0, windowsListed: 0, executions: 0, executionsRead: 0, requests: 0 };
  let ended = 0;
  return {
    add(location, progress) {
      const before = known.get(location);
      known.set(location, progress);
      for (const member of members) sums[member] += progress[member] - (before?.[member] ?? 0);
    },
    end() {
      ended += 1;
    },
    text() {
      const { windows, windowsListed, executions, executionsRead, requests } = sums;
      const isListed = windowsListed >= windows && known.size === locations;
      const share = executions === 0 ? 0 : executionsRead / executions;
      const parts = [
        locations === 1 ? "" : `${ended}/${locations} locations`,
        `${executionsRead} of ${executions}${isListed ? "" : "+"} executions`,
        counted(requests, "request"),
      ];
      return `${barText(locations === 1 ? share : ended / locations)} ${parts.filter(Boolean).join(", ")}`;
    },
  };
};

const members = ["windows", "windowsListed", "executions", "executionsRead", "requests"] as const;

const BAR_WIDTH = 20;

const barText = (share: number): string => {
  const full = Math.floor(share * BAR_WIDTH);
  return `[${"#".repeat(full)}${"-".repeat(BAR_WIDTH - full)}]`;
};
