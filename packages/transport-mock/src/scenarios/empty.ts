import type { Scenario } from "../plan/plan.ts";

/** An account without windows. */
export const empty: Scenario = { name: "empty", plan: () => ({ windows: [] }) };
