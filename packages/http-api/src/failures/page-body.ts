import { summariseExecutions } from "@windowpane/report";
import { publicHoles } from "../report-body.ts";
import { writeCursor, type Position } from "./cursor.ts";
import type { ReadPage } from "./read-page.ts";

/** A page of failures as it leaves the house. Its counts and groups are those of this page; the cursor says where to go on. */
export const pageBody = (
  { executions, windows, holes, next }: ReadPage,
  { since, now }: Position,
  options: { readonly includeSensitive: boolean; readonly requests: number },
): Readonly<Record<string, unknown>> => {
  const { includeSensitive, requests } = options;
  const { executions: notable, ...summary } = summariseExecutions(executions);
  const all = publicHoles(
    [...holes, ...executions.flatMap((execution) => execution.holes)],
    includeSensitive,
  );
  return {
    since,
    now,
    windows,
    executions: notable.map((execution) => ({
      ...execution,
      holes: publicHoles(execution.holes, includeSensitive),
    })),
    ...summary,
    holes: all,
    complete: all.length === 0,
    done: next === undefined,
    ...(next === undefined ? {} : { nextCursor: writeCursor(next) }),
    requests,
  };
};
