import { operationNames, operations } from "@windowpane/core";
import {
  describeTransportContract,
  withoutHttp,
  type TransportSubject,
} from "@windowpane/transport-contract";
import { mockTransport } from "@windowpane/transport-mock";
import { snapshotTransport, type Snapshot } from "../src/index.ts";
import { account, known } from "./known-account.ts";
import { take } from "./take.ts";

const takenAt = new Date("2026-11-22T08:00:00Z");
const executionsOf = account
  .plan({ now: takenAt, seed: 1 })
  .windows.flatMap(({ executions }) => executions.map(({ WindowExecutionId }) => WindowExecutionId));

/** The whole account, from a file. */
const taken = async (includeSensitive: boolean): Promise<Snapshot> => {
  return take(mockTransport({ scenario: account }), {
    of: { executions: executionsOf },
    takenAt,
    includeSensitive,
  });
};

const noConnection = "a snapshot has no connection, so it responds at once";
/** Operations that snapshots do not support. */
const unsupported = Object.fromEntries(
  operationNames
    .filter((name) => !operations[name].inSnapshot)
    .flatMap((name) => [
      [`returns the response to ${name} in AWS's spelling`, "snapshots do not support it"],
      [`does not change the input of ${name}`, "snapshots do not support it"],
    ]),
);

/** Operations about the account's only machine with patches, which is in no execution. */
const otherMachines = Object.fromEntries(
  ["DescribeInstancePatches", "DescribeInstancePatchStates", "GetInventory"].flatMap((name) => [
    [
      `returns the response to ${name} in AWS's spelling`,
      "a snapshot contains patches of the executions' machines only",
    ],
    [`does not change the input of ${name}`, "a snapshot contains patches of the executions' machines only"],
  ]),
);

for (const includeSensitive of [true, false]) {
  let snapshot: Promise<Snapshot> | undefined;
  const create: TransportSubject["create"] = async () => {
    snapshot ??= taken(includeSensitive);
    return snapshotTransport(await snapshot);
  };
  describeTransportContract({
    name: includeSensitive ? "a snapshot with sensitive members" : "a redacted snapshot",
    known,
    create,
    skip: {
      ...unsupported,
      ...otherMachines,
      ...withoutHttp(noConnection),
      "returns an empty list from ListCommandInvocations for a command that does not exist":
        "a snapshot rejects unknown commands; an empty list would look like a command without machines",
      "sends nothing if already aborted": noConnection,
      "rejects with the signal's reason if aborted in flight": noConnection,
      "rejects with a TransportError if no response is received": noConnection,
      "does not retry if no response is received": noConnection,
      "rejects with a retryable ServiceError if throttled": noConnection,
      "does not retry if throttled": noConnection,
    },
  });
}
