/** The contract with the transport in workerd and requests over real sockets. */
import { InvalidOutputError, ServiceError, TransportError, type Transport } from "@windowpane/core";
import { fileURLToPath } from "node:url";
import { describeTransportContract } from "@windowpane/transport-contract";
import { mockTransport } from "@windowpane/transport-mock";
import { build } from "esbuild";
import { Log, LogLevel, Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, it } from "vitest";
import { account, known } from "./known-account.ts";
import { endpointListener, respond, serve, type Socket } from "./socket.ts";
import { withDates, type WorkerRequest, type WorkerResponse } from "./workerd/telling.ts";

let worker: Miniflare | undefined;
let url = "";
const sockets: Socket[] = [];

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("workerd/worker.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    platform: "browser",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    // Parses names of browsers for a part of the SDK that is not used.
    external: ["bowser"],
    logLevel: "silent",
  });
  worker = new Miniflare({
    modules: true,
    script: outputFiles[0]?.text ?? "",
    compatibilityDate: "2026-07-30",
    host: "127.0.0.1",
    port: 0,
    cf: false,
    log: new Log(LogLevel.NONE),
    outboundService: { network: { allow: ["private"] } },
  });
  url = (await worker.ready).origin;
});

afterAll(async () => {
  await worker?.dispose();
  for (const socket of sockets.splice(0)) await socket.close();
});

const over = async (listening: Promise<Socket>): Promise<Transport> => {
  const socket = await listening;
  sockets.push(socket);
  return {
    name: "aws in workerd",
    async send(operation, input) {
      const workerRequest: WorkerRequest = { endpoint: socket.url, operation, input };
      const response = await fetch(url, { method: "POST", body: JSON.stringify(workerRequest) });
      const told = (await response.json()) as WorkerResponse; // The response is from our worker.
      if ("refused" in told) throw new ServiceError(operation, told.refused);
      if ("lost" in told) throw new TransportError(operation, told.lost, told.options);
      if ("unreadable" in told) throw new InvalidOutputError(operation, told.unreadable, told);
      return withDates(told.output);
    },
  };
};

const overrun = mockTransport({ scenario: account, faults: [{ kind: "throttling", rate: 0, burst: 0 }] });
const stays = "an abort stays in Node: a signal does not cross into the Worker";

describeTransportContract({
  describe,
  it,
  name: "the AWS SDK in workerd, over a socket",
  known,
  create: () => over(serve(endpointListener(mockTransport({ scenario: account })))),
  broken: (onRequest) =>
    over(
      serve((request) => {
        onRequest();
        request.socket.destroy();
      }),
    ),
  throttled: (onRequest) => {
    const listener = endpointListener(overrun);
    return over(
      serve((...args) => {
        onRequest();
        listener(...args);
      }),
    );
  },
  responding: (response) => over(serve((_request, outgoing) => respond(outgoing, response))),
  skip: {
    // The SDK lets the platform's fetch follow redirects.
    "rejects a redirect": "the Worker is allowed to reach this machine only",
    "rejects with the signal's reason if already aborted": stays,
    "sends nothing if already aborted": stays,
    "rejects with the signal's reason if aborted in flight": stays,
    "returns the response or rejects with the signal's reason, at any time of the abort": stays,
    "does not change the response if aborted afterwards": stays,
    "works after an aborted request": stays,
  },
});
