/** The column of the last nights of windows, where an archive has them. */
import type { Column } from "../model/column.ts";
import type { WindowNights } from "../model/reading.ts";

/** A row with its last nights. */
export interface WithNights {
  /** A function, so that the filter does not search them. Absent where they are not known. */
  readonly nights?: (() => WindowNights) | undefined;
}

/** Pass rates of the last nights. */
export const nightsColumn: Column<WithNights> = {
  // As many as fit, the newest last.
  title: "last nights",
  least: 12,
  wanted: 30,
  rank: 3,
  isShown: ({ rows }) => rows.some(({ item }) => "nights" in item && item.nights !== undefined),
  value: ({ nights }) => nights?.().words ?? "",
  spark: ({ nights }) => nights?.().steps ?? [],
};
