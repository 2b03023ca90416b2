/** A cell of a list. */
import { timeText, type Column } from "@windowpane/explorer";
import { safeLine } from "@windowpane/text";
import type { ReactNode } from "react";
import { utcOffset } from "../page/open-explorer.ts";
import { PieceText } from "./piece.tsx";

/** The value of a row in a column. */
export const CellText = ({
  column,
  item,
  now,
}: {
  readonly column: Column;
  readonly item: object;
  readonly now: Date;
}): ReactNode => {
  const value = column.value(item, now);
  if (value instanceof Date)
    return <time dateTime={value.toISOString()}>{timeText(value, now, utcOffset)}</time>;
  if (typeof value === "string") return safeLine(value);
  return <PieceText piece={value}>{safeLine(value[1])}</PieceText>;
};
