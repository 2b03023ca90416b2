/** Columns that several commands show. */
import type { Column } from "./column.ts";
import { tookText } from "./times.ts";

export const statusColumn: Column = { name: "Status", kind: "status" };

export const statusDetailsColumn: Column = { name: "StatusDetails", least: 13, rank: 3 };

export const startColumn: Column = { name: "StartTime", rank: 2 };

/** How long it took, or has been running. */
export const tookColumn: Column = {
  name: "took",
  value: ({ StartTime, EndTime }, now) => tookText(StartTime, EndTime, now),
  rank: 4,
};
