import { csvLine, safePart, type CsvValue } from "@windowpane/text";
import type { ExportColumn, ExportTable } from "@windowpane/archive";
import { exitCodes } from "../../../host/exit-code.ts";
import { UsageError } from "../../../host/usage-error.ts";
import { accountIds } from "../../arguments/account-ids.ts";
import { outputFileOption, writeOutput } from "../../arguments/output-file.ts";
import { readSince } from "../../arguments/times.ts";
import { openArchiveFile } from "../../context/archive.ts";
import type { Command } from "../../context/command.ts";
import { commonOptions } from "../../context/option.ts";
import type { TableRow } from "../../output/rows.ts";

const tables = ["runs", "machines"] as const satisfies readonly ExportTable[];
const formats = ["csv", "parquet"] as const;

export const exportCommand: Command = {
  description:
    "Writes a row for each run, or for each machine and invocation of each run. Rows are read and written in batches, so a large " +
    "archive does not need much memory. Times are UTC. Parquet needs -o.",
  arguments: [{ name: "ROWS", about: tables.join(" or "), choices: tables }],
  options: [
    {
      flags: "--format <format>",
      about: `${formats.join(" or ")} (default csv)`,
      group: "Options",
      choices: formats,
    },
    commonOptions.archive,
    {
      ...commonOptions.since,
      about: "only runs since then: a duration such as 90d, or a time (default: all)",
    },
    outputFileOption,
  ],
  refuses: ["showCli", "query", "output"],
  examples: [
    {
      line: "archive export machines --format parquet -o machines.parquet",
      about: "Write all machine rows as Parquet",
    },
    { line: "archive export runs --since 90d > runs.csv", about: "Write the runs of 90 days as CSV" },
  ],
  async run(context) {
    const { args, host, settings, options } = context;
    const table = tables.find((name) => name === args[0]);
    if (table === undefined)
      throw new UsageError(`"${args[0] ?? ""}" cannot be exported.`, "Use runs or machines.");
    const isParquet = options["format"] === "parquet";
    if (isParquet && typeof options["outputFile"] !== "string")
      throw new UsageError("Parquet is not text.", "Give a file with -o.");
    const since = settings.since === undefined ? undefined : readSince(settings.since, host);
    const accounts = accountIds(settings);
    const archive = await openArchiveFile(context);
    try {
      const { exportColumns, exportRows, parquetBytes } = await import("@windowpane/archive");
      const columns = exportColumns(table);
      const batches = counting(
        exportRows(archive, { table, since, accounts, regions: settings.regions }),
        (rows) => {
          host.interrupt.throwIfAborted();
          void context.console.progress(`${rows} rows written`);
        },
      );
      await writeOutput(context, isParquet ? parquetBytes(columns, batches) : csvBytes(columns, batches));
    } finally {
      archive.close();
    }
    return exitCodes.done;
  },
};

async function* counting<Row>(
  batches: AsyncIterable<readonly Row[]>,
  onBatch: (rows: number) => void,
): AsyncGenerator<readonly Row[], void, undefined> {
  let rows = 0;
  for await (const batch of batches) {
    rows += batch.length;
    onBatch(rows);
    yield batch;
  }
}

async function* csvBytes(
  columns: readonly ExportColumn[],
  batches: AsyncIterable<readonly TableRow[]>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvLine(columns.map(({ name }) => name)));
  for await (const rows of batches)
    yield encoder.encode(rows.map((row) => csvLine(columns.map(({ name }) => cellOf(row[name])))).join(""));
}

const cellOf = (value: unknown): CsvValue => {
  if (value === null || value === undefined) return undefined;
  return typeof value === "number" ? value : safePart(String(value));
};
