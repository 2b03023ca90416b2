/** The account of `everyOperation`, for the contract. */
import type { KnownAccount } from "@windowpane/transport-contract";
import { everyInput, everyOperation } from "@windowpane/transport-mock";

const INVOCATIONS = 250;

export const account = everyOperation({ invocations: INVOCATIONS, failureRate: 0.1 });

export const known = { invocations: INVOCATIONS, inputs: everyInput } satisfies KnownAccount;
