import { gapText, type Hole } from "@windowpane/report";
import { REQUEST_LIMIT } from "./problem/service-problem.ts";

/**
 * Holes as they leave the house. AWS's own words name accounts, roles and sessions, so they stay here unless sensitive
 * members are asked for; and where it was we who would ask no more, the hole says so.
 */
export const publicHoles = (holes: readonly Hole[], includeSensitive: boolean): readonly Hole[] =>
  holes.map(({ message, ...hole }) => {
    if (hole.code === REQUEST_LIMIT) {
      const limit = gapText("limit", hole.operation);
      return {
        ...hole,
        kind: "limit" as const,
        why: hole.why.replace(gapText(hole.kind, hole.operation).why, limit.why),
        whatToDo: limit.whatToDo,
      };
    }
    return includeSensitive && message !== undefined ? { ...hole, message } : hole;
  });
