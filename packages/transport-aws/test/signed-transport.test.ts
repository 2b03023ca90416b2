/** What signed requests without the SDK's client have in common with the client's, and their signatures. */
import { inspect } from "node:util";
import { isWindowpaneError, operationNames, type Transport } from "@windowpane/core";
import { createEndpoint, createSignatureCheck, requestHandler } from "@windowpane/endpoint";
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { awsTransport, UnsentError, type SigningHandler } from "../src/index.ts";
import { account, known } from "./known-account.ts";
import { sdkAnswering, sdkClient, sdkFailing } from "./sdk.ts";
import { signedAnswering, signedOver } from "./signed.ts";

const OPERATION = "GetMaintenanceWindowExecution";
const input = known.inputs[OPERATION];

const keys = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "do-not-show-the-key",
  sessionToken: "do-not-show-the-token",
};

const errorOf = (transport: Transport): Promise<unknown> =>
  transport.send(OPERATION, input, {}).then(
    () => "resolved",
    (error: unknown) => error,
  );

/** An endpoint that checks signatures, with AWS's clock. */
const checking = (now: () => Date): SigningHandler & { readonly targets: string[] } => {
  const targets: string[] = [];
  const authorize = createSignatureCheck({ keys: [keys], now, region: "eu-central-1" });
  const { handle } = requestHandler(createEndpoint(mockTransport({ scenario: account }), { authorize }));
  return {
    targets,
    handle: async (request) => {
      targets.push(request.headers["x-amz-target"] ?? "");
      const { response } = await handle(request);
      return { response: { ...response, headers: { ...response.headers, date: now().toUTCString() } } };
    },
  };
};

describe("a signed request", () => {
  it.each(operationNames)("is accepted by a check of signatures: %s", async (operation) => {
    const handler = checking(() => new Date());
    const transport = signedOver(handler, { credentials: () => Promise.resolve(keys) });
    await transport.send(operation, known.inputs[operation], {});
    expect(handler.targets).toEqual([`AmazonSSM.${operation}`]);
  });

  it("uses the endpoint's path and query as they are", async () => {
    const seen: unknown[] = [];
    const transport = signedOver(
      {
        handle: ({ protocol, hostname, port, path, query, headers }) => {
          seen.push({ protocol, hostname, port, path, query, host: headers["host"] });
          return Promise.reject(new Error("stop"));
        },
      },
      { endpoint: "http://gateway.example:8080/ssm?stage=prod" },
    );
    await errorOf(transport);
    expect(seen).toEqual([
      {
        protocol: "http:",
        hostname: "gateway.example",
        port: 8080,
        path: "/ssm",
        query: { stage: "prod" },
        host: "gateway.example:8080",
      },
    ]);
  });

  it("has current credentials each time", async () => {
    const tokens: unknown[] = [];
    let token = 0;
    const transport = signedOver(
      {
        handle: ({ headers }) => {
          tokens.push(headers["x-amz-security-token"]);
          return Promise.reject(new Error("stop"));
        },
      },
      {
        credentials: () => {
          token += 1;
          return Promise.resolve({ ...keys, sessionToken: `token-${token}` });
        },
      },
    );
    await errorOf(transport);
    await errorOf(transport);
    expect(tokens).toEqual(["token-1", "token-2"]);
  });

  it("can have no signature", async () => {
    const names: string[] = [];
    const transport = signedOver(
      {
        handle: ({ headers }) => {
          names.push(...Object.keys(headers));
          return Promise.reject(new Error("stop"));
        },
      },
      { credentials: undefined },
    );
    await errorOf(transport);
    expect(names.toSorted()).toEqual(["content-type", "host", "user-agent", "x-amz-target"]);
  });
});

describe("a wrong clock", () => {
  const AHEAD = 3_600_000;

  it("is corrected after the first error, which is retryable", async () => {
    const handler = checking(() => new Date(Date.now() + AHEAD));
    const transport = signedOver(handler, { credentials: () => Promise.resolve(keys) });
    expect(await errorOf(transport)).toMatchObject({
      kind: "service",
      code: "InvalidSignatureException",
      retryable: true,
    });
    expect(await transport.send(OPERATION, input, {})).toHaveProperty("WindowExecutionId");
  });

  it("does not make other errors retryable once it is corrected", async () => {
    const date = new Date(Date.now() + AHEAD).toUTCString();
    const transport = signedAnswering(400, '{"__type":"DoesNotExistException"}', { date });
    expect(await errorOf(transport)).toMatchObject({ retryable: true });
    expect(await errorOf(transport)).toMatchObject({ retryable: false });
  });
});

