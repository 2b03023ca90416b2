import { executionContent, executionReading, reportAt } from "../content/execution.ts";
import type { ScreenRow } from "../model/content.ts";
import { signed } from "../model/meaning.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";
import { windowReading } from "./timeline.ts";
import { reportFormats, type ReportFormat } from "@windowpane/report";
import { safeLine } from "@windowpane/text";

/** A format of the report. */
export interface ExportRow {
  readonly format: ReportFormat;
  readonly about: string;
  readonly includeSensitive: boolean;
  /** Suggested file name. */
  readonly path: string;
}

/** The report in every format, without and with sensitive members. Enter asks for the file name. */
export const exportScreen = listScreen<ExportRow>({
  name: "export",
  title: "export",
  over: "execution",
  reads: (ref) => [executionReading(ref), windowReading(ref)],
  calls: (behind, ref) => behind.timeline(ref),
  content(findings, ref) {
    const report = reportAt(findings, ref);
    const stem = fileStem(report?.Name ?? ref.Name ?? "execution", ref.WindowExecutionId ?? "");
    const rows = [false, true].flatMap((includeSensitive) =>
      formats.map(([format, { about, extension }]): ScreenRow<ExportRow> => {
        const path = `${stem}${includeSensitive ? "-sensitive" : ""}.${extension}`;
        return {
          id: `${format} ${includeSensitive}`,
          item: { format, about, includeSensitive, path },
          bad: false,
          ref,
        };
      }),
    );
    return {
      ...executionContent(findings, ref),
      rows,
      noun: "formats",
      judgement: report,
      Status: report?.Status,
      counts: report?.counts,
      nothing: "",
    };
  },
  columns: [
    { title: "format", least: 10, value: ({ format }) => ["strong", format] },
    {
      title: "sensitive members",
      least: 17,
      value: ({ includeSensitive }) =>
        includeSensitive ? signed("warn", "included") : ["muted", "left out"],
    },
    { title: "content", least: 20, grow: 1, rank: 1, value: ({ about }) => about },
    { title: "file", least: 30, wanted: 50, rank: 2, value: ({ path }) => ["muted", path] },
  ],
  detail: ({ includeSensitive }) => [
    paragraph("Press Enter to choose a file name. An existing file is never overwritten."),
    includeSensitive
      ? paragraph([
          "warn",
          "The file will contain Parameters and OwnerInformation, which AWS marks as sensitive.",
        ])
      : paragraph(["muted", "Parameters and OwnerInformation, which AWS marks as sensitive, are left out."]),
  ],
  entering: "write",
  ask: ({ item }) => ({ for: "export", text: item.path }),
  copies: (row) => row?.item.path,
});

// The keys of the table are its formats.
const formats = Object.entries(reportFormats) as readonly [
  ReportFormat,
  (typeof reportFormats)[ReportFormat],
][];

/** `linux-patch-nightly-1a2b3c4d`: characters that every file system accepts, and enough of the ID to distinguish executions. */
const fileStem = (name: string, WindowExecutionId: string): string => {
  const plain = safeLine(name)
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[.-]+/, "");
  return `${plain === "" ? "execution" : plain}-${WindowExecutionId.replace(/[^\w-]+/g, "").slice(0, 8)}`;
};
