/** Columns that several commands show. */
import { tookText } from "../context/times.ts";
import type { TableColumn } from "./rows.ts";

export const statusColumn: TableColumn = { name: "Status", kind: "status" };

export const statusDetailsColumn: TableColumn = { name: "StatusDetails", least: 13, rank: 3 };

export const startColumn: TableColumn = { name: "StartTime", rank: 2 };

/** Duration so far, or in total. */
export const tookColumn: TableColumn = {
  name: "took",
  value: ({ StartTime, EndTime }, now) => tookText(StartTime, EndTime, now),
  rank: 4,
};
