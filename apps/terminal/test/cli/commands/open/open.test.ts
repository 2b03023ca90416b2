import { fleet, fleetIds, fixedClock, mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { runWith, type Circumstances, type Outcome } from "../../../fake-host.ts";

const { WindowExecutionId, WindowId, TaskId: TaskExecutionId } = fleetIds;

const openWith = (
  text: string,
  circumstances: Circumstances = {},
  ...more: readonly string[]
): Promise<Outcome> => {
  const start = new Date("2026-11-22T07:30:00Z");
  const scenario = fleet({ invocations: 30, failureRate: 0.1, start, duration: 3_600_000 });
  const transport = mockTransport({ scenario, clock: fixedClock("2026-11-22T12:00:00Z") });
  return runWith(["open", text, ...more], { transport, ...circumstances });
};

describe("open without the UI", () => {
  it("describes an execution, its parents, its verdict and the next commands", async () => {
    const { stdout, stderr, exitCode } = await openWith(WindowExecutionId);
    expect([stderr, exitCode]).toEqual(["", 0]);
    expect(stdout).toMatch(
      new RegExp(
        [
          "^Window execution",
          `  window ${WindowId} fleet`,
          `    execution ${WindowExecutionId}`,
          "",
          "PARTIAL  2 of 30 machines failed, .*27 passed\\. It started 2026-11-22T07:30:00Z.",
          "",
          "Next commands",
          `  windowpane report ${WindowExecutionId}`,
          `  windowpane targets ${WindowExecutionId} --bad`,
          `  windowpane tasks ${WindowExecutionId}`,
          "$",
        ].join("\n"),
      ),
    );
  });

  it("suggests the machines of a task, and the output of a failed machine", async () => {
    const task = await openWith(`${WindowExecutionId} ${TaskExecutionId}`);
    expect(task.stdout).toContain("Task of an execution\n");
    expect(task.stdout).toContain(`  windowpane targets ${WindowExecutionId} ${TaskExecutionId}\n`);
    const { stdout } = await openWith(WindowExecutionId, {}, "--output", "json");
    expect(JSON.parse(stdout)).toMatchObject({ kind: "execution", Name: "fleet", verdict: "PARTIAL" });
    const bad = await runOn("targets", WindowExecutionId, "--bad", "--output", "json");
    const [machine] = JSON.parse(bad.stdout) as readonly { InstanceId: string; InvocationId: string }[];
    const place = `${WindowExecutionId} ${TaskExecutionId} ${machine?.InvocationId} ${machine?.InstanceId}`;
    const opened = await openWith(place);
    expect(opened.stdout).toContain(
      `  windowpane output ${place}\n  windowpane history ${machine?.InstanceId}\n`,
    );
    expect(opened.stdout).toMatch(/\n(failed|timedOut) {2}\S/);
    const alone = await openWith(`${WindowExecutionId} ${machine?.InstanceId}`);
    expect(alone.stdout).toContain(`windowpane output ${place}\n`);
  });

  it("reads an event that is piped in, and asks in its region", async () => {
    const detail = { "window-id": WindowId, "window-execution-id": WindowExecutionId };
    const stdin = JSON.stringify({ source: "aws.ssm", region: "eu-west-1", account: "123456789012", detail });
    const regions: (string | undefined)[] = [];
    const start = new Date("2026-11-22T07:30:00Z");
    const transport = (region: string | undefined) => {
      regions.push(region);
      return mockTransport({
        scenario: fleet({ invocations: 3, start }),
        clock: fixedClock("2026-11-22T12:00:00Z"),
      });
    };
    const { stdout } = await openWith("-", { stdin, transport });
    expect(regions).toEqual(["eu-west-1"]);
    expect(stdout).toContain(`  windowpane report ${WindowExecutionId} --region eu-west-1\n`);
    await openWith("-", { stdin, transport }, "--region", "us-east-2");
    expect(regions[1]).toBe("us-east-2");
  });

  it("shows a window's schedule and latest execution, also by name", async () => {
    const { stdout } = await openWith("fleet");
    expect(stdout).toContain(`  window ${WindowId} fleet\n`);
    expect(stdout).toContain("The window is enabled and runs next at 2026-11-23T07:30");
    expect(stdout).toContain(`  windowpane watch ${WindowId}\n`);
  });

  it("exits 1 with --exit-status when what it opens did not pass", async () => {
    expect((await openWith(WindowExecutionId, {}, "--exit-status")).exitCode).toBe(1);
    expect((await openWith(WindowId, {}, "--exit-status")).exitCode).toBe(0);
  });

  it.each([
    {
      text: "two words",
      exitCode: 252,
      says: "The text contains no ID of a maintenance window, execution, task, invocation or machine.",
    },
    { text: "mw-0c50858d01EXAMPLE", exitCode: 252, says: "is not a valid window ID" },
    { text: "no-such-window", exitCode: 252, says: 'No window is named "no-such-window".' },
    { text: "00000000-0000-4000-8000-00000000dead", exitCode: 254, says: "was not found as an execution" },
    {
      text: `${WindowExecutionId} 00000000-0000-4000-8000-00000000dead`,
      exitCode: 254,
      says: "AWS lists no task",
    },
  ])("rejects with the reason: $text", async ({ text, exitCode, says }) => {
    const outcome = await openWith(text);
    expect([outcome.exitCode, outcome.stdout]).toEqual([exitCode, ""]);
    expect(outcome.stderr).toContain(says);
  });
});

const runOn = (...argv: readonly string[]): Promise<Outcome> => {
  const start = new Date("2026-11-22T07:30:00Z");
  const scenario = fleet({ invocations: 30, failureRate: 0.1, start, duration: 3_600_000 });
  return runWith(argv, { transport: mockTransport({ scenario, clock: fixedClock("2026-11-22T12:00:00Z") }) });
};
