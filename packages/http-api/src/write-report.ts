import {
  reportWriters,
  timelineOf,
  type ExecutionReport,
  type ReportFormat,
  type TimelineWindow,
} from "@windowpane/report";

/** What a document needs beside the report. */
export interface DocumentOptions {
  readonly now: Date;
  readonly includeSensitive: boolean;
  readonly window: TimelineWindow | undefined;
}

/** A document, with the headers that it needs beside those of every answer. */
export interface WrittenDocument {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The document that a report is in a format. */
export const writeReport = (
  format: Exclude<ReportFormat, "json">,
  report: ExecutionReport,
  { now, includeSensitive, window }: DocumentOptions,
): WrittenDocument => {
  const { policy, write } = reportWriters[format];
  return {
    text: write(report, { now, includeSensitive, timeline: timelineOf(report, { now, window }) }),
    headers: policy === undefined ? {} : { "content-security-policy": `${policy}; frame-ancestors 'none'` },
  };
};
