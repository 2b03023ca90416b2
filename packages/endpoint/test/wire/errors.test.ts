import { InvalidInputError, InvalidOutputError, ServiceError, TransportError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { createEndpoint, type EndpointFailure } from "../../src/index.ts";
import { responding, LIST, request } from "../requests.ts";

const responseTo = async (error: Error) => {
  const failures: EndpointFailure[] = [];
  const { transport } = responding(() => {
    throw error;
  });
  const endpoint = createEndpoint(transport, {
    requestId: () => "ours",
    onFailure: (failure) => failures.push(failure),
  });
  const response = await endpoint(request());
  const body: unknown = await response.json();
  return { status: response.status, body, headers: Object.fromEntries(response.headers), failures };
};

describe("an error of the service", () => {
  it("keeps its status and request ID, with AWS's spelling of Message for modelled errors", async () => {
    const message = "Maintenance window mw-00000000000000000 does not exist";
    const error = new ServiceError(LIST, {
      code: "DoesNotExistException",
      message,
      status: 400,
      requestId: "aws's",
    });
    expect(await responseTo(error)).toEqual({
      status: 400,
      body: { __type: "DoesNotExistException", Message: message },
      headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "aws's" },
      failures: [],
    });
  });

  it("spells message in lower case for the errors of AWS's framework", async () => {
    const error = new ServiceError(LIST, {
      code: "ThrottlingException",
      message: "Rate exceeded",
      status: 400,
    });
    const { status, body, headers } = await responseTo(error);
    expect([status, body]).toEqual([400, { __type: "ThrottlingException", message: "Rate exceeded" }]);
    expect(headers["x-amzn-requestid"]).toBe("ours");
  });

  it("has no message if the service sent none", async () => {
    const { body } = await responseTo(new ServiceError(LIST, { code: "InvalidFilterKey" }));
    expect(body).toEqual({ __type: "InvalidFilterKey" });
  });

  it.each([
    ["DoesNotExistException", undefined, 400],
    ["InternalServerError", undefined, 500],
    ["ThrottlingException", 429, 429],
    ["ServiceUnavailable", 503, 503],
    ["Strange", 200, 400],
  ])("has the status of the service: %s, %s", async (code, status, expected) => {
    expect((await responseTo(new ServiceError(LIST, { code, status }))).status).toBe(expected);
  });

  it.each([
    [0, "0"],
    [1, "1"],
    [1000, "1"],
    [1500, "2"],
  ])("rounds a delay of %d ms up to whole seconds", async (retryAfter, header) => {
    const error = new ServiceError(LIST, { code: "ThrottlingException", retryAfter });
    expect((await responseTo(error)).headers["retry-after"]).toBe(header);
  });
});

describe("an error behind the endpoint", () => {
  it.each([
    ["no response", new TransportError(LIST, "connect ECONNREFUSED 10.0.0.7:443")],
    [
      "a response that cannot be read",
      new InvalidOutputError(LIST, ["NextToken: expected string, at 10.0.0.7"]),
    ],
    ["a fault in the transport", new TypeError("undefined is not a function, at 10.0.0.7")],
  ])("is a general 500 for the client and the complete error for the host: %s", async (_case, error) => {
    const { status, body, failures } = await responseTo(error);
    expect([status, body]).toEqual([
      500,
      { __type: "InternalServerError", Message: "An error occurred on the server side." },
    ]);
    expect(failures).toEqual([{ error, operation: LIST, requestId: "ours" }]);
  });

  it("does not send internal messages of the service to the client", async () => {
    const error = new ServiceError(LIST, {
      code: "InternalFailure",
      message: "arn:aws:iam::123456789012:role/gateway failed",
      status: 500,
    });
    const { body, failures } = await responseTo(error);
    expect(body).toEqual({ __type: "InternalFailure", message: "An error occurred on the server side." });
    expect(failures[0]?.error).toBe(error);
  });

  it("is ignored without onFailure", async () => {
    const { transport } = responding(() => {
      throw new Error("broken");
    });
    expect((await createEndpoint(transport)(request())).status).toBe(500);
  });
});

it("returns violations that a transport reports", async () => {
  const fault = {
    path: ["NextToken"],
    member: "nextToken",
    rule: "pattern",
    message: "Value at 'nextToken' is wrong",
  } as const;
  const { status, body } = await responseTo(new InvalidInputError(LIST, [fault]));
  expect([status, body]).toEqual([
    400,
    { __type: "ValidationException", message: "1 validation error detected: Value at 'nextToken' is wrong" },
  ]);
});
