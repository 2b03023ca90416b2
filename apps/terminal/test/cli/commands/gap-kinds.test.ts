/** What kept something from being read, as each form of the command line, the UI and a snapshot tell it. */
import { ServiceError, TransportError, type Transport, type WindowpaneError } from "@windowpane/core";
import { gapText, type GapKind } from "@windowpane/report";
import { fixedClock, fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { runWith, type Outcome } from "../../fake-host.ts";
import { openInProcess } from "../../tui/harness/in-process.ts";

const { WindowExecutionId } = fleetIds;
const operation = "ListCommandInvocations";

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
  const mock = mockTransport({
    scenario: fleet({ invocations: 3 }),
    clock: fixedClock("2026-11-22T12:00:00Z"),
  });
  return {
    name: "failing",
    send: async (asked, input, options) => {
      if (asked === operation) throw error;
      return mock.send(asked, input, options);
    },
  };
};

/** Lines of text as one: where they were wrapped does not matter. */
const unwrapped = (text: string): string => text.replaceAll(/\s+/gu, " ");

describe.each(errors)("a gap of the kind %s", (kind, error) => {
  const { nextStep } = gapText(kind, operation);
  const ask = (...argv: readonly string[]): Promise<Outcome> => runWith(argv, { transport: failing(error) });

  it("is reported with its next step in every format, and is never a success", async () => {
    for (const command of ["report", "targets", "timeline"]) {
      for (const form of ["csv", "ndjson", "json", "text"]) {
        const { stderr, exitCode } = await ask(command, WindowExecutionId, "--output", form, "--exit-status");
        expect(unwrapped(stderr), `${command} ${form}`).toContain(nextStep);
        expect(exitCode, command).toBe(1);
      }
    }
    expect(unwrapped((await ask("report", WindowExecutionId)).stdout)).toContain(nextStep);
    expect(unwrapped((await ask("failures", "--since", "10d")).stdout)).toContain(nextStep);
  });

  it("keeps its kind in JSON", async () => {
    const { stdout } = await ask("report", WindowExecutionId, "--output", "json");
    expect(JSON.parse(stdout)).toMatchObject({ complete: false, gaps: [{ kind, nextStep }] });
  });

  it("is the same when read from a snapshot", async () => {
    const files: Record<string, string> = {};
    const onFile = (path: string, text: string): void => {
      files[path] = text;
    };
    const taking = ["snapshot", WindowExecutionId, "-o", "x.json"];
    const { stderr } = await runWith(taking, { transport: failing(error), onFile });
    expect(stderr).toContain(nextStep);
    const { stdout } = await runWith(
      ["report", WindowExecutionId, "--source", "x.json", "--output", "json"],
      {
        files,
      },
    );
    expect(JSON.parse(stdout)).toMatchObject({ gaps: [{ kind, nextStep }] });
  });

  it("is on the UI's screen of gaps", async () => {
    const ui = openInProcess(["open", WindowExecutionId], {
      columns: 120,
      rows: 40,
      transport: failing(error),
    });
    await ui.until((text) => text.includes("incomplete"), "that something is missing");
    ui.press("!");
    const text = await ui.until((shown) => shown.includes(`${operation}: ${kind}`), "the gaps");
    expect(unwrapped(text)).toContain(nextStep);
    ui.press("q");
    await ui.outcome;
  });
});
