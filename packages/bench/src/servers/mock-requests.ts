/**
 * A Worker that sends the requests of a report to the demo's account and does nothing with the responses. `/record/{id}` reads a
 * report and keeps its requests; `/send/{id}` sends them again, to an account that has not computed them.
 */
import { createClient, type Input, type OperationName, type Transport } from "@windowpane/core";
import { reportExecution } from "@windowpane/report";
import { mockTransport, patchNight } from "@windowpane/transport-mock";

interface Sent {
  readonly operation: OperationName;
  readonly input: Input<OperationName>;
}

// The demo's account is aligned to ten minutes, so that its IDs are those of the Worker.
const TEN_MINUTES = 600_000;
const account = (): Transport =>
  mockTransport({
    clock: { now: () => new Date() },
    scenario: {
      name: patchNight.name,
      plan: ({ now, seed }) =>
        patchNight.plan({ now: new Date(Math.floor(now.getTime() / TEN_MINUTES) * TEN_MINUTES), seed }),
    },
  });

let recorded: Transport | undefined;
let fresh: Transport | undefined;
const requests = new Map<string, readonly Sent[]>();

const record = async (WindowExecutionId: string): Promise<void> => {
  const transport = (recorded ??= account());
  const sent: Sent[] = [];
  const client = createClient({
    name: "recorded",
    send: (operation, input, options) => {
      sent.push({ operation, input });
      return transport.send(operation, input, options);
    },
  });
  await reportExecution(client, { WindowExecutionId, patches: false });
  requests.set(WindowExecutionId, sent);
};

const send = async (id: string): Promise<void> => {
  const transport = (fresh ??= account());
  for (const { operation, input } of requests.get(id) ?? []) await transport.send(operation, input, {});
};

// Cloudflare takes the handler as the default export.
export default {
  async fetch(request: Request): Promise<Response> {
    const [, kind, id = ""] = new URL(request.url).pathname.split("/");
    await (kind === "record" ? record(id) : send(id));
    return new Response(String(requests.get(id)?.length ?? 0));
  },
};
