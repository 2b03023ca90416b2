import type { Route } from "../route/route.ts";
import { accountRoutes } from "./accounts.ts";
import { cancelRoutes } from "./cancel.ts";
import { collectRoutes } from "./collect.ts";
import { documentRoutes } from "./documents.ts";
import { diffRoutes } from "./diff.ts";
import { eventRoutes } from "./events.ts";
import { executionRoutes } from "./executions.ts";
import { failuresRoutes } from "./failures.ts";
import { healthRoutes } from "./health.ts";
import { invocationRoutes } from "./invocations.ts";
import { machineRoutes } from "./machines.ts";
import { periodRoutes } from "./period.ts";
import { reportRoutes } from "./reports.ts";
import { targetRoutes } from "./targets.ts";
import { trendRoutes } from "./trends.ts";
import { timelineRoutes } from "./timeline.ts";
import { windowRoutes } from "./windows.ts";

const apiRoutes: readonly Route[] = [
  // Before `/v1/windows/{windowId}`, whose path would match, too.
  ...periodRoutes,
  ...windowRoutes,
  ...executionRoutes,
  ...invocationRoutes,
  ...targetRoutes,
  ...reportRoutes,
  ...timelineRoutes,
  ...diffRoutes,
  ...eventRoutes,
  ...cancelRoutes,
  ...failuresRoutes,
  ...machineRoutes,
  ...trendRoutes,
  ...accountRoutes,
  ...collectRoutes,
  ...healthRoutes,
];

/** All REST routes, in the order of the reference page. */
export const routes: readonly Route[] = [...apiRoutes, ...documentRoutes(apiRoutes)];
