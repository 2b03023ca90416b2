/**
 * LAMBDA and STEP_FUNCTIONS: one call without machines. AWS's `ExecutionId` and `Parameters` for these are unverified: a
 * request ID and an execution ARN are likely. The parameters follow the registration (`Payload`, `Qualifier`, `Input`,
 * `Name`), in camelCase as for RUN_COMMAND.
 */
import type { MaintenanceWindowTaskInvocationParameters } from "@windowpane/core";
import type { InvocationAction } from "./recipe.ts";
import { ACCOUNT, REGION } from "../account/account.ts";

/** Invokes a Lambda function. */
export const invokeLambda = (
  payload: Readonly<Record<string, unknown>>,
  outcome: "SUCCESS" | "FAILED" = "SUCCESS",
): InvocationAction => ({
  outcome,
  details: outcome === "SUCCESS" ? "Success" : "Failed",
  weight: 1,
  machines: [],
  at: ({ chance, key }) => ({
    ExecutionId: chance.uuid(`${key}/request`),
    Parameters: JSON.stringify({ payload: JSON.stringify(payload), qualifier: "$LATEST" }),
  }),
});

/** Starts a state machine. */
export const startStateMachine = (
  machine: string,
  input: Readonly<Record<string, unknown>>,
  outcome: "SUCCESS" | "FAILED" | "TIMED_OUT" = "SUCCESS",
): InvocationAction => ({
  outcome,
  details: outcome === "SUCCESS" ? "Success" : "Failed",
  weight: 1,
  machines: [],
  at({ chance, key }) {
    const name = chance.uuid(`${key}/state-machine`);
    return {
      ExecutionId: `arn:aws:states:${REGION}:${ACCOUNT}:execution:${machine}:${name}`,
      Parameters: JSON.stringify({ input: JSON.stringify(input), name }),
    };
  },
});

/** The `TaskInvocationParameters` of a registered Lambda task. The payload must be ASCII. */
export const lambdaParameters = (
  payload: Readonly<Record<string, unknown>>,
): MaintenanceWindowTaskInvocationParameters => ({
  Lambda: {
    Qualifier: "$LATEST",
    Payload: Uint8Array.from(JSON.stringify(payload), (character) => character.charCodeAt(0)),
  },
});
