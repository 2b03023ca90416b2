/** A client with other users: it does not change, and bodies are read once. */
import { GetMaintenanceWindowCommand, SSMClient } from "@aws-sdk/client-ssm";
import { createClient } from "@windowpane/core";
import { mockTransport } from "@windowpane/transport-mock";
import { afterEach, describe, expect, it } from "vitest";
import { awsTransport } from "../src/index.ts";
import { account, known } from "./known-account.ts";
import { sdkAnswering } from "./sdk.ts";
import { endpointListener, serve } from "./socket.ts";

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const overSocket = async (): Promise<SSMClient> => {
  const socket = await serve(endpointListener(mockTransport({ scenario: account })));
  const client = new SSMClient({
    endpoint: socket.url,
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  open.push(() => client.destroy(), socket.close);
  return client;
};

const input = known.inputs.GetMaintenanceWindow;

describe("a shared client", () => {
  it("keeps its middleware and returns complete outputs to other users", async () => {
    const client = await overSocket();
    const before = client.middlewareStack.identify();
    const [one, other] = [awsTransport(client), awsTransport(client)];
    const responses = await Promise.all([
      one.send("GetMaintenanceWindow", input, {}),
      other.send("GetMaintenanceWindow", input, {}),
      one.send("GetMaintenanceWindow", input, {}),
    ]);
    expect(responses[1]).toEqual(responses[0]);
    expect(responses[2]).toEqual(responses[0]);
    const { $metadata, ...own } = await client.send(new GetMaintenanceWindowCommand({ ...input }));
    expect($metadata.httpStatusCode).toBe(200);
    expect(own).toEqual(responses[0]);
    expect(client.middlewareStack.identify()).toEqual(before);
  });

  it("can have middleware around the response", async () => {
    const client = await overSocket();
    const seen: (number | undefined)[] = [];
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        seen.push(result.output.$metadata.httpStatusCode);
        return result;
      },
      { step: "build", name: "tracing" },
    );
    expect(await awsTransport(client).send("GetMaintenanceWindow", input, {})).toMatchObject(input);
    expect(seen).toEqual([200]);
  });

  it("can create responses itself, like a mock of the SDK", async () => {
    const client = sdkAnswering(500, "");
    client.send = (async () => ({ $metadata: {}, ...input })) as typeof client.send;
    expect(await awsTransport(client).send("GetMaintenanceWindow", input, {})).toEqual(input);
  });

  it("returns bodies in chunks that split characters", async () => {
    const text = JSON.stringify({ WindowIdentities: [{ Name: "ναι — 夜間".repeat(20_000) }] });
    const socket = await serve((_request, response) => {
      const bytes = Buffer.from(text);
      response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
      for (let from = 0; from < bytes.length; from += 4099) response.write(bytes.subarray(from, from + 4099));
      response.end();
    });
    const client = new SSMClient({
      endpoint: socket.url,
      region: "eu-central-1",
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    });
    open.push(() => client.destroy(), socket.close);
    const output = await createClient(awsTransport(client)).call("DescribeMaintenanceWindows", {});
    expect(JSON.stringify(output)).toBe(text);
  });
});
