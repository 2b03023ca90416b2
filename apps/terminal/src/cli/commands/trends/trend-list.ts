/** A trend with a row for each window, machine or cause: a form, and the command that it describes. */
import type { TrendList, TrendQuery, Trends } from "@windowpane/report";
import type { TableColumn } from "@windowpane/explorer";
import { exitCodeFor, exitCodes } from "../../../host/exit-code.ts";
import type { ArgumentRow, Command, Example } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import type { OptionRow } from "../../context/option.ts";
import { counted, pageFor, paragraph, type Page } from "../../output/page.ts";
import type { TableRow } from "../../output/rows.ts";
import { show } from "../../output/show.ts";
import { tableText } from "../../output/table.ts";
import { answerText, askTrends, readTrendQuery, requireRuns, wordsOf } from "./read-query.ts";

/** What differs between these trends. */
export interface TrendListForm<Row, Answer extends TrendList<Row>> {
  /** A row, such as `machine`. */
  readonly noun: string;
  readonly description: string;
  /** Selects rows by name. */
  readonly argument: ArgumentRow;
  readonly options: readonly OptionRow[];
  readonly examples: readonly Example[];
  /** The member of the query that the argument sets. */
  readonly argumentOf: "windows" | "machines" | "causes";
  readonly ask: (trends: Trends, query: TrendQuery, context: Context) => Promise<Answer>;
  /** Number of rows that were asked for and that the runs have. Default: that of the rows. */
  readonly found?: (answer: Answer) => number;
  /** Values of a row for the table and for CSV. */
  readonly row: (row: Row, page: Page, answer: Answer) => TableRow;
  /** Columns of the table. */
  readonly columns: (answer: Answer) => readonly TableColumn[];
  /** Names of the columns of CSV. */
  readonly csv: readonly string[];
  /** The first sentence, up to the period. */
  readonly sentence: (answer: Answer, isNamed: boolean) => string;
  /** A sentence above the table. Default: none. */
  readonly note?: string;
  /** Whether --exit-status exits with 0. Default: always. */
  readonly hasPassed?: (answer: Answer) => boolean;
}

/** The command of a form. */
export const trendList = <Row, Answer extends TrendList<Row>>(form: TrendListForm<Row, Answer>): Command => ({
  description: form.description,
  arguments: [{ ...form.argument, optional: true }],
  options: form.options,
  refuses: ["showCli"],
  examples: form.examples,
  async run(context) {
    const { args, options, settings } = context;
    const query = {
      ...readTrendQuery(context),
      windows: wordsOf(options["window"]),
      ...(args[0] === undefined ? {} : { [form.argumentOf]: wordsOf(args[0]) }),
    };
    const answer = await askTrends(context, (trends) => form.ask(trends, query, context));
    const page = pageFor(context);
    requireRuns(context, answer, query, form.found?.(answer) ?? answer.rows.length);
    const rows = answer.rows.map((row) => form.row(row, page, answer));
    await show(context, {
      value: answer,
      lines: answer.rows,
      rows,
      columns: form.csv.map((name) => ({ name })),
      text: () =>
        [
          answerText(page, answer, form.sentence(answer, args[0] !== undefined)),
          form.note === undefined ? "" : paragraph(page, form.note, { tone: "muted" }),
          rows.length === 0 ? "" : `\n${tableText(form.columns(answer), page, rows)}`,
          moreRows(page, answer.more, form.noun),
        ].join(""),
    });
    return form.hasPassed === undefined ? exitCodes.done : exitCodeFor(form.hasPassed(answer), settings);
  },
});

/** Tells that a limit left rows out. */
export const moreRows = (page: Page, more: number, noun: string): string =>
  more === 0
    ? ""
    : paragraph(page, `and ${counted(more, `more ${noun}`)}; --max-items shows more.`, { tone: "muted" });
