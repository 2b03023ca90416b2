import {
  FilterSyntaxError,
  InvalidInputError,
  InvalidOutputError,
  ServiceError,
  StalledError,
  TransportError,
} from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { ConfigurationError } from "../../src/host/configuration-error.ts";
import { IncompleteError } from "../../src/host/incomplete-error.ts";
import { InterruptedError } from "../../src/host/interrupted-error.ts";
import { UsageError } from "../../src/host/usage-error.ts";
import { describeFailure } from "../../src/host/failure.ts";

const operation = "GetMaintenanceWindow";

describe("an error", () => {
  it.each([
    [new UsageError("Wrong.", "Do."), 252],
    [new InvalidInputError(operation, [{ path: [], member: "x", rule: "type", message: "m" }]), 252],
    [new FilterSyntaxError("a:", 3, "Expected a value"), 252],
    [new ConfigurationError("Wrong.", "Do."), 253],
    [new ServiceError(operation, { code: "AccessDeniedException" }), 254],
    [new ServiceError(operation, { code: "ExpiredTokenException" }), 253],
    [new TransportError(operation, "connect ECONNREFUSED"), 255],
    [new TransportError(operation, "unsent", { cause: new ConfigurationError("Wrong.", "Do.") }), 253],
    [new InvalidOutputError(operation, ["x"]), 255],
    [new StalledError(operation, "t"), 255],
    [new Error("surprise"), 255],
    [new InterruptedError(), 130],
    [new ConfigurationError("Wrong.", "Do.", { cause: new InterruptedError() }), 130],
    [new IncompleteError("t", new ServiceError(operation, { code: "X" })), 254],
    [new IncompleteError("t", new InterruptedError()), 130],
  ])("has its exit code: %s", (error, exitCode) => {
    expect(describeFailure(error, { debug: false }).exitCode).toBe(exitCode);
  });

  it("in a filter has an example only if its message does not name what can be used", () => {
    const adviceOf = (message: string): string =>
      describeFailure(new FilterSyntaxError("a:", 3, message), { debug: false }).text;
    expect(adviceOf("Expected a value")).toContain("Use terms such as web");
    expect(adviceOf("Unknown field a. Use one of: name, id")).not.toContain("Use terms");
  });

  it("includes the service's message and request ID, and tells what to do", () => {
    const error = new ServiceError(operation, {
      code: "ExpiredTokenException",
      message: "The security token included in the request is expired",
      requestId: "r-1",
    });
    expect(describeFailure(error, { debug: false }).text).toBe(
      "GetMaintenanceWindow failed: ExpiredTokenException: " +
        "The security token included in the request is expired (request ID r-1)\n" +
        "Sign in again with `aws sso login`, or renew the access keys; `windowpane doctor` shows the identity.",
    );
  });

  it("has the source's message when credentials expire", () => {
    const cause = new ConfigurationError("The SSO sign-in has expired.", "Run `aws sso login`.");
    const error = new TransportError(operation, "could not be asked", { cause, retryable: false });
    expect(describeFailure(error, { debug: false }).text).toBe(
      "The SSO sign-in has expired.\nRun `aws sso login`.",
    );
  });

  it("suggests CA certificates for an untrusted certificate", () => {
    const cause = Object.assign(new Error("self-signed certificate"), {
      code: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
    const error = new TransportError(operation, "No response.", { cause, retryable: false });
    expect(describeFailure(error, { debug: false }).text).toBe(
      "No response.\nIf a proxy inspects TLS, set NODE_EXTRA_CA_CERTS (for AWS also AWS_CA_BUNDLE) to the file of its CA certificate.",
    );
  });

  it.each([
    ["GetMaintenanceWindowExecutionTask", true],
    ["DescribeMaintenanceWindowExecutionTaskInvocations", true],
    ["DescribeMaintenanceWindowExecutionTasks", false],
    ["DescribeMaintenanceWindowTasks", false],
  ] as const)("mentions TASK only for operations that take one: %s", (requested, mentions) => {
    const { text } = describeFailure(new ServiceError(requested, { code: "DoesNotExistException" }), {
      debug: false,
    });
    expect(text.includes("TASK is a TaskExecutionId")).toBe(mentions);
  });

  it.each([
    ["GetMaintenanceWindow", "windowpane windows"],
    ["DescribeMaintenanceWindowTasks", "windowpane windows"],
    ["GetMaintenanceWindowExecution", "windowpane executions"],
  ] as const)("names the list of what was not found: %s", (requested, command) => {
    const error = new ServiceError(requested, { code: "DoesNotExistException" });
    expect(describeFailure(error, { debug: false }).text).toContain(`Run \`${command}\` for the list`);
  });

  it("suggests to run the list again when its token is rejected", () => {
    const error = new ServiceError("DescribeMaintenanceWindows", {
      code: "ValidationException",
      message: "The specified token isn't valid.",
    });
    expect(describeFailure(error, { debug: false }).text).toContain("without --starting-token");
  });

  it("shows the stack traces of the error and its causes with debug", () => {
    const error = new TransportError(operation, "no answer", { cause: new Error("ECONNRESET") });
    const { text } = describeFailure(error, { debug: true });
    expect(text).toContain("TransportError: no answer\n    at ");
    expect(text).toContain("caused by Error: ECONNRESET\n    at ");
  });
});
