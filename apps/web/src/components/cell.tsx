/** A cell of a list. */
import { timeText, type Column, type ScreenContent } from "@windowpane/explorer";
import { cutLine, safeLine } from "@windowpane/text";
import { Suspense, type ReactNode } from "react";
import { utcOffset } from "../page/open-explorer.ts";
import { PieceText } from "./piece.tsx";
import { Spark, TimeAxisSvg, TimelineSvg } from "./parts.tsx";

/** Longest text of a cell, in code points: more is never visible, and drawing it takes time. */
const longest = 300;

/** What a cell is drawn from. */
export interface CellProps {
  readonly column: Column;
  readonly item: object;
  readonly now: Date;
  readonly content: ScreenContent | undefined;
}

/** The value of a row in a column. */
export const CellText = ({ column, item, now, content }: CellProps): ReactNode => {
  if (column.timeline !== undefined)
    return content === undefined ? null : (
      <Suspense>
        <TimelineSvg timeline={column.timeline} item={item} content={content} now={now} />
      </Suspense>
    );
  if (column.spark !== undefined)
    return (
      <Suspense>
        <Spark steps={column.spark(item)} words={cellString({ column, item, now })} />
      </Suspense>
    );
  const value = column.value(item, now);
  if (value instanceof Date)
    return <time dateTime={value.toISOString()}>{timeText(value, now, utcOffset)}</time>;
  const whole = cutLine(safeLine(typeof value === "string" ? value : value[1]), longest);
  const tail = column.tail?.(item) ?? "";
  // The end of the text stays where the text is cut.
  const text =
    tail !== "" && whole.endsWith(tail) ? (
      <span className="with-tail">
        <span>{whole.slice(0, whole.length - tail.length)}</span>
        <span>{tail}</span>
      </span>
    ) : (
      whole
    );
  return <PieceText piece={value}>{text}</PieceText>;
};

/** The value as plain text; empty without one. */
export const cellString = ({ column, item, now }: Omit<CellProps, "content">): string => {
  if (column.timeline !== undefined) return "";
  const value = column.value(item, now);
  if (value instanceof Date) return timeText(value, now, utcOffset);
  return cutLine(safeLine(typeof value === "string" ? value : value[1]), longest);
};

/** The axis above the spans of a timeline. */
export const AxisTitle = ({ column, content, now }: Omit<CellProps, "item">): ReactNode => {
  if (column.timeline === undefined || content === undefined) return null;
  const axis = column.timeline.axis(content, now);
  return axis === undefined ? null : (
    <Suspense>
      <TimeAxisSvg axis={axis} />
    </Suspense>
  );
};
