/** Every kind of gap in every export, with its own next step. */
import { InvalidOutputError, ServiceError, TransportError, type WindowpaneError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import {
  gapKinds,
  gapText,
  reportExecution,
  reportWriters,
  type ExecutionReport,
  type GapKind,
  type ReportFormat,
} from "../../src/index.ts";
import { scripted } from "../collect/scripted.ts";
import { account, command, execution, machine, now, task, WindowExecutionId } from "../small-plan.ts";

const operation = "ListCommandInvocations";
// Object.keys loses the type of the table's keys.
const formats = Object.keys(reportWriters) as readonly ReportFormat[];

const service = (code: string, status: number): WindowpaneError =>
  new ServiceError(operation, { code, status, retryable: false });
const transport = (meaning: TransportError["meaning"]): WindowpaneError =>
  new TransportError(operation, "what the transport says", { meaning, retryable: false });

/** The error for each kind of gap. */
const errors: Readonly<Partial<Record<GapKind, WindowpaneError>>> = {
  "not-sent": transport("unsent"),
  foreign: transport("foreign"),
  denied: service("AccessDeniedException", 400),
  throttled: service("UnknownError", 429),
  "no-response": transport("no-response"),
  "not-found": service("InvalidCommandId", 400),
  credentials: service("ExpiredTokenException", 400),
  fault: service("InternalServerError", 500),
  rejected: service("UnsupportedOperationException", 400),
  damaged: transport("damaged"),
  "invalid-response": new InvalidOutputError(operation, ["Name: expected string"]),
};
const entries = Object.entries(errors) as readonly (readonly [GapKind, WindowpaneError])[];

const plan = account(execution([task(1, [command(1, [machine(1)])])]));

const reportWith = (error: WindowpaneError): Promise<ExecutionReport> => {
  const { client } = scripted(plan, (request) => {
    if (request.operation === operation) throw error;
  });
  return reportExecution(client, { WindowExecutionId });
};

/** Letters and digits only: formats escape other characters differently. */
const letters = (text: string): string =>
  text.replaceAll(/&#?\w+;|\\u[0-9a-f]{4}/giu, "").replaceAll(/[^a-z0-9]/giu, "");

describe("a gap", () => {
  it.each(entries)("of kind %s makes the report incomplete, and is shown in it", async (kind, error) => {
    const report = await reportWith(error);
    expect(report).toMatchObject({ complete: false, verdict: "UNKNOWN" });
    expect(report.gaps).toMatchObject([{ operation, kind, nextStep: gapText(kind, operation).nextStep }]);
  });

  it.each(formats)("of every kind has its own next step in %s", async (format) => {
    const report = await reportWith(service("AccessDeniedException", 400));
    const [gap] = report.gaps;
    if (gap === undefined) throw new Error("The report has no gap.");
    for (const kind of gapKinds) {
      const { why, nextStep } = gapText(kind, operation);
      const told = {
        ...report,
        gaps: [{ ...gap, kind, code: "x", why: `It is missing: ${why}.`, nextStep }],
      };
      const text = letters(reportWriters[format].write(told, { now }));
      expect(text, kind).toContain(letters(why));
      for (const other of gapKinds)
        expect(text.includes(letters(gapText(other, operation).nextStep)), `${kind}, ${other}`).toBe(
          other === kind,
        );
    }
  });
});
