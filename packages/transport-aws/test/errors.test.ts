import type { SSMClient, SSMClientConfig } from "@aws-sdk/client-ssm";
import { InvalidOutputError, ServiceError, TransportError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { awsTransport, UnsentError } from "../src/index.ts";
import { sdkAnswering, sdkClient, sdkFailing } from "./sdk.ts";

const OPERATION = "GetMaintenanceWindowExecution";
const input = { WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4aaaaaaa" };

const errorOf = (client: SSMClient): Promise<unknown> =>
  awsTransport(client)
    .send(OPERATION, input, {})
    .then(
      () => "resolved",
      (error: unknown) => error,
    );

describe("an error of the service", () => {
  it("keeps its code, message, status and request ID", async () => {
    const body = '{"__type":"DoesNotExistException","Message":"The execution does not exist."}';
    const error = await errorOf(sdkAnswering(400, body, { "x-amzn-requestid": "the-id" }));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({
      operation: OPERATION,
      code: "DoesNotExistException",
      message: "The execution does not exist.",
      status: 400,
      requestId: "the-id",
      retryable: false,
      retryAfter: undefined,
    });
  });

  it.each([
    ["ThrottlingException", 400, true],
    ["InternalServerError", 500, true],
    ["ServiceUnavailable", 503, true],
    ["ValidationException", 400, false],
    ["AccessDeniedException", 400, false],
    ["ExpiredTokenException", 400, false],
    ["com.amazon.coral.service#ThrottlingException", 400, true],
  ])("%s with status %d: retryable is %s", async (type, status, retryable) => {
    const error = await errorOf(sdkAnswering(status, JSON.stringify({ __type: type, message: "said" })));
    expect(error).toMatchObject({
      kind: "service",
      code: type.replace(/.*#/, ""),
      message: "said",
      status,
      retryable,
    });
  });

  it("is retryable after the SDK has corrected the clock", async () => {
    const body =
      '{"__type":"InvalidSignatureException","message":"Signature expired: now earlier than then"}';
    const dated = { date: "Tue, 01 Jan 2030 00:00:00 GMT" };
    expect(await errorOf(sdkAnswering(400, body, dated))).toMatchObject({ retryable: true });
    expect(await errorOf(sdkAnswering(400, body))).toMatchObject({ retryable: false });
  });

  it("has the requested delay", async () => {
    const client = sdkAnswering(400, '{"__type":"ThrottlingException"}', { "retry-after": "2" });
    expect(await errorOf(client)).toMatchObject({ retryAfter: 2000 });
  });

  it("can have no message", async () => {
    expect(await errorOf(sdkAnswering(503, "", { "x-amzn-errortype": "ServiceUnavailable" }))).toMatchObject({
      kind: "service",
      code: "ServiceUnavailable",
      message: "ServiceUnavailable",
      status: 503,
      retryable: true,
    });
  });

  it("has the SDK's error as its cause", async () => {
    const error = await errorOf(sdkAnswering(400, '{"__type":"DoesNotExistException"}'));
    expect(error).toMatchObject({ cause: { name: "DoesNotExistException" } });
  });
});

describe("a response that is not from AWS", () => {
  it.each([
    ["a proxy's 502", 502, "text/html", true],
    ["a sign-in page", 200, "text/html; charset=utf-8", true],
    ["a load balancer's 503", 503, "", true],
    ["no content type", 404, "", false],
  ])("is a TransportError: %s", async (_case, status, contentType, retryable) => {
    const error = await errorOf(sdkAnswering(status, "<html>secret</html>", { "content-type": contentType }));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).not.toBeInstanceOf(UnsentError);
    expect(error).toMatchObject({ operation: OPERATION, retryable });
  });

  it("describes the response without quoting it", async () => {
    const error = await errorOf(sdkAnswering(200, "<html>secret</html>", { "content-type": "text/html" }));
    expect(error).toMatchObject({
      message:
        "https://ssm.eu-central-1.amazonaws.com returned text/html (HTTP 200) for GetMaintenanceWindowExecution " +
        "instead of a Systems Manager response. Check the endpoint, and look for a sign-in page or a proxy.",
    });
    expect(error).not.toHaveProperty("cause");
  });

  it("can be an incomplete response, which is retryable", async () => {
    const error = await errorOf(sdkAnswering(200, '{"StatusDetails":"secret'));
    expect(error).toMatchObject({ kind: "transport", retryable: true });
    expect(error).not.toHaveProperty("cause");
    expect(String(error)).not.toContain("secret");
  });

  it("is an InvalidOutputError if the body is not an object", async () => {
    const error = await errorOf(sdkAnswering(200, '"secret"'));
    expect(error).toBeInstanceOf(InvalidOutputError);
    expect(error).toMatchObject({
      operation: OPERATION,
      retryable: true,
      mismatches: ["expected object, received string"],
    });
    expect(error).not.toHaveProperty("cause");
  });
});

describe("no response", () => {
  it.each(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "ETIMEDOUT"])("is retryable: %s", async (code) => {
    const cause = Object.assign(new Error(`connect ${code}`), { code });
    const error = await errorOf(sdkFailing(cause));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).not.toBeInstanceOf(UnsentError);
    expect(error).toMatchObject({ operation: OPERATION, retryable: true, cause });
  });

  it.each(["CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN", "ERR_TLS_CERT_ALTNAME_INVALID"])(
    "is not retryable for an untrusted certificate: %s",
    async (code) => {
      const error = await errorOf(sdkFailing(Object.assign(new Error("no trust"), { code })));
      expect(error).toMatchObject({ kind: "transport", retryable: false });
    },
  );

  it("describes the problem and what to do", async () => {
    const error = await errorOf(sdkFailing(new Error("connect ECONNREFUSED 127.0.0.1:443")));
    expect(error).toMatchObject({
      message:
        "No response to GetMaintenanceWindowExecution from https://ssm.eu-central-1.amazonaws.com: connect ECONNREFUSED 127.0.0.1:443. " +
        "Check the network, the region and the endpoint, or try again.",
    });
  });

  it("leaves out Node's hint at one of its flags", async () => {
    const message = "no trust; if the root CA is installed locally, try running Node.js with --use-system-ca";
    expect(String(await errorOf(sdkFailing(new Error(message))))).toContain(": no trust. Check the network");
  });

  it("uses the code if the error has no message", async () => {
    const error = await errorOf(sdkFailing(Object.assign(new AggregateError([]), { code: "ECONNREFUSED" })));
    expect(String(error)).toContain("from https://ssm.eu-central-1.amazonaws.com: ECONNREFUSED. Check");
  });
});

