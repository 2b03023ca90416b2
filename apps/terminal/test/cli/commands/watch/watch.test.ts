import { ServiceError, TransportError, type Transport } from "@windowpane/core";
import { fleet, fleetIds, manualClock, mockTransport, type AccountPlan } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { InterruptedError } from "../../../../src/host/interrupted-error.ts";
import { runWith, type Circumstances, type Outcome } from "../../../fake-host.ts";

const { WindowExecutionId, WindowId } = fleetIds;
const start = new Date("2026-11-22T07:30:00Z");

interface Options extends Circumstances {
  readonly at?: string;
  readonly scenario?: AccountPlan | ReturnType<typeof fleet>;
  readonly through?: (transport: Transport) => Transport;
}

/** Watches in a world whose clock is moved by waiting. */
const watchWith = async (argv: readonly string[], options: Options = {}): Promise<Outcome> => {
  const { at = "2026-11-22T08:00:00Z", through = (same) => same, ...circumstances } = options;
  const clock = manualClock(at);
  const scenario =
    options.scenario ?? fleet({ invocations: 30, failureRate: 0.1, start, duration: 3_600_000 });
  const transport = through(mockTransport({ clock, scenario }));
  return runWith(["watch", ...argv], { transport, clock, ...circumstances });
};

interface Event {
  readonly kind: string;
  readonly [member: string]: unknown;
}

// Each line of a stream is one event.
const eventsOf = ({ stdout }: Outcome): readonly Event[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Event);

