import type { ReportFormat } from "./writers.ts";
import type { ReportWriter } from "./writer.ts";

/**
 * A writer by its format, loaded when it is asked for: a bundle that uses this, and not `reportWriters`, starts without
 * any of them.
 */
export const loadReportWriter = async (format: ReportFormat): Promise<ReportWriter> => {
  const { reportWriters } = await import("./writers.ts");
  return reportWriters[format];
};
