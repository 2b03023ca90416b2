/** The SDK over a real socket. */
import { SSMClient, type SSMClientConfig } from "@aws-sdk/client-ssm";
import { TransportError, type Transport } from "@windowpane/core";
import { createServer, type RequestListener } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { awsTransport, UnsentError } from "../src/index.ts";
import { signedOver } from "./signed.ts";

const OPERATION = "GetMaintenanceWindowExecution";
const input = { WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4aaaaaaa" };

const open: (() => void)[] = [];

afterEach(() => {
  for (const close of open.splice(0)) close();
});

const clientFor = (endpoint: string, config: SSMClientConfig = {}): SSMClient => {
  const client = new SSMClient({
    ...config,
    endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  open.push(() => client.destroy());
  return client;
};

const serving = (listener: RequestListener): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer(listener);
    open.push(() => server.close());
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      resolve(`http://127.0.0.1:${port}`);
    });
  });

const errorOf = (client: SSMClient, signal?: AbortSignal): Promise<unknown> =>
  errorOver(awsTransport(client), signal);

const errorOver = (transport: Transport, signal?: AbortSignal): Promise<unknown> =>
  transport.send(OPERATION, input, { signal }).then(
    () => "resolved",
    (error: unknown) => error,
  );

describe("over a socket", () => {
  it("an incomplete response is a retryable error", async () => {
    const address = await serving((_request, response) => {
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1", "content-length": "1000" });
      response.write('{"StatusDetails":"secret', () => response.destroy());
    });
    const error = await errorOf(clientFor(address));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).not.toBeInstanceOf(UnsentError);
    expect(error).toMatchObject({ operation: OPERATION, retryable: true });
    expect(String(error)).toMatch(
      /^TransportError: No response to GetMaintenanceWindowExecution from http:\/\/[^ ]+: [^\n]+$/,
    );
    expect(String(error)).not.toContain("secret");
  });

  it.each(["the SDK's client", "signed requests"])(
    "an endless response is an error that is not retried: %s",
    async (kind) => {
      const chunk = Buffer.alloc(1_048_576, " ");
      let closed: (value: string) => void = () => {};
      const connection = new Promise<string>((resolve) => {
        closed = resolve;
      });
      const endpoint = await serving((request, response) => {
        request.socket.on("close", () => closed("closed"));
        const send = (): void => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on("drain", send);
        send();
      });
      const requestHandler = new NodeHttpHandler();
      open.push(() => requestHandler.destroy());
      const transport =
        kind === "signed requests"
          ? signedOver(requestHandler, { endpoint })
          : awsTransport(clientFor(endpoint));
      const error = await errorOver(transport);
      expect(error).toMatchObject({ kind: "transport", retryable: false });
      expect(String(error)).toContain(": the response has more than 64 MiB. Check the network");
      expect(await connection).toBe("closed");
    },
  );

  it("a refused connection is an error", async () => {
    const error = await errorOf(clientFor("http://127.0.0.1:1"));
    expect(error).toMatchObject({ kind: "transport", retryable: true });
    expect(String(error)).toContain("ECONNREFUSED");
  });

  it("a response timeout is a retryable error", async () => {
    const address = await serving(() => {});
    const requestHandler = { requestTimeout: 50, throwOnRequestTimeout: true };
    const error = await errorOf(clientFor(address, { requestHandler }));
    expect(error).toMatchObject({ kind: "transport", retryable: true });
    expect(String(error)).toContain(
      ": a request has exceeded the configured 50 ms requestTimeout. Check the network",
    );
  });

  it("an abort closes the connection and rejects with the caller's reason", async () => {
    const controller = new AbortController();
    const reason = { because: "the user left the screen" };
    let closed: (value: string) => void = () => {};
    const connection = new Promise<string>((resolve) => {
      closed = resolve;
    });
    const address = await serving((request) => {
      request.socket.on("close", () => closed("closed"));
      controller.abort(reason);
    });
    expect(await errorOf(clientFor(address), controller.signal)).toBe(reason);
    expect(await connection).toBe("closed");
  });
});