describe("watch on a pipe", () => {
  it("writes an event a line, from the start to the verdict with its causes", async () => {
    const outcome = await watchWith([WindowExecutionId]);
    const events = eventsOf(outcome);
    expect([outcome.exitCode, outcome.stderr]).toEqual([0, ""]);
    expect(events[0]).toMatchObject({ kind: "started", WindowExecutionId, Status: "IN_PROGRESS" });
    expect(new Set(events.map(({ kind }) => kind))).toEqual(
      new Set(["started", "progress", "failed", "ended"]),
    );
    const last = events.at(-1);
    expect(last).toMatchObject({ kind: "ended", verdict: "PARTIAL", complete: true, counts: { total: 30 } });
    expect(JSON.stringify(last?.["groups"])).toContain("members");
    expect(outcome.stdout).not.toContain('"Parameters"');
  });

  it("prints one document at the end in other formats", async () => {
    const { stdout } = await watchWith([WindowExecutionId, "--output", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({ WindowExecutionId, verdict: "PARTIAL", done: true });
    const queried = await watchWith([WindowExecutionId, "--query", "verdict", "--output", "text"]);
    expect(queried.stdout).toBe("PARTIAL\n");
  });

  it("prints lines and the report as a table, with counts at most twice a minute", async () => {
    const { stdout } = await watchWith([WindowExecutionId, "--output", "table"]);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe(`08:00:00  Execution ${WindowExecutionId} started at 07:30:00Z`);
    const counts = lines.filter((line) => /^\d\d:\d\d:\d\d {2}RUNNING: /.test(line));
    expect(counts.length).toBeGreaterThan(5);
    const minutes = counts.map((line) => line.slice(0, 5));
    for (const minute of minutes) expect(minutes.filter((other) => other === minute).length).toBeLessThan(3);
    expect(stdout).toContain("\nPARTIAL  ");
    expect(stdout).toContain("\nCauses\n");
  });

  it("prints only the verdict with --quiet", async () => {
    const { stdout, stderr } = await watchWith([WindowExecutionId, "--quiet"]);
    expect(stdout).toMatch(/^PARTIAL {2}\d+ of 30 machines failed, .*\n$/);
    expect(stderr).toBe("");
  });
});

describe("watch's exit code", () => {
  it("is 1 with --exit-status unless everything passed", async () => {
    expect((await watchWith([WindowExecutionId, "--quiet", "--exit-status"])).exitCode).toBe(1);
    const scenario = fleet({ invocations: 5, start, duration: 3_600_000 });
    expect((await watchWith([WindowExecutionId, "--quiet", "--exit-status"], { scenario })).exitCode).toBe(0);
  });

  it("is 253 when the credentials expire, and tells how to continue", async () => {
    const through = (inner: Transport): Transport => {
      let requests = 0;
      return {
        name: "ending",
        send: (operation, ...rest) => {
          requests += 1;
          if (requests <= 150) return inner.send(operation, ...rest);
          return Promise.reject(new ServiceError(operation, { code: "ExpiredTokenException", status: 400 }));
        },
      };
    };
    const { stderr, exitCode } = await watchWith([WindowExecutionId], { through });
    expect(exitCode).toBe(253);
    expect(stderr).toMatch(/^At the last check: .*\nContinue with: windowpane watch /);
    expect(stderr).toContain("ExpiredTokenException\nSign in again");
  });

  it("comes at the first failure with --fail-fast, and tells that the execution continues", async () => {
    const outcome = await watchWith([WindowExecutionId, "--fail-fast", "--exit-status"]);
    expect(outcome.exitCode).toBe(1);
    expect(eventsOf(outcome).at(-1)?.kind).toBe("failed");
    expect(outcome.stderr).toMatch(/^Stopped at the first failure: \S+ .*[^.]\.?\n/);
    expect(outcome.stderr).toContain(
      `The execution continues. Continue with: windowpane watch ${WindowExecutionId}\n`,
    );
  });

  it("is 255 after the timeout, and 1 with --exit-status", async () => {
    const outcome = await watchWith([WindowExecutionId, "--timeout", "2m"]);
    expect(outcome.exitCode).toBe(255);
    expect(outcome.stderr).toContain("The timeout expired. At the last check: ");
    expect((await watchWith([WindowExecutionId, "--timeout", "2m", "--exit-status"])).exitCode).toBe(1);
  });

  it("is 130 after Ctrl-C, and tells what was known", async () => {
    const interrupt = new AbortController();
    let waits = 0;
    const clock = manualClock("2026-11-22T08:00:00Z");
    const outcome = await watchWith([WindowExecutionId], {
      interrupt,
      clock: {
        now: clock.now,
        advance: (ms) => {
          clock.advance(ms);
          waits += 1;
          if (waits === 20) interrupt.abort(new InterruptedError());
        },
      },
    });
    expect(outcome.exitCode).toBe(130);
    expect(outcome.stderr).toMatch(/^At the last check: .* running.*\nContinue with: .*\nInterrupted\.\n$/);
  });

  it("is 254 when the execution does not exist", async () => {
    const outcome = await watchWith(["00000000-0000-4000-8000-000000000000"]);
    expect([outcome.exitCode, outcome.stdout]).toEqual([254, ""]);
  });

  it.each([
    { argv: ["i-0123456789abcdef0"], says: "A machine cannot be watched, only an execution or a window." },
    { argv: [WindowExecutionId, "--timeout", "soon"], says: '--timeout: "soon" is not a valid duration.' },
    { argv: [WindowExecutionId, "--interval", "0.1s"], says: '--interval "0.1s" is too short.' },
  ])("is 252 for invalid arguments: $argv", async ({ argv, says }) => {
    const outcome = await watchWith(argv);
    expect([outcome.exitCode, outcome.stdout]).toEqual([252, ""]);
    expect(outcome.stderr).toContain(says);
  });
});

describe("watch on a terminal", () => {
  it("prints failures, updates a progress line below them, and ends with the report", async () => {
    const { stdout, stderr } = await watchWith([WindowExecutionId, "--no-color"], { columns: 80 });
    const frames = stderr.split("\r\u001b[K");
    expect(frames[1]).toBe("Reading  checking");
    expect(frames.find((frame) => frame.includes("of 30"))).toMatch(/^▶ RUNNING {2}[█▒░]{8,24} {2}\d+ of 30/);
    for (const frame of frames) expect(frame.length).toBeLessThan(80);
    // The last progress line is cleared.
    expect(frames.at(-1)).toBe("");
    expect(stdout).toContain("✖ ");
    expect(stdout).toContain("\n✖ PARTIAL  ");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("keeps every line within a narrow terminal, in ASCII without UTF-8", async () => {
    const { stdout, stderr } = await watchWith([WindowExecutionId], {
      columns: 40,
      env: { LANG: "C", NO_COLOR: "1" },
    });
    for (const frame of stderr.split("\r\u001b[K")) expect(frame.length).toBeLessThan(40);
    expect(stderr).not.toMatch(/[█▒░]/);
    expect(stdout).toContain("x fleet-");
  });

  it("shows a night in lines that fit, each with one sign", async () => {
    const { stdout } = await watchWith(["--since", "1h", "--until", "10:00", "--no-color"], { columns: 60 });
    const lines = stdout.split("\n");
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
    expect(lines.filter((line) => /^\d\d:\d\d:\d\d {2}✖ PARTIAL {2}fleet/.test(line))).toHaveLength(1);
    expect(lines.filter((line) => /^\d\d:\d\d:\d\d {2}✖ fleet-/.test(line))).toHaveLength(3);
    expect(stdout).not.toMatch(/✖ +✖/);
  });

  it("limits the failures of one check to 12 lines and their number", async () => {
    const scenario = fleet({ invocations: 300, failureRate: 0.5, start, duration: 3_600_000 });
    const { stdout } = await watchWith([WindowExecutionId, "--no-color"], {
      columns: 80,
      scenario,
      at: "2026-11-22T12:00:00Z",
    });
    expect(stdout).toMatch(/\n {10}and \d+ more\n/);
    expect(stdout.split("\n").filter((line) => /^\d\d:\d\d:\d\d {2}✖/.test(line))).toHaveLength(12);
  });

  it("reports a lost network and continues", async () => {
    let requests = 0;
    const through = (transport: Transport): Transport => ({
      name: "lost",
      send: async (operation, ...rest) => {
        requests += 1;
        // Longer than the retries of one request.
        if (requests > 100 && requests < 140) throw new TransportError(operation, "no route");
        return transport.send(operation, ...rest);
      },
    });
    const { stdout, stderr, exitCode } = await watchWith([WindowExecutionId, "--no-color"], {
      columns: 100,
      through,
    });
    expect(stdout).toMatch(/▲ \w+: there was no response\. Watching continues\./);
    expect(stderr).toContain("no response");
    expect(exitCode).toBe(0);
  });
});

describe("watch over a night", () => {
  it.each([
    ["foo", '--until: "foo" is not a valid time.'],
    ["2026-01-01", "--until 2026-01-01 is before --since."],
    ["2h ago", "--until 2h ago is before --since."],
  ])("refuses --until %s", async (until, problem) => {
    const { stderr, exitCode } = await watchWith(["--since", "1h", "--until", until]);
    expect([exitCode, stderr.split("\n")[0]]).toEqual([252, problem]);
  });

  it.each([
    ["2h", "2026-11-22T08:3"],
    ["23:00", "2026-11-22T08:3"],
    // The window is due again at 07:30.
    ["30h", "2026-11-23T"],
    ["07:45", "2026-11-23T"],
  ])("waits for windows that are due before --until %s", async (until, end) => {
    const events = eventsOf(await watchWith(["--since", "1h", "--until", until]));
    expect(events.at(-1)).toMatchObject({ kind: "ended", at: expect.stringMatching(end) as string });
  });
});

describe("watch over a window", () => {
  it("accepts its name, tells when it runs next, and follows the execution", async () => {
    const outcome = await watchWith(["fleet"], { at: "2026-11-22T06:00:00Z" });
    const events = eventsOf(outcome);
    expect(events[0]).toMatchObject({ kind: "waiting", WindowId });
    expect(events.find(({ kind }) => kind === "started")).toMatchObject({ WindowExecutionId });
    expect(events.at(-1)).toMatchObject({ kind: "ended", verdict: "PARTIAL" });
  });

  it("counts down on a terminal", async () => {
    const { stderr } = await watchWith([WindowId, "--no-color"], {
      at: "2026-11-22T06:00:00Z",
      columns: 100,
    });
    expect(stderr).toContain("fleet runs next in 1d 1h, 2026-11-23T07:30:00Z (waiting for 5s)");
    expect(stderr).toContain("fleet runs next in 1d 0h, 2026-11-23T07:30:00Z (waiting for 1h 30m)");
  });

  it("ends if no execution is scheduled, unless a timeout is given", async () => {
    const scenario: AccountPlan = {
      windows: [
        {
          window: { WindowId, Name: "asleep", Enabled: false },
          targets: [],
          tasks: [],
          executions: [],
          schedule: [],
        },
      ],
    };
    const outcome = await watchWith(["asleep"], { scenario });
    expect(outcome.exitCode).toBe(254);
    expect(outcome.stderr).toBe(
      "The window asleep is disabled.\nAdd --timeout to wait for an execution anyway.\n",
    );
    expect((await watchWith(["asleep", "--timeout", "1h"], { scenario })).exitCode).toBe(255);
  });
});
