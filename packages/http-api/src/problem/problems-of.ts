import type { Route } from "../route.ts";
import type { ProblemName } from "./problems.ts";

/** Every problem that a route can answer with. */
export const problemsOf = (row: Route): readonly ProblemName[] => [
  ...new Set<ProblemName>([
    "malformed-url",
    "invalid-request",
    "not-acceptable",
    "address-too-long",
    "internal",
    "timed-out",
    ...(row.role === undefined ? [] : admission),
    ...(row.operations.length === 0 ? [] : service),
    ...(row.forms.some((form) => form.walks === true) ? walks : []),
    ...(row.problems ?? []),
  ]),
];

const admission: readonly ProblemName[] = ["not-authenticated", "not-allowed", "too-many-requests"];

const service: readonly ProblemName[] = [
  "refused-input",
  "throttled-by-aws",
  "refused-by-aws",
  "failed-at-aws",
  "no-answer",
  "unreadable-answer",
];

const walks: readonly ProblemName[] = ["too-many-walks", "stalled-list", "too-much-work"];
