import { GetMaintenanceWindowCommand } from "@aws-sdk/client-ssm";
import { operationNames, type Input } from "@windowpane/core";
import { createEndpoint, requestHandler } from "@windowpane/endpoint";
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { awsTransport } from "../src/index.ts";
import { account, known } from "./known-account.ts";
import { sdkAnswering, sdkClient, textOf } from "./sdk.ts";

const OPERATION = "DescribeMaintenanceWindowExecutionTaskInvocations";
const input = known.inputs[OPERATION];

describe("a request of the transport", () => {
  it.each(operationNames)("sends %s with the input", async (operation) => {
    const seen: unknown[] = [];
    const { handle } = requestHandler(createEndpoint(mockTransport({ scenario: account })));
    const client = sdkClient((request, options) => {
      seen.push(request.headers["x-amz-target"], JSON.parse(textOf(request.body)));
      return handle(request, options);
    });
    await awsTransport(client).send(operation, known.inputs[operation], {});
    expect(seen).toEqual([`AmazonSSM.${operation}`, known.inputs[operation]]);
  });

  it.each([
    ["the SDK's default", {}],
    ["ten attempts", { maxAttempts: 10 }],
    ["adaptive retries", { retryMode: "adaptive", maxAttempts: 5 }],
  ])("is one request for a client with %s", async (_case, config) => {
    let requests = 0;
    const client = sdkClient(() => {
      requests += 1;
      return Promise.reject(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    }, config);
    await expect(awsTransport(client).send(OPERATION, input, {})).rejects.toThrow("reset");
    expect(requests).toBe(1);
  });

  it("does not change the client's retries for other users", async () => {
    let requests = 0;
    const client = sdkClient(
      () => {
        requests += 1;
        return Promise.reject(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
      },
      { maxAttempts: 2 },
    );
    await awsTransport(client)
      .send(OPERATION, input, {})
      .catch(() => {});
    await client.send(new GetMaintenanceWindowCommand({ WindowId: "mw-0c50858d01eaaaaaa" })).catch(() => {});
    expect(requests).toBe(1 + 2);
  });

  it("does not change if the caller changes the input later", async () => {
    const bodies: unknown[] = [];
    const client = sdkClient((request) => {
      bodies.push(JSON.parse(textOf(request.body)));
      return Promise.reject(new Error("stop"));
    });
    const mine: Input<typeof OPERATION> = { ...input };
    const response = awsTransport(client).send(OPERATION, mine, {});
    mine.NextToken = "later";
    await expect(response).rejects.toThrow("stop");
    expect(bodies).toEqual([input]);
  });
});

describe("a response of the transport", () => {
  it("has no members that the service omitted or sent as null", async () => {
    const client = sdkAnswering(
      200,
      '{"WindowExecutionTaskInvocationIdentities":[{"Status":null}],"NextToken":null}',
    );
    const response = await awsTransport(client).send(OPERATION, input, {});
    expect(response).toStrictEqual({ WindowExecutionTaskInvocationIdentities: [{}] });
  });

  it("keeps empty strings", async () => {
    const client = sdkAnswering(200, '{"WindowExecutionTaskInvocationIdentities":[],"NextToken":""}');
    expect(await awsTransport(client).send(OPERATION, input, {})).toStrictEqual({
      WindowExecutionTaskInvocationIdentities: [],
      NextToken: "",
    });
  });

  it("reads times as AWS writes them, also in scientific notation", async () => {
    const client = sdkAnswering(200, '{"StartTime":1.541761816338E9,"EndTime":1541761817}');
    const response = await awsTransport(client).send(
      "GetMaintenanceWindowExecution",
      known.inputs.GetMaintenanceWindowExecution,
      {},
    );
    expect(response).toStrictEqual({
      StartTime: new Date("2018-11-09T11:10:16.338Z"),
      EndTime: new Date("2018-11-09T11:10:17.000Z"),
    });
  });
});

describe("an aborted request", () => {
  it("aborts the SDK's request", async () => {
    const controller = new AbortController();
    const aborted = new Promise((resolve) => {
      const client = sdkClient((_request, { abortSignal } = {}) => {
        if (abortSignal instanceof AbortSignal)
          abortSignal.addEventListener("abort", () => resolve("stopped"));
        controller.abort("enough");
        return new Promise(() => {});
      });
      awsTransport(client)
        .send(OPERATION, input, { signal: controller.signal })
        .catch(() => {});
    });
    expect(await aborted).toBe("stopped");
  });

  it("does not wait for credentials", async () => {
    const controller = new AbortController();
    const client = sdkClient(() => Promise.reject(new Error("it left")), {
      credentials: () => {
        controller.abort("enough");
        return new Promise(() => {});
      },
    });
    const send = awsTransport(client).send(OPERATION, input, { signal: controller.signal });
    await expect(send).rejects.toBe("enough");
  });

  it("removes its listener from the signal", async () => {
    const { signal } = new AbortController();
    const listening: string[] = [];
    const watched = {
      aborted: false,
      reason: undefined,
      addEventListener: (...[type, listener]: Parameters<typeof signal.addEventListener>) => {
        listening.push("on");
        signal.addEventListener(type, listener);
      },
      removeEventListener: (...[type, listener]: Parameters<typeof signal.removeEventListener>) => {
        listening.pop();
        signal.removeEventListener(type, listener);
      },
    };
    await awsTransport(sdkAnswering(200, "{}")).send(OPERATION, input, { signal: watched });
    await Promise.resolve();
    expect(listening).toEqual([]);
  });
});
