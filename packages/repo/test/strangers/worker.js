/** A new Cloudflare Worker that serves the HTTP API over the mock. */
import { createApp } from "@windowpane/http-api";
import { mockTransport } from "@windowpane/transport-mock";

const app = createApp({
  transport: mockTransport(),
  access: [],
  open: true,
  now: () => new Date(),
  randomUUID: () => crypto.randomUUID(),
  log: () => {},
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

export default { fetch: app.fetch };
