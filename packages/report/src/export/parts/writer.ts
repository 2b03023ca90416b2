import type { FormatFacts } from "./formats.ts";
import type { ExecutionReport } from "../../model/report.ts";
import type { NightMatrix, TrendList, WindowTrend } from "../../trends/model.ts";
import type { Timeline } from "../../timeline/model.ts";

/** The past of an execution's window, from an archive. */
export interface ReportPast {
  /** The window's trend: its only row. */
  readonly windows: TrendList<WindowTrend>;
  /** Its night-by-machine matrix. Default: none. */
  readonly nights?: NightMatrix | undefined;
}

/** Options of a report writer. */
export interface WriteOptions {
  /** The current time, shown in the document. */
  readonly now: Date;
  /** Include `Parameters`, `OwnerInformation` and AWS's messages, which name accounts and roles. Default: false. */
  readonly includeSensitive?: boolean | undefined;
  /** Start CSV with a byte order mark, so that Excel reads it as UTF-8. Default: false. */
  readonly csvBom?: boolean | undefined;
  /** Pass rates and results of earlier nights. HTML draws them. Default: none. */
  readonly past?: ReportPast | undefined;
  /** The timeline, with the limits of the window. Default: from the report alone, without the cutoff. */
  readonly timeline?: Timeline | undefined;
}

/** Writes reports in one format. Escapes all text from machines. */
export interface ReportWriter extends FormatFacts {
  /** Content-Security-Policy for servers to send with the document. Absent for formats that browsers do not render. */
  readonly policy?: string | undefined;
  /** Returns the whole document, which ends with a line feed. */
  write(report: ExecutionReport, options: WriteOptions): string;
}
