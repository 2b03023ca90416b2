import type { Trends } from "@windowpane/report";
import type { Archive } from "../open/open-archive.ts";
import { causeTrends } from "./causes.ts";
import { earlierRuns, windowOfExecution } from "./earlier.ts";
import { machineTrends } from "./machines.ts";
import { nightMatrix } from "./nights.ts";
import { patchedMachines } from "./patched.ts";
import { windowTrends } from "./windows.ts";

/** Answers questions about the history of runs from an archive. */
export const archiveTrends = ({ sql }: Pick<Archive, "sql">): Trends => ({
  windows: (query) => windowTrends(sql, query),
  machines: (query) => machineTrends(sql, query),
  causes: (query) => causeTrends(sql, query),
  patched: (query) => patchedMachines(sql, query),
  nights: (query) => nightMatrix(sql, query),
  earlier: (queries) => earlierRuns(sql, queries),
  windowOf: (query) => windowOfExecution(sql, query),
});
