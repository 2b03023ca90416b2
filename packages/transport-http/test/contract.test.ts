import { createEndpoint, type Endpoint } from "@windowpane/endpoint";
import { describeTransportContract, type TransportSubject } from "@windowpane/transport-contract";
import { mockTransport } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, it } from "vitest";
import { httpTransport, type Fetch } from "../src/index.ts";
import { account, known } from "./known-account.ts";
import { respond, serve, serveRaw, type Served } from "./serve.ts";

const url = "http://windowpane.test/";

/** A fetch that calls an endpoint. */
const over =
  (endpoint: Endpoint): Fetch =>
  (address, init) =>
    endpoint(new Request(address, init));

const responding = createEndpoint(mockTransport({ scenario: account }));
const overrun = mockTransport({ scenario: account, faults: [{ kind: "throttling", rate: 0, burst: 0 }] });
const throttling = createEndpoint(overrun);

const inProcess: TransportSubject = {
  known,
  create: () => httpTransport({ url, fetch: over(responding) }),
  broken: (onRequest) =>
    httpTransport({
      url,
      fetch: () => {
        onRequest();
        return Promise.reject(new TypeError("fetch failed", { cause: new Error("ECONNRESET") }));
      },
    }),
  throttled: (onRequest) =>
    httpTransport({
      url,
      fetch: (...request) => {
        onRequest();
        return over(throttling)(...request);
      },
    }),
  hanging: () => httpTransport({ url, fetch: () => new Promise(() => {}) }),
  responding: ({ status, headers, body }) => {
    const response = (): Response =>
      new Response(status === 204 ? null : body, {
        status,
        headers: headers.map(([name, value]) => [name, value]),
      });
    return httpTransport({ url, fetch: () => Promise.resolve(response()) });
  },
};

describeTransportContract({
  describe,
  it,
  name: "HTTP over the endpoint over the mock, in process",
  ...inProcess,
});

describeTransportContract({
  describe,
  it,
  name: "the same, twice over, as a gateway has it",
  ...inProcess,
  create: () => {
    const behind = httpTransport({ url, fetch: over(responding) });
    return httpTransport({ url, fetch: over(createEndpoint(behind)) });
  },
});

/** A server for each behaviour, with a request counter. */
interface Counted {
  readonly server: Served;
  onRequest: () => void;
}

const servers: Record<"responding" | "throttling" | "broken" | "hanging", Counted | undefined> = {
  responding: undefined,
  throttling: undefined,
  broken: undefined,
  hanging: undefined,
};

const counted = async (serving: (told: () => void) => Promise<Served>): Promise<Counted> => {
  const told = { onRequest: () => {} };
  const server = await serving(() => told.onRequest());
  return Object.assign(told, { server });
};

beforeAll(async () => {
  servers.responding = await counted(() => serve(responding));
  servers.throttling = await counted((told) =>
    serve((request) => {
      told();
      return throttling(request);
    }),
  );
  servers.broken = await counted((told) =>
    serveRaw((request) => {
      told();
      request.socket.destroy();
    }),
  );
  servers.hanging = await counted(() => serveRaw(() => {}));
});

const responders: Served[] = [];

afterAll(async () => {
  for (const server of responders.splice(0)) await server.close();
  for (const counter of Object.values(servers)) await counter?.server.close();
});

const overSocket = (which: keyof typeof servers, onRequest = (): void => {}) => {
  const counter = servers[which];
  if (counter === undefined) throw new Error("The servers start before the tests.");
  counter.onRequest = onRequest;
  return httpTransport({ url: counter.server.url, fetch });
};

describeTransportContract({
  describe,
  it,
  name: "HTTP over a socket, with the platform's fetch",
  known,
  create: () => overSocket("responding"),
  broken: (onRequest) => overSocket("broken", onRequest),
  throttled: (onRequest) => overSocket("throttling", onRequest),
  hanging: () => overSocket("hanging"),
  responding: async (response) => {
    const server = await serveRaw((_request, outgoing) => respond(outgoing, response));
    responders.push(server);
    return httpTransport({ url: server.url, fetch });
  },
  skip: {
    "rejects a proxy that requires authentication":
      "the platform's fetch hides status 407: it fails without a reason, as after a lost connection",
  },
});
