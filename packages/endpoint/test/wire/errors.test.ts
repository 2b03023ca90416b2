import { InvalidInputError, InvalidOutputError, ServiceError, TransportError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { createEndpoint, type Failure } from "../../src/index.ts";
import { answering, LIST, request } from "../ask.ts";

const answerTo = async (error: Error) => {
  const failures: Failure[] = [];
  const { transport } = answering(() => {
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

describe("a refusal of the service", () => {
  it("is passed on with its status, its id and AWS's spelling of Message for modelled errors", async () => {
    const message = "Maintenance window mw-00000000000000000 does not exist";
    const error = new ServiceError(LIST, {
      code: "DoesNotExistException",
      message,
      status: 400,
      requestId: "aws's",
    });
    expect(await answerTo(error)).toEqual({
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
    const { status, body, headers } = await answerTo(error);
    expect([status, body]).toEqual([400, { __type: "ThrottlingException", message: "Rate exceeded" }]);
    expect(headers["x-amzn-requestid"]).toBe("ours");
  });

  it("has no text when the service gave none", async () => {
    const { body } = await answerTo(new ServiceError(LIST, { code: "InvalidFilterKey" }));
    expect(body).toEqual({ __type: "InvalidFilterKey" });
  });

  it.each([
    ["DoesNotExistException", undefined, 400],
    ["InternalServerError", undefined, 500],
    ["ThrottlingException", 429, 429],
    ["ServiceUnavailable", 503, 503],
    ["Strange", 200, 400],
  ])("has a status of its own: %s, %s", async (code, status, expected) => {
    expect((await answerTo(new ServiceError(LIST, { code, status }))).status).toBe(expected);
  });

  it.each([
    [0, "0"],
    [1, "1"],
    [1000, "1"],
    [1500, "2"],
  ])("asks to wait %d ms in whole seconds", async (retryAfter, header) => {
    const error = new ServiceError(LIST, { code: "ThrottlingException", retryAfter });
    expect((await answerTo(error)).headers["retry-after"]).toBe(header);
  });
});

describe("what breaks behind the endpoint", () => {
  it.each([
    ["no answer", new TransportError(LIST, "connect ECONNREFUSED 10.0.0.7:443")],
    [
      "an answer that cannot be read",
      new InvalidOutputError(LIST, ["NextToken: expected string, at 10.0.0.7"]),
    ],
    ["a fault in the transport", new TypeError("undefined is not a function, at 10.0.0.7")],
  ])("is a general 500 to the client and the whole error to the host: %s", async (_case, error) => {
    const { status, body, failures } = await answerTo(error);
    expect([status, body]).toEqual([
      500,
      { __type: "InternalServerError", Message: "An error occurred on the server side." },
    ]);
    expect(failures).toEqual([{ error, operation: LIST, requestId: "ours" }]);
  });

  it("keeps what the service says of its own insides from the client", async () => {
    const error = new ServiceError(LIST, {
      code: "InternalFailure",
      message: "arn:aws:iam::123456789012:role/gateway failed",
      status: 500,
    });
    const { body, failures } = await answerTo(error);
    expect(body).toEqual({ __type: "InternalFailure", message: "An error occurred on the server side." });
    expect(failures[0]?.error).toBe(error);
  });

  it("is told to nobody when the host does not ask", async () => {
    const { transport } = answering(() => {
      throw new Error("broken");
    });
    expect((await createEndpoint(transport)(request())).status).toBe(500);
  });
});

it("passes on the constraints that a transport finds broken itself", async () => {
  const fault = {
    path: ["NextToken"],
    member: "nextToken",
    rule: "pattern",
    message: "Value at 'nextToken' is wrong",
  } as const;
  const { status, body } = await answerTo(new InvalidInputError(LIST, [fault]));
  expect([status, body]).toEqual([
    400,
    { __type: "ValidationException", message: "1 validation error detected: Value at 'nextToken' is wrong" },
  ]);
});