describe("a request that was not sent", () => {
  const clientWith = (config: SSMClientConfig): SSMClient =>
    sdkClient(() => Promise.reject(new Error("it left")), config);
  const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

  it.each([
    [
      "no credentials",
      { credentials: () => Promise.reject(named("CredentialsProviderError", "No credentials found.")) },
    ],
    [
      "a sign-in that is over",
      { credentials: () => Promise.reject(named("TokenProviderError", "Token is expired")) },
    ],
    ["no region", { region: () => Promise.reject(new Error("Region is missing")) }],
    ["an invalid region", { region: "not a region" }],
    ["an invalid endpoint", { endpoint: "nonsense" }],
  ])("is an UnsentError that is not retryable: %s", async (_case, config) => {
    const error = await errorOf(clientWith(config));
    expect(error).toBeInstanceOf(UnsentError);
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ kind: "transport", operation: OPERATION, retryable: false });
  });

  it("describes what is missing, with the SDK's error as its cause", async () => {
    const cause = named("CredentialsProviderError", "Could not load credentials from any providers");
    const error = await errorOf(clientWith({ credentials: () => Promise.reject(cause) }));
    expect(error).toMatchObject({
      message:
        "GetMaintenanceWindowExecution could not be sent to AWS: Could not load credentials from any providers. " +
        "Check the credentials, the region and the endpoint.",
      cause,
    });
  });

  it("is not an error of SSM if a sign-in service rejected the credentials", async () => {
    const refusal = Object.assign(named("AccessDenied", "not authorized to perform: sts:AssumeRole"), {
      $fault: "client",
      $metadata: { httpStatusCode: 403 },
    });
    expect(await errorOf(clientWith({ credentials: () => Promise.reject(refusal) }))).toBeInstanceOf(
      UnsentError,
    );
  });
});
