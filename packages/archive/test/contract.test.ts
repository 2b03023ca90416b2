import { createClient, operationNames, operations, TransportError, type Transport } from "@windowpane/core";
import {
  describeTransportContract,
  withoutConnection,
  withoutData,
  withoutHttp,
} from "@windowpane/transport-contract";
import { everyInput, everyOperation, mockTransport } from "@windowpane/transport-mock";
import { afterAll, describe, it } from "vitest";
import { archiveTransport, openArchive, storeRun, withArchive, type Archive } from "../src/index.ts";
import { hosts, node, type Host, type OpenedHost } from "./hosts/hosts.ts";
import { finishedExecutions, takeRun, takenAt } from "./runs.ts";

const INVOCATIONS = 250;
const account = everyOperation({ invocations: INVOCATIONS, failureRate: 0.1 });
const known = { invocations: INVOCATIONS, inputs: everyInput };
const opened: OpenedHost[] = [];
afterAll(async () => {
  for (const host of opened) await host.close();
});

/** An archive of the whole account. */
const stored = async (host: Host): Promise<Archive> => {
  const open = await host.open();
  opened.push(open);
  const archive = await openArchive({ ...open, now: () => takenAt });
  const transport = mockTransport({ scenario: account });
  for (const id of await finishedExecutions(createClient(transport), 100))
    await storeRun(archive, await takeRun(transport, id));
  return archive;
};

const noConnection = "an archive has no connection that can lose a response";

const unsupported = withoutData(
  operationNames.filter((name) => !operations[name].inSnapshot),
  "archives do not support it",
);

/** The account's only machine with patches is in no execution. */
const otherMachines = withoutData(
  ["DescribeInstancePatches", "DescribeInstancePatchStates", "GetInventory"],
  "an archive contains patches of the runs' machines only",
);

for (const host of hosts.filter(({ name }) => name !== "Durable Object")) {
  let archive: Promise<Archive> | undefined;
  describeTransportContract({
    describe,
    it,
    name: `an archive in ${host.name}`,
    known,
    create: async () => {
      archive ??= stored(host);
      return archiveTransport(await archive);
    },
    skip: {
      ...unsupported,
      ...withoutConnection(noConnection),
      ...otherMachines,
      ...withoutHttp("an archive does not use HTTP"),
      "returns an empty list from ListCommandInvocations for a command that does not exist":
        "an archive rejects unknown commands; an empty list would look like a command without machines",
    },
  });
}

const lost = (onRequest: () => void): Transport => ({
  name: "lost",
  send: (operation) => {
    onRequest();
    return Promise.reject(
      new TransportError(operation, "no response", { meaning: "no-response", retryable: true }),
    );
  },
});

/** An account that has nothing of the archive, so that its errors reach the caller. */
const withEmpty = async (live: Transport): Promise<Transport> => {
  const opening = node.open();
  const open = await opening;
  opened.push(open);
  return withArchive(live, await openArchive({ ...open, now: () => takenAt }));
};

let both: Promise<Archive> | undefined;
describeTransportContract({
  describe,
  it,
  name: "an account with its archive",
  known,
  create: async () => {
    both ??= stored(node);
    return withArchive(mockTransport({ scenario: account }), await both);
  },
  broken: (onRequest) => withEmpty(lost(onRequest)),
  throttled: (onRequest) => {
    const faults = [{ kind: "throttling", rate: 0, burst: 0 }] as const;
    const mock = mockTransport({ scenario: account, faults });
    const counted: Transport = {
      name: mock.name,
      send: (operation, input, options) => {
        onRequest();
        return mock.send(operation, input, options);
      },
    };
    return withEmpty(counted);
  },
  hanging: () => withEmpty({ name: "hanging", send: () => new Promise(() => {}) }),
  skip: {
    ...withoutHttp("an archive does not use HTTP"),
  },
});
