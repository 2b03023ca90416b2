import type { Scenario } from "../plan/plan.ts";

/** An account without a single window. */
export const empty: Scenario = { name: "empty", plan: () => ({ windows: [] }) };
