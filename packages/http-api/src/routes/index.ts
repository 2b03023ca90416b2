import type { Route } from "../route.ts";
import { cancelRoutes } from "./cancel.ts";
import { documentRoutes } from "./documents.ts";
import { eventRoutes } from "./events.ts";
import { executionRoutes } from "./executions.ts";
import { failuresRoutes } from "./failures.ts";
import { healthRoutes } from "./health.ts";
import { invocationRoutes } from "./invocations.ts";
import { machineRoutes } from "./machines.ts";
import { reportRoutes } from "./reports.ts";
import { windowRoutes } from "./windows.ts";

const historyRoutes: readonly Route[] = [
  ...windowRoutes,
  ...executionRoutes,
  ...invocationRoutes,
  ...reportRoutes,
  ...eventRoutes,
  ...cancelRoutes,
  ...failuresRoutes,
  ...machineRoutes,
  ...healthRoutes,
];

/** Every route of the REST door, in the order of the reference page. */
export const routes: readonly Route[] = [...historyRoutes, ...documentRoutes(historyRoutes)];
