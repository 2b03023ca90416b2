/** The suites about the places of clients that leave, and about many viewers: in the test's process and on a socket of Node. */
import { setTimeout as wait } from "node:timers/promises";
import { bearer, createApp, type Authenticator } from "@windowpane/http-api";
import {
  credentialVariables,
  describeLeavingClients,
  describeViewers,
  type AccountOptions,
} from "@windowpane/http-contract";
import { httpTransport } from "@windowpane/transport-http";
import { listen } from "../../../src/cli/serve/listen.ts";

/** Authenticates after the suite allows it. */
const slow = (inner: Authenticator, onAuthenticate: () => Promise<void>): Authenticator => ({
  ...inner,
  authenticate: async (request, body) => {
    await onAuthenticate();
    return inner.authenticate(request, body);
  },
});

const createSubject = ({ aws, limits, onAuthenticate }: AccountOptions) => {
  const tokens = credentialVariables.WINDOWPANE_TOKENS.split(",").map((line) => {
    const [id = "", roles = "", token = ""] = line.split(":");
    return { id, roles: roles.split("+").filter((role) => role === "read" || role === "cancel"), token };
  });
  return createApp({
    transport: httpTransport({
      url: "http://ssm.invalid/",
      fetch: (url, init) => aws(new Request(url, init)),
    }),
    access: [slow(bearer({ tokens }), onAuthenticate)],
    limits,
    now: () => new Date(),
    randomUUID: () => crypto.randomUUID(),
    log: () => {},
    sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal, ref: false }),
  });
};

const inProcess = {
  name: "an app in the test's process",
  start: async (options: AccountOptions) => {
    const app = createSubject(options);
    return { fetch: app.fetch, stop: async () => {} };
  },
};

const onSocket = {
  name: "windowpane serve's listener, on a socket of Node",
  start: async (options: AccountOptions) => {
    const { fetch } = createSubject(options);
    const listener = await listen({ fetch, host: "127.0.0.1", port: 0, connections: 512 });
    return { url: listener.url, stop: () => listener.close(Promise.resolve()) };
  },
};

for (const subject of [inProcess, onSocket]) {
  describeLeavingClients({ ...subject, holdsAuthentication: true });
  describeViewers(subject);
}
