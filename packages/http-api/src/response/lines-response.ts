import type { Freshness, WholeResponse } from "../route/route-response.ts";
import { NDJSON } from "./list-response.ts";

/** Creates an NDJSON response: a line for each item, then `{"gap": ...}` for each gap. */
export const linesResponse = (
  items: readonly unknown[],
  gaps: readonly unknown[],
  freshness: Freshness,
): WholeResponse => ({
  kind: "whole",
  media: NDJSON,
  text: [...items, ...gaps.map((gap) => ({ gap }))].map((line) => `${JSON.stringify(line)}\n`).join(""),
  freshness,
});