describe("an error has the words that it has with the SDK's client", () => {
  const words = (error: unknown): unknown => {
    if (!isWindowpaneError(error)) return error;
    const { cause: _, stack: __, ...members } = error;
    return { ...members, type: error.constructor.name, message: error.message };
  };

  it.each([
    ["an error of AWS", 400, '{"__type":"DoesNotExistException","Message":"No such execution."}', {}],
    ["throttling with a delay", 400, '{"__type":"ThrottlingException"}', { "retry-after": "2" }],
    ["a fault", 503, "", { "x-amzn-errortype": "ServiceUnavailable" }],
    ["an expired session", 400, '{"__type":"ExpiredTokenException"}', { "x-amzn-requestid": "the-id" }],
    ["a proxy's 502", 502, "<html>", { "content-type": "text/html" }],
    ["a sign-in page", 200, "<html>", { "content-type": "text/html" }],
    ["an incomplete response", 200, '{"StatusDetails":"se', {}],
    ["a text", 200, '"text"', {}],
    ["no body", 200, "", {}],
  ])("%s", async (_case, status, body, headers) => {
    const error = await errorOf(signedAnswering(status, body, headers));
    expect(error).toSatisfy(isWindowpaneError);
    expect(words(error)).toEqual(words(await errorOf(awsTransport(sdkAnswering(status, body, headers)))));
  });

  it.each(["ECONNREFUSED", "ENOTFOUND", "CERT_HAS_EXPIRED"])("no response: %s", async (code) => {
    const cause = Object.assign(new Error(`connect ${code}`), { code });
    const error = await errorOf(signedOver({ handle: () => Promise.reject(cause) }));
    expect(error).toMatchObject({ kind: "transport", cause });
    expect(words(error)).toEqual(words(await errorOf(awsTransport(sdkFailing(cause)))));
  });

  it("no credentials", async () => {
    const credentials = () => Promise.reject(new Error("The session has ended"));
    const stop = (): Promise<never> => Promise.reject(new Error("it left"));
    const error = await errorOf(signedOver({ handle: stop }, { credentials }));
    expect(error).toBeInstanceOf(UnsentError);
    expect(words(error)).toEqual(words(await errorOf(awsTransport(sdkClient(stop, { credentials })))));
  });
});

describe("an aborted request", () => {
  it("does not wait for credentials, and is not sent later", async () => {
    const controller = new AbortController();
    let requests = 0;
    let give: (credentials: typeof keys) => void = () => {};
    const transport = signedOver(
      {
        handle: () => {
          requests += 1;
          return Promise.reject(new Error("it left"));
        },
      },
      { credentials: () => new Promise((resolve) => (give = resolve)) },
    );
    const sent = transport.send(OPERATION, input, { signal: controller.signal });
    controller.abort("enough");
    await expect(sent).rejects.toBe("enough");
    give(keys);
    await new Promise((resolve) => void setImmediate(resolve));
    expect(requests).toBe(0);
  });

  it("aborts the handler's request", async () => {
    const controller = new AbortController();
    const aborted = new Promise((resolve) => {
      signedOver({
        handle: (_request, { abortSignal } = {}) => {
          if (abortSignal instanceof AbortSignal)
            abortSignal.addEventListener("abort", () => resolve("stopped"));
          controller.abort("enough");
          return new Promise(() => {});
        },
      })
        .send(OPERATION, input, { signal: controller.signal })
        .catch(() => {});
    });
    expect(await aborted).toBe("stopped");
  });
});

it("shows no credentials in its errors", async () => {
  const credentials = () => Promise.resolve(keys);
  const errors = await Promise.all([
    errorOf(signedAnswering(403, '{"__type":"InvalidSignatureException"}', {}, { credentials })),
    errorOf(signedOver({ handle: () => Promise.reject(new Error("reset")) }, { credentials })),
    errorOf(
      signedOver(
        { handle: () => Promise.reject(new Error("reset")) },
        { credentials: () => Promise.resolve({ ...keys, accessKeyId: 1 as never }) },
      ),
    ),
  ]);
  for (const error of errors) {
    expect(error).toSatisfy(isWindowpaneError);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("do-not-show");
  }
});

it("rejects an endpoint that is not a URL", () => {
  expect(() => signedOver({ handle: () => new Promise(() => {}) }, { endpoint: "nonsense" })).toThrow("URL");
});
