/**
 * LAMBDA and STEP_FUNCTIONS: one call, no machines. What AWS gives as `ExecutionId` and `Parameters` for these is
 * unverified: a request id and an execution ARN are likely, and the parameters are made after those of the registration
 * (`Payload`, `Qualifier`, `Input`, `Name`), in camelCase as with RUN_COMMAND.
 */
import type { MaintenanceWindowTaskInvocationParameters } from "@windowpane/core";
import type { InvocationAction } from "./recipe.ts";
import { ACCOUNT, REGION } from "../account/account.ts";

/** A call of a function. */
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

/** A start of a state machine. */
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
