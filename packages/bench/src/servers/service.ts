/**
 * The mock over HTTP, with latency and a rate limit: `node src/servers/service.ts late-failures 80` responds after 80 ms,
 * `... hundred-tasks 80 10 10` also allows 10 requests per second with a burst of 10.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createEndpoint } from "@windowpane/endpoint";
import { mockTransport, type MockFault } from "@windowpane/transport-mock";
import { accounts, isAccountName } from "../accounts/index.ts";

const [account = "", latency = "0", rate, burst] = process.argv.slice(2);
if (!isAccountName(account))
  throw new Error(`Unknown account ${account}. Use one of ${Object.keys(accounts).join(", ")}.`);

const faults: readonly MockFault[] = [
  ...(latency === "0" ? [] : [{ kind: "latency", ms: Number(latency) } as const]),
  ...(rate === undefined
    ? []
    : [{ kind: "throttling", rate: Number(rate), burst: Number(burst ?? rate) } as const]),
];
const endpoint = createEndpoint(
  mockTransport({
    scenario: accounts[account],
    clock: { now: () => new Date() },
    sleep: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
    faults,
  }),
);

const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on("data", (piece: Buffer) => pieces.push(piece));
  request.on("end", () => {
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const forwarded = new Request("http://127.0.0.1/", {
      method: "POST",
      headers,
      body: Buffer.concat(pieces),
    });
    const reply = async (): Promise<void> => {
      const output = await endpoint(forwarded);
      const body = Buffer.from(await output.arrayBuffer());
      response.writeHead(output.status, {
        ...Object.fromEntries(output.headers),
        "content-length": body.byteLength,
      });
      response.end(body);
    };
    void reply();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  // A server on a port has an AddressInfo, never a path.
  const { port } = server.address() as AddressInfo;
  console.log(`http://127.0.0.1:${port}`);
});
