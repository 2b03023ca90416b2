import { exitCodes } from "../../../host/exit-code.ts";
import { UsageError } from "../../../host/usage-error.ts";
import { readDuration } from "../../arguments/times.ts";
import { openArchiveFile } from "../../context/archive.ts";
import type { Command } from "../../context/command.ts";
import { commonOptions } from "../../context/option.ts";
import { counted, pageFor, paragraph, type Page } from "../../output/page.ts";
import { show } from "../../output/show.ts";
import { runQuery, type QueryRequest } from "./query-process.ts";

export const query: Command = {
  description:
    "Runs one SELECT statement of SQLite. The archive is opened for reading only. The views runs, machine_runs, run_causes and " +
    "machines have names and times instead of numbers and stay the same in later versions; tables can change. Without a query, " +
    "lists the columns of the views. `-` reads the query from stdin.",
  arguments: [{ name: "QUERY", about: "SELECT statement, or - for stdin", optional: true }],
  options: [
    commonOptions.archive,
    {
      flags: "--timeout <duration>",
      about: "maximum duration of the query (default 1m)",
      group: "Limits",
    },
    { ...commonOptions.maxItems, about: `maximum number of rows (default 10000)` },
  ],
  refuses: ["showCli", "account", "region"],
  examples: [
    { line: "archive query", about: "List the views and their columns" },
    {
      line: "archive query \"SELECT window_name, count(*) FROM runs WHERE verdict <> 'PASSED' GROUP BY 1\"",
      about: "Count runs that did not pass by window",
    },
    {
      line: "archive query \"SELECT instance_id, count(*) AS times FROM machine_runs WHERE cause = 'disk-full' GROUP BY 1 ORDER BY 2 DESC\" --output csv",
      about: "Count machines with a full disk as CSV",
    },
  ],
  async run(context) {
    const { args, host, settings, options, console } = context;
    const given = args[0] === "-" ? await host.readStdin() : args[0];
    const limit = settings.maxItems ?? 10_000;
    const timeout =
      typeof options["timeout"] === "string" ? readDuration("--timeout", options["timeout"]) : 60_000;
    const { queryProblem } = await import("@windowpane/archive");
    const refused = given === undefined ? undefined : queryProblem(given);
    if (refused !== undefined) throw new UsageError(refused.problem, refused.advice);
    // Opening it tells a missing or foreign file apart from an error of the query.
    const archive = await openArchiveFile(context);
    const listed = given === undefined ? await archive.sql.all<{ view: string; columns: string }>(LIST) : [];
    archive.close();
    if (given === undefined) {
      await show(context, {
        value: listed,
        rows: listed,
        columns: [{ name: "view" }, { name: "columns" }],
        text: () => viewsText(pageFor(context), listed),
      });
      return exitCodes.done;
    }
    const request: QueryRequest = {
      path: archive.path,
      text: given,
      limit,
      timeout,
      after: host.after,
      signal: host.interrupt,
      env: host.env,
      isExecutable: host.isExecutable === true,
    };
    const { columns, rows, more } = await runQuery(request);
    // On a narrow terminal, the last columns are hidden first.
    const shown = columns.map((name, rank) => ({ name, least: 20, rank }));
    await show(context, { value: rows, rows, columns: shown });
    if (rows.length === 0) await console.note("The query returned no rows.");
    if (more)
      await console.note(`Only the first ${counted(limit, "row")} are shown. --max-items shows more.`);
    return exitCodes.done;
  },
};

const viewsText = (
  page: Page,
  views: readonly { readonly view: string; readonly columns: string }[],
): string => {
  const width = Math.max(...views.map(({ view }) => view.length));
  return views
    .map(({ view, columns }) => paragraph(page, columns, { lead: `${view.padEnd(width)}  ` }))
    .join("");
};

const LIST = `SELECT m.name AS view, group_concat(c.name, ', ') AS columns
  FROM sqlite_schema AS m CROSS JOIN pragma_table_info(m.name) AS c WHERE m.type = 'view' GROUP BY m.name`;
