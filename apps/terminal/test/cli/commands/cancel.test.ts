import { createClient } from "@windowpane/core";
import { fleet, fleetIds, fixedClock, mockTransport, type MockTransport } from "@windowpane/transport-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { runWith, type Circumstances, type Outcome } from "../../fake-host.ts";

const { WindowExecutionId } = fleetIds;
const start = new Date("2026-11-22T07:30:00Z");

let transport: MockTransport;
beforeEach(() => {
  const scenario = fleet({ invocations: 30, start, duration: 3_600_000 });
  transport = mockTransport({ scenario, clock: fixedClock("2026-11-22T08:00:00Z") });
});

const cancelWith = (options: readonly string[], circumstances: Circumstances = {}): Promise<Outcome> =>
  runWith(["cancel", WindowExecutionId, ...options], { transport, ...circumstances });

const statusNow = async (): Promise<string | undefined> =>
  (await createClient(transport).call("GetMaintenanceWindowExecution", { WindowExecutionId })).Status;

describe("cancel", () => {
  it("cancels after the ID was typed again, and tells what happens to running tasks", async () => {
    const { stdout, stderr, exitCode } = await cancelWith(["--allow-cancel"], {
      typed: ` ${WindowExecutionId}\n`,
    });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`Cancelling ${WindowExecutionId}.\n`);
    expect(stderr).toBe(
      "Pending tasks will not start; running tasks finish.\n" +
        `Follow it with: windowpane watch ${WindowExecutionId}\n`,
    );
    expect(await statusNow()).not.toBe("IN_PROGRESS");
  });

  it("prints AWS's output for a script, which confirms with a flag", async () => {
    const { stdout } = await cancelWith([
      "--allow-cancel",
      "--confirm",
      WindowExecutionId,
      "--output",
      "json",
    ]);
    expect(JSON.parse(stdout)).toEqual({ WindowExecutionId });
  });

  it.each([
    { options: [], says: "CancelMaintenanceWindowExecution is a write operation" },
    { options: ["--confirm", WindowExecutionId], says: "Add --allow-cancel, and --confirm" },
    { options: ["--allow-cancel"], says: "stdin is not a terminal" },
    { options: ["--allow-cancel", "--confirm", "something else"], says: "Nothing was cancelled" },
  ])("requires both the flag and the ID: $options", async ({ options, says }) => {
    const outcome = await cancelWith(options);
    expect([outcome.exitCode, outcome.stdout]).toEqual([252, ""]);
    expect(outcome.stderr).toContain(says);
    expect(await statusNow()).toBe("IN_PROGRESS");
  });

  it("sends nothing at all without the flag", async () => {
    await cancelWith([]);
    expect(transport.requests).toBe(0);
  });

  it("rejects an execution that has ended, before it asks for the ID", async () => {
    const scenario = fleet({ invocations: 3, start, duration: 3_600_000 });
    transport = mockTransport({ scenario, clock: fixedClock("2026-11-22T12:00:00Z") });
    const outcome = await cancelWith(["--allow-cancel"]);
    expect(outcome.exitCode).toBe(254);
    expect(outcome.stderr).toContain("it ended with SUCCESS at 2026-11-22T08:30:00Z");
  });

  it("shows the AWS CLI's call without the flag, as that changes nothing", async () => {
    const { stdout } = await cancelWith(["--show-cli"]);
    expect(stdout).toBe(
      "# if it has not ended:\n" +
        `aws ssm get-maintenance-window-execution --window-execution-id ${WindowExecutionId}\n` +
        `aws ssm cancel-maintenance-window-execution --window-execution-id ${WindowExecutionId}\n`,
    );
  });
});
