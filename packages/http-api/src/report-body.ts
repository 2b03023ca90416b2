import type { Hole } from "@windowpane/report";
import { REQUEST_LIMIT } from "./problem/service-problem.ts";

/**
 * Holes as they leave the house. AWS's own words name accounts, roles and sessions, so they stay here unless sensitive
 * members are asked for; and where it was we who would ask no more, the hole says so.
 */
export const publicHoles = (holes: readonly Hole[], includeSensitive: boolean): readonly Hole[] =>
  holes.map(({ message, ...hole }) => {
    if (hole.code === REQUEST_LIMIT) {
      return {
        ...hole,
        why: hole.why.replace(/: AWS refused\.$/u, ": this server asks AWS only so often for one answer."),
        whatToDo:
          "Ask for the tasks and invocations page by page, or let the operator raise requestsPerWalk.",
      };
    }
    return includeSensitive && message !== undefined ? { ...hole, message } : hole;
  });
