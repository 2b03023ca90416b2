import { operationNames, operations } from "@windowpane/core";
import {
  describeTransportContract,
  withoutConnection,
  withoutData,
  withoutHttp,
  type TransportSubject,
} from "@windowpane/transport-contract";
import { mockTransport } from "@windowpane/transport-mock";
import { describe, it } from "vitest";
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
const unsupported = withoutData(
  operationNames.filter((name) => !operations[name].inSnapshot),
  "snapshots do not support it",
);

/** The account's only machine with patches is in no execution. */
const otherMachines = withoutData(
  ["DescribeInstancePatches", "DescribeInstancePatchStates", "GetInventory"],
  "a snapshot contains patches of the executions' machines only",
);

for (const includeSensitive of [true, false]) {
  let snapshot: Promise<Snapshot> | undefined;
  const create: TransportSubject["create"] = async () => {
    snapshot ??= taken(includeSensitive);
    return snapshotTransport(await snapshot);
  };
  describeTransportContract({
    describe,
    it,
    name: includeSensitive ? "a snapshot with sensitive members" : "a redacted snapshot",
    known,
    create,
    skip: {
      ...unsupported,
      ...withoutConnection(noConnection),
      ...otherMachines,
      ...withoutHttp(noConnection),
      "returns an empty list from ListCommandInvocations for a command that does not exist":
        "a snapshot rejects unknown commands; an empty list would look like a command without machines",
    },
  });
}
