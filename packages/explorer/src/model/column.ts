/** Columns of lists: what they show, how wide they want to be, and what they sort by. */
import type { ListField, SparkStep } from "@windowpane/report";
import type { ColumnWish } from "@windowpane/text";
import type { ScreenContent } from "./content.ts";
import { pieceText, type Piece, type Tone } from "./text.ts";
import { zoneText } from "./time-text.ts";

/** A value of a row: text with a meaning, or an instant, which the renderer formats. */
export type Value = Piece | Date;

/** A column of a list. */
export interface Column<Item extends object = object> {
  /** Title in lists. */
  readonly title: string;
  /** The column in command-line tables and CSV files. Default: it has none there. */
  readonly table?: TableColumn | undefined;
  /** Fields of the filter that match what the column shows. Default: none; words without a field still find it. */
  readonly fields?: readonly ListField<Item>[] | undefined;
  /** Whether the values are instants; the renderer adds the time zone to the title. Default: false. */
  readonly isTime?: boolean | undefined;
  /**
   * Value of a row. Text from outside may be given unchanged: the renderer makes it safe.
   *
   * @param now - ends the duration of what is still running.
   */
  readonly value: (item: Item, now: Date) => Value;
  /** End of the value that stays where the value is cut, as ` +2` in `Disk full +2`. Default: none. */
  readonly tail?: ((item: Item) => string) | undefined;
  /** Depth of a row in a tree: the value is indented by it. Default: 0. */
  readonly depth?: ((item: Item) => number) | undefined;
  /** Draws the rows on a common time axis instead of `value`. Default: values are shown. */
  readonly timeline?: TimelineColumn<Item> | undefined;
  /** Draws pass rates over time, oldest first, instead of `value`. Default: values are shown. */
  readonly spark?: ((item: Item) => readonly SparkStep[]) | undefined;
  /** Whether to show the column for this content. Default: always. */
  readonly isShown?: ((content: ScreenContent) => boolean) | undefined;
  /** Sort key of a row; rows without a key sort last. Default: the column cannot be sorted by. */
  readonly sortKey?: ((item: Item) => number | string | undefined) | undefined;
  /** Order when the list is first sorted by it: `descending` for counts, durations and past times. Default: ascending. */
  readonly firstOrder?: "ascending" | "descending" | undefined;
  /** Minimum width, in characters. */
  readonly least: number;
  /** Wanted width, in characters. Default: `least`. */
  readonly wanted?: number | undefined;
  /** Share of the space that is left over. Default: 0. */
  readonly grow?: number | undefined;
  /** Order of removal where space lacks: the highest is removed first, 0 stays. Default: 0. */
  readonly rank?: number | undefined;
  /** Default: left. */
  readonly align?: "left" | "right" | undefined;
}

/**
 * The title above a column: instants have their time zone.
 *
 * @param minutesAhead - minutes that local time is ahead of UTC.
 */
export const columnTitle = ({ title, isTime }: Column, minutesAhead: number): string =>
  isTime === true ? `${title} ${zoneText(minutesAhead)}` : title;

/** Whether a column is shown for this content. Before anything was read, only the columns that every content has are. */
export const isColumnShown = ({ isShown }: Column, content: ScreenContent | undefined): boolean =>
  isShown === undefined || (content !== undefined && isShown(content));

/** The width that a column needs: at least that of its title and of the sign that rows are sorted by it. */
export const columnWish = (column: Column, minutesAhead: number): ColumnWish => {
  const { timeline, sortKey, grow, rank } = column;
  // A timeline has times instead of a title.
  const title = timeline === undefined ? columnTitle(column, minutesAhead).length : 0;
  const least = Math.max(column.least, title + (sortKey === undefined ? 0 : 1));
  return { least, wanted: Math.max(least, column.wanted ?? 0), grow, rank };
};

/** A column of a command-line table or a CSV file, over rows by member names. */
export interface TableColumn {
  /** The header: an AWS member in PascalCase, or one of ours in camelCase. */
  readonly name: string;
  /** Data of a cell. Default: the row's member with the column's name. */
  readonly value?: ((row: Readonly<Record<string, unknown>>, now: Date) => unknown) | undefined;
  /** `status` cells have a sign on a terminal. Default: plain. */
  readonly kind?: "plain" | "status" | undefined;
  /** Whether tables omit the column where the first rows have no value. Default: false. */
  readonly isOptional?: boolean | undefined;
  /** Minimum width when the terminal is narrow. Default: the column is never cut. */
  readonly least?: number | undefined;
  /** Columns with the highest rank are hidden first on a narrow terminal; 0 is never hidden. Default: 0. */
  readonly rank?: number | undefined;
}

/** A column that only tables have. */
export const tableOnly = <Item extends object = object>(
  table: TableColumn,
  ...fields: readonly ListField<Item>[]
): Column<Item> => ({
  title: table.name,
  value: () => "",
  isShown: () => false,
  least: 1,
  table,
  fields,
});

/**
 * The table columns of a noun, in the order of the names.
 *
 * @throws RangeError if there is no column of a name.
 */
export const tableOf = (
  columns: readonly { readonly table?: TableColumn | undefined }[],
  names: readonly string[],
): readonly TableColumn[] =>
  names.map((name) => {
    const table = columns.find((column) => column.table?.name === name)?.table;
    if (table === undefined) throw new RangeError(`There is no table column ${name}.`);
    return table;
  });

/** The fields of a list with these names. */
export const fieldsNamed = <Item extends object>(
  fields: readonly ListField<Item>[],
  ...names: readonly string[]
): readonly ListField<Item>[] =>
  names.map((name) => {
    const field = fields.find((one) => one.name === name);
    if (field === undefined) throw new RangeError(`There is no field ${name}.`);
    return field;
  });

/** A column that shows when rows ran. */
export interface TimelineColumn<Item extends object> {
  /** The axis that all rows share; undefined while nothing has a time. */
  readonly axis: (content: ScreenContent, now: Date) => TimeAxis | undefined;
  /** Returns when a row ran. Undefined: it did not run. */
  readonly span: (item: Item, now: Date) => TimeSpan | undefined;
}

/** A time axis. */
export interface TimeAxis {
  /** Start of the axis. */
  readonly from: Date;
  /** End of the axis. */
  readonly to: Date;
  /** Instants to mark. One far outside of `from` to `to` may be left out. */
  readonly marks: readonly TimeMark[];
}

/** An instant on a time axis: now, from when no new task may start, or the end of the window. */
export interface TimeMark {
  /** Time of the mark. */
  readonly at: Date;
  readonly kind: "now" | "cutoff" | "end";
}

/** When a row ran, or why it did not. */
export type TimeSpan =
  | { readonly kind: "ran" | "running"; readonly from: Date; readonly to: Date; readonly tone: Tone }
  /** `why`: the reason in a few words. */
  | { readonly kind: "notRun"; readonly why: string };

/** The text of a value without its sign; an instant in ISO 8601. */
export const valueText = (value: Value): string =>
  value instanceof Date ? value.toISOString() : pieceText(value);
