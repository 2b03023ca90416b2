/**
 * Minimal server over the account of the other servers: plain `node:http`, which parses the request, reads the page and
 * serialises it.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Input, Output } from "@windowpane/core";
import { fixedClock, fleet, mockTransport } from "@windowpane/transport-mock";
import { FLEET, wireJson } from "../works/main-page.ts";

const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";
const transport = mockTransport({
  scenario: fleet({ invocations: FLEET }),
  clock: fixedClock(new Date("2026-11-22T08:00:00Z")),
});

const server = createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  request.on("end", () => void respond(text, response));
});

const respond = async (text: string, response: ServerResponse): Promise<void> => {
  // The load generator's requests are inputs of the operation.
  const input = JSON.parse(text) as Input<typeof operation>;
  // The mock's responses are valid.
  const body = wireJson((await transport.send(operation, input, {})) as Output<typeof operation>);
  response.writeHead(200, {
    "content-type": "application/x-amz-json-1.1",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
};

server.listen(0, "127.0.0.1", () => {
  // A server on a port has an AddressInfo, never a path.
  const { port } = server.address() as AddressInfo;
  console.log(`http://127.0.0.1:${port}`);
});
