/** AWS's client over a socket to a faulty service: no item is lost or returned twice, or an error is reported. */
import { SSMClient, type SSMClientConfig } from "@aws-sdk/client-ssm";
import { createClient, createPace, ServiceError, withPace, withRetry, type Client } from "@windowpane/core";
import { createSignatureCheck } from "@windowpane/endpoint";
import { mockTransport, type MockFault } from "@windowpane/transport-mock";
import type { RequestListener, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { awsTransport } from "../src/index.ts";
import { account, known } from "./known-account.ts";
import { endpointListener, serve } from "./socket.ts";

const open: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const key = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };

/** A client like the terminal's, with pace and retries and without real delays. */
const clientOver = async (listener: RequestListener, config: SSMClientConfig = {}): Promise<Client> => {
  const socket = await serve(listener);
  const sdk = new SSMClient({
    endpoint: socket.url,
    region: "eu-central-1",
    credentials: key,
    maxAttempts: 1,
    ...config,
  });
  open.push(() => sdk.destroy(), socket.close);
  let time = 0;
  const sleep = async (milliseconds: number): Promise<void> => {
    time += milliseconds;
  };
  const pace = createPace({ now: () => time, sleep });
  return createClient(
    // Enough attempts that random refusals cannot reject a request each time.
    withRetry(withPace(awsTransport(sdk), pace), { sleep, random: () => 0.5, attempts: 40 }),
  );
};

const OPERATION = "DescribeMaintenanceWindowExecutionTaskInvocations";
const input = { ...known.inputs[OPERATION], MaxResults: 10 };

const idsIn = async (client: Client, NextToken?: string): Promise<readonly (string | undefined)[]> => {
  const ids: (string | undefined)[] = [];
  for await (const { InvocationId } of client.items(OPERATION, { ...input, NextToken }))
    ids.push(InvocationId);
  return ids;
};

const whole = await idsIn(createClient(mockTransport({ scenario: account })));

const faulty = (...faults: readonly MockFault[]): RequestListener =>
  endpointListener(mockTransport({ scenario: account, faults }));

/** Faults of some requests, by their number from 1. */
const breaking = (
  isHit: (request: number) => boolean,
  breakIt: (response: ServerResponse) => unknown,
): RequestListener => {
  const listener = faulty();
  let requests = 0;
  return (request, response) => {
    requests += 1;
    if (isHit(requests)) breakIt(response);
    else listener(request, response);
  };
};

const everyFourth = (request: number): boolean => request % 4 === 0;
const isThird = (request: number): boolean => request === 3;
const begin = (response: ServerResponse): ServerResponse =>
  response.writeHead(200, { "content-type": "application/x-amz-json-1.1", "content-length": "1000" });

/** Far longer than any response takes. */
const patience = { requestTimeout: 1500, socketTimeout: 1500, throwOnRequestTimeout: true };

describe("returns every item once although", () => {
  it.each<{
    readonly although: string;
    readonly listener: RequestListener;
    readonly requestHandler?: NonNullable<SSMClientConfig["requestHandler"]>;
  }>([
    {
      although: "three requests in ten are throttled",
      listener: faulty({ kind: "throttling", rate: 0, burst: 0, probability: 0.3 }),
    },
    {
      although: "the service fails in bursts",
      listener: faulty({ kind: "server-error", after: 5, times: 7, status: 503 }),
    },
    { although: "empty pages come between", listener: faulty({ kind: "empty-page", every: 3 }) },
    {
      although: "connections are dropped",
      listener: breaking(everyFourth, (response) => response.destroy()),
    },
    {
      although: "responses are incomplete",
      listener: breaking(everyFourth, (response) =>
        begin(response).write('{"Window', () => response.destroy()),
      ),
    },
    {
      although: "proxies respond in between",
      listener: breaking(everyFourth, (response) =>
        response.writeHead(502, { "content-type": "text/html" }).end("<html>"),
      ),
    },
    {
      although: "a request gets no response",
      listener: breaking(isThird, () => {}),
      requestHandler: patience,
    },
    {
      although: "a response stalls",
      listener: breaking(isThird, (response) => begin(response).write('{"Window')),
      requestHandler: patience,
    },
  ])("$although", async ({ listener, requestHandler }) => {
    const client = await clientOver(listener, requestHandler === undefined ? {} : { requestHandler });
    expect(await idsIn(client)).toEqual(whole);
  });

  it("ten lists are read at the same time from a throttling service", async () => {
    const client = await clientOver(faulty({ kind: "throttling", rate: 0, burst: 0, probability: 0.3 }));
    const lists = await Promise.all(Array.from({ length: 10 }, () => idsIn(client)));
    for (const list of lists) expect(list).toEqual(whole);
  });

  it.each([-600_000, 600_000])("the clock differs from AWS's by %d ms", async (away) => {
    let refused = 0;
    const now = (): Date => new Date(Date.now() - away);
    const authorize = createSignatureCheck({ keys: [key], now });
    const listener = endpointListener(mockTransport({ scenario: account }), {
      authorize: async (request) => {
        try {
          return await authorize(request);
        } catch (error) {
          refused += 1;
          throw error;
        }
      },
    });
    const dated: RequestListener = (request, response) => {
      response.setHeader("date", now().toUTCString());
      listener(request, response);
    };
    expect(await idsIn(await clientOver(dated))).toEqual(whole);
    // The SDK remembers the clock skew, so only the first request is sent twice.
    expect(refused).toBe(1);
  });
});

describe("reports where to continue after", () => {
  it("a session that expires during a list and is renewed", async () => {
    const listener = faulty();
    let requests = 0;
    let isOver = false;
    const ending: RequestListener = (request, response) => {
      requests += 1;
      if (requests === 12) isOver = true;
      if (!isOver) return listener(request, response);
      response.writeHead(400, { "content-type": "application/x-amz-json-1.1" });
      return response.end('{"__type":"ExpiredTokenException","message":"The security token is expired"}');
    };
    const client = await clientOver(ending);
    const ids: (string | undefined)[] = [];
    const read = async (NextToken?: string): Promise<unknown> => {
      try {
        for await (const { InvocationId } of client.items(OPERATION, { ...input, NextToken }))
          ids.push(InvocationId);
        return "whole";
      } catch (error) {
        return error;
      }
    };
    const error = await read();
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ code: "ExpiredTokenException", retryable: false });
    expect(ids).toEqual(whole.slice(0, 110));
    isOver = false;
    const { resumeFrom } = error as ServiceError; // Checked above.
    expect(await read(resumeFrom)).toBe("whole");
    expect(ids).toEqual(whole);
  });

  it("an operation that is denied while others are allowed", async () => {
    const client = await clientOver(
      faulty({ kind: "access-denied", operations: ["ListCommandInvocations"] }),
    );
    const denied = client.call("ListCommandInvocations", known.inputs.ListCommandInvocations);
    await expect(denied).rejects.toMatchObject({ code: "AccessDeniedException", retryable: false });
    expect(await idsIn(client)).toEqual(whole);
  });
});
