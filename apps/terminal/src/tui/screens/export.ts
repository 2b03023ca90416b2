import { reportWriters, type ReportFormat } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { listScreen, type Row } from "../screen.ts";
import { executionAnswer, executionReading, reportAt } from "./execution-answer.ts";
import { windowReading } from "./timeline.ts";

/** A way to write the report. */
export interface ExportRow {
  readonly format: ReportFormat;
  readonly about: string;
  readonly includeSensitive: boolean;
  /** What to call the file, unless somebody knows better. */
  readonly path: string;
}

/** The hand-off document, in every format, without and with what AWS calls sensitive. Enter asks for the file's name. */
export const exportScreen = listScreen<ExportRow>({
  name: "export",
  title: "export",
  over: "execution",
  reads: (place) => [executionReading(place), windowReading(place)],
  answer(findings, place) {
    const report = reportAt(findings, place);
    const stem = fileStem(report?.Name ?? place.Name ?? "execution", place.WindowExecutionId ?? "");
    const rows = [false, true].flatMap((includeSensitive) =>
      formats.map(([format, { about, extension }]): Row<ExportRow> => {
        const path = `${stem}${includeSensitive ? "-sensitive" : ""}.${extension}`;
        return {
          id: `${format} ${includeSensitive}`,
          item: { format, about, includeSensitive, path },
          bad: false,
          place,
        };
      }),
    );
    return {
      ...executionAnswer(findings, place),
      rows,
      noun: "ways to write it",
      judgement: report,
      Status: report?.Status,
      counts: report?.counts,
      nothing: "",
    };
  },
  columns: [
    { title: "format", least: 10, cell: ({ format }) => ["strong", format] },
    {
      title: "sensitive members",
      least: 17,
      cell: ({ includeSensitive }, { theme }) =>
        includeSensitive ? ["warn", `${theme.sign("warn")} with them`.trimStart()] : ["muted", "left out"],
    },
    { title: "what it is", least: 20, grow: 1, rank: 1, cell: ({ about }) => about },
    { title: "file", least: 30, wanted: 50, rank: 2, cell: ({ path }) => ["muted", path] },
  ],
  detail: ({ includeSensitive }) => [
    ["Enter asks where to write it. An existing file is never written over."],
    includeSensitive
      ? [
          [
            "warn",
            "It will hold Parameters and OwnerInformation, which AWS calls sensitive, and is asked for anew.",
          ],
        ]
      : [["muted", "Parameters and OwnerInformation, which AWS calls sensitive, are left out."]],
  ],
  entering: "write",
  ask: ({ item }) => ({ for: "export", text: item.path }),
  copies: (row) => row?.item.path,
});

// The table's own keys.
const formats = Object.entries(reportWriters) as readonly [
  ReportFormat,
  (typeof reportWriters)[ReportFormat],
][];

/** `linux-patch-nightly-1a2b3c4d`: letters that every file system takes, and enough of the id to tell runs apart. */
const fileStem = (name: string, WindowExecutionId: string): string => {
  const plain = safeLine(name)
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[.-]+/, "");
  return `${plain === "" ? "execution" : plain}-${WindowExecutionId.replace(/[^\w-]+/g, "").slice(0, 8)}`;
};
