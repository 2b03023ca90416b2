/** Responses from the server's archive. */
import type { HistorySource } from "@windowpane/report";
import { ProblemError } from "../problem/problem-error.ts";
import { NDJSON } from "../response/list-response.ts";
import { jsonResponse, type RouteResponse } from "../route/route-response.ts";
import type { RouteRequest } from "../route/route.ts";

/**
 * Returns the server's archive.
 *
 * @throws ProblemError if it has none.
 */
export const archiveOf = ({ history }: Pick<RouteRequest, "history">): HistorySource => {
  if (history !== undefined) return history;
  throw new ProblemError("no-archive", {
    detail:
      "This server has no archive, so it knows only what AWS keeps for 30 days. Ask its operator to configure one.",
  });
};

/** Responds with an answer as JSON, or with its rows as NDJSON. The archive grows, so clients must revalidate the response. */
export const archiveResponse = (
  { media }: Pick<RouteRequest, "media">,
  answer: object,
  rows: readonly unknown[],
  { missing = [] }: { readonly missing?: readonly unknown[] | undefined } = {},
): RouteResponse => {
  if (media !== NDJSON) return jsonResponse(answer, "registered");
  const lines = [...rows, ...missing.map((period) => ({ missing: period }))];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  return { kind: "whole", media: NDJSON, text, freshness: "registered" };
};
