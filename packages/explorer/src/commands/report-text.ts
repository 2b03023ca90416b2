/** Writes a report in a format. Loaded when something is exported, as the writers are large. */
import {
  reportExecution,
  reportWriters,
  timelineOf,
  type ExecutionReport,
  type ReportFormat,
} from "@windowpane/report";
import { findingOf } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { windowReading } from "../screens/timeline.ts";
import type { PromptContext } from "./submit-prompt.ts";

interface ReportChoice {
  /** The report of the screen, which is redacted. */
  readonly report: ExecutionReport;
  readonly format: ReportFormat;
  readonly includeSensitive: boolean;
  readonly ref: ItemRef;
}

/** The document, and whether the report is complete. A report with sensitive members is read again. */
export const reportText = async (
  { client, signal, state }: Pick<PromptContext, "client" | "signal" | "state">,
  { report, format, includeSensitive, ref }: ReportChoice,
): Promise<{ readonly text: string; readonly complete: boolean }> => {
  const { findings, now, connection } = state();
  const { WindowExecutionId, WindowId, Name } = report;
  const read = includeSensitive
    ? await reportExecution(await client(), {
        WindowExecutionId,
        window: { WindowId, Name },
        includeSensitive,
        signal,
      })
    : report;
  const window = findingOf<"window">(findings, windowReading(ref))?.value;
  const written = {
    ...read,
    WindowId: read.WindowId ?? window?.WindowId,
    Name: read.Name ?? window?.Name,
    origin: { Account: connection.Account, Region: connection.region },
  };
  const timeline = timelineOf(written, { now, window });
  const text = reportWriters[format].write(written, { now, includeSensitive, timeline });
  return { text, complete: written.complete };
};
