import type { Context } from "../context/context.ts";
import type { Column } from "./column.ts";
import { csvList } from "./csv.ts";
import type { ListWriter } from "./rows.ts";
import { tableList } from "./table.ts";

/** A table or CSV file of rows. */
export const rowWriter = (
  { host, screen, theme }: Context,
  columns: readonly Column[],
  format: "table" | "csv",
): ListWriter => {
  const options = {
    now: host.now(),
    utcOffset: host.utcOffset,
    write: (text: string): Promise<void> => screen.result(text),
  };
  if (format === "csv") return csvList(columns, options);
  let hidden: readonly string[] = [];
  const table = tableList(columns, {
    ...options,
    theme,
    width: host.stdout.isTerminal ? host.stdout.columns : undefined,
    onHidden: (names) => {
      hidden = names;
    },
  });
  return {
    page: table.page,
    async end(nextToken) {
      await table.end(nextToken);
      if (hidden.length > 0) {
        await screen.note(
          `No room for ${hidden.join(", ")}; a wider terminal or --output json shows everything.`,
        );
      }
    },
  };
};
