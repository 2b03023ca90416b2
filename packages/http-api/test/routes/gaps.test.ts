/** Gaps in the responses of routes. */
import { ServiceError, TransportError, type Transport, type WindowpaneError } from "@windowpane/core";
import { gapText, type GapKind } from "@windowpane/report";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { testApp } from "../test-app.ts";

const operation = "ListCommandInvocations";
const execution = `/v1/executions/${fleetIds.WindowExecutionId}`;

const service = (code: string, status: number): WindowpaneError =>
  new ServiceError(operation, { code, status, retryable: false });
const transportError = (meaning: TransportError["meaning"]): WindowpaneError =>
  new TransportError(operation, "what the transport says", { meaning, retryable: false });

const errors: readonly (readonly [GapKind, WindowpaneError])[] = [
  ["not-sent", transportError("unsent")],
  ["foreign", transportError("foreign")],
  ["denied", service("AccessDeniedException", 400)],
  ["throttled", service("UnknownError", 429)],
  ["no-response", transportError("no-response")],
  ["not-found", service("InvalidCommandId", 400)],
];

const failing = (error: WindowpaneError): Transport => {
  const mock = mockTransport({ scenario: fleet({ invocations: 3 }) });
  return {
    name: "failing",
    send: async (name, input, options) => {
      if (name === operation) throw error;
      return mock.send(name, input, options);
    },
  };
};

describe("a gap", () => {
  it.each(errors)("of the kind %s has its kind and next step in JSON and NDJSON", async (kind, error) => {
    const { get } = testApp({ transport: failing(error) });
    const gap = { kind, nextStep: gapText(kind, operation).nextStep };
    for (const path of [`${execution}/report`, `${execution}/targets`]) {
      const { body } = await get(path);
      expect(body["complete"], path).toBe(false);
      expect(body["gaps"], path).toMatchObject([gap]);
    }
    const { text } = await get(`${execution}/targets`, { accept: "application/x-ndjson" });
    const last: unknown = JSON.parse(text.trimEnd().split("\n").at(-1) ?? "");
    expect(last).toMatchObject({ gap });
  });
});
