import type { Scenario } from "../plan/plan.ts";
import { documentation } from "./documentation.ts";
import { empty } from "./empty.ts";
import { fleet } from "./fleet.ts";
import { patchNight } from "./patch-night.ts";

/** Names of the scenarios for `scenarioNamed`, the demo first. */
export const scenarioNames = ["patch-night", "documentation", "fleet", "empty"] as const;

type ScenarioName = (typeof scenarioNames)[number];

/**
 * Finds a scenario by name, for command lines: `patch-night`, `documentation`, `empty`, `fleet` (10,000 invocations) or
 * `fleet:100000`.
 *
 * @throws RangeError for an unknown name, with a list of the names.
 */
export const scenarioNamed = (text: string): Scenario => {
  const size = /^fleet:(\d+)$/.exec(text)?.[1];
  if (size !== undefined) return fleet({ invocations: Number(size) });
  if (isName(text)) return scenarios[text];
  throw new RangeError(`${JSON.stringify(text)} is not a scenario. Use one of: ${forms.join(", ")}.`);
};

const forms = scenarioNames.map((name) => (name === "fleet" ? "fleet, fleet:100000 (or any size)" : name));

const scenarios: { readonly [Name in ScenarioName]: Scenario } = {
  "patch-night": patchNight,
  documentation,
  fleet: fleet({ invocations: 10_000 }),
  empty,
};

const isName = (text: string): text is ScenarioName => Object.hasOwn(scenarios, text);
