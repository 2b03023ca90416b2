import type { ExecutionReport } from "../model.ts";
import type { ReportWriter } from "./writer.ts";

/** The report itself. Its characters that a terminal or an editor would obey stand as `\u` escapes: the values stay the same. */
export const jsonWriter: ReportWriter = {
  media: "application/json",
  extension: "json",
  about: "the report as data",
  write: (report, { includeSensitive = false }) => {
    const kept = includeSensitive ? report : withoutSensitive(report);
    return `${inert(JSON.stringify(kept, undefined, 2))}\n`;
  },
};

const withoutSensitive = (report: ExecutionReport): ExecutionReport => ({
  ...report,
  tasks: report.tasks.map((task) => ({
    ...task,
    invocations: task.invocations.map(({ Parameters: _, OwnerInformation: __, ...rest }) => rest),
  })),
  holes: report.holes.map(({ message: _, ...hole }) => hole),
});

/** In JSON made by `JSON.stringify` such characters stand only in strings, so an escape changes no value. */
const inert = (json: string): string =>
  json.replaceAll(/[\u007f-\u009f\u2028\u2029\p{Cf}]/gu, (character) =>
    // Escapes count UTF-16 units, and some format characters are two.
    Array.from(
      { length: character.length },
      (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
