import { createClient, operationNames, operations } from "@windowpane/core";
import {
  describeTransportContract,
  withoutHttp,
  type TransportSubject,
} from "@windowpane/transport-contract";
import { mockTransport } from "@windowpane/transport-mock";
import { readSnapshot, snapshotTransport, takeSnapshot, writeSnapshot, type Snapshot } from "../src/index.ts";
import { account, known } from "./known-account.ts";

const takenAt = new Date("2026-11-22T08:00:00Z");
const executionsOf = account
  .plan({ now: takenAt, seed: 1 })
  .windows.flatMap(({ executions }) => executions.map(({ WindowExecutionId }) => WindowExecutionId));

/** The whole account, out of a file. */
const taken = async (includeSensitive: boolean): Promise<Snapshot> => {
  const snapshot = await takeSnapshot(createClient(mockTransport({ scenario: account })), {
    of: { executions: executionsOf },
    takenAt,
    origin: { source: "demo" },
    includeSensitive,
  });
  return readSnapshot(await writeSnapshot(snapshot));
};

const noWire = "a snapshot has no wire: whoever reads the file answers at once";
/** Operations that a snapshot does not keep: it refuses them. */
const notKept = Object.fromEntries(
  operationNames
    .filter((name) => !operations[name].inSnapshot)
    .flatMap((name) => [
      [`answers ${name} in AWS's spelling`, "a snapshot does not keep it, and says so"],
      [`leaves the input of ${name} as it is`, "a snapshot does not keep it, and says so"],
    ]),
);

/** The account's one machine with patches ran in none of its executions. */
const notHeld = Object.fromEntries(
  ["DescribeInstancePatches", "DescribeInstancePatchStates", "GetInventory"].flatMap((name) => [
    [`answers ${name} in AWS's spelling`, "a snapshot keeps the patches of its own machines only"],
    [`leaves the input of ${name} as it is`, "a snapshot keeps the patches of its own machines only"],
  ]),
);

for (const includeSensitive of [true, false]) {
  let snapshot: Promise<Snapshot> | undefined;
  const create: TransportSubject["create"] = async () => {
    snapshot ??= taken(includeSensitive);
    return snapshotTransport(await snapshot);
  };
  describeTransportContract({
    name: includeSensitive ? "a snapshot with everything" : "a snapshot without what is sensitive",
    known,
    create,
    skip: {
      ...notKept,
      ...notHeld,
      ...withoutHttp(noWire),
      "returns an empty list from ListCommandInvocations for a command that does not exist":
        "a snapshot knows what it does not hold; an empty list would read as a command without machines",
      "sends nothing if already aborted": noWire,
      "rejects with the signal's reason if aborted in flight": noWire,
      "rejects with a TransportError if no response is received": noWire,
      "does not retry if no response is received": noWire,
      "rejects with a retryable ServiceError if throttled": noWire,
      "does not retry if throttled": noWire,
    },
  });
}
