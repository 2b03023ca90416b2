import { beforeAll, describe, expect, it } from "vitest";
import { displayWidth } from "@windowpane/text";
import { overDemo, type OverDemo } from "../harness/over-demo.ts";

/** A literal screen, without the line breaks around it and the indentation of this file. */
const screen = (text: string): string =>
  text
    .split("\n")
    .slice(1, -1)
    .map((line) => line.slice(6))
    .join("\n");

const lines = (text: string): readonly string[] => text.split("\n");

describe("the way from the start to a failed machine's output in five keys, at 80x24", () => {
  const frames: string[] = [];

  beforeAll(async () => {
    const demo = overDemo();
    await demo.press();
    frames.push(demo.frame());
    for (const key of ["enter", "enter", "enter", "enter", "o"]) {
      await demo.press(key);
      frames.push(demo.frame());
    }
  });

  it("starts at the windows, those with the most failures first", () => {
    expect(frames[0]).toBe(
      screen(`
      windowpane · demo                                                  read just now
      windows
      ✖ PARTIAL  16 executions of 14 windows: 8 partly failed, 1 unknown, 1 empty, 1
                 skipped, 1 running, 4 passed. 86 of at least 1008 machine runs faile…
      ✖ 8 PARTIAL  ▲ 1 UNKNOWN  ▲ 1 EMPTY  ▲ 1 SKIPPED …      ◌ incomplete  14 windows
      ───────────────────────────────────────────────────────────────────── 1 of 14 ──
        window                 last 24 hours           failed  cause
      ▌ linux-patch-nightly    ✖ PARTIAL                   60  Package manager lo… +18
        ci-runner-cleanup      ✖ PARTIAL                   24  Target names a mach… +7
        windows-patch-nightly  ✖ PARTIAL                   24  Reboot pending aft… +10
        store-kiosk-agent      ✖ PARTIAL                    4  Machine unreachable
        emergency-openssl      ▶ RUNNING                    4  Package manager loc… +2
        app-config-rollout     ✖ PARTIAL                    3  A service does not … +1
        db-snapshot-nightly    ✖ PARTIAL                    3  A runbook waited to… +1
        orders-drain           ✖ PARTIAL 2 of 6 runs        2  Permission denied o… +2
        patch-pilot-daily      ▲ UNKNOWN                       Patch result not known
        batch-cleanup          ▲ EMPTY                         No tasks to run
        web-health-daily       ✔ PASSED
        dr-failover-drill      nothing ran
        legacy-crm-nightly     nothing ran
        ssm-agent-weekly       nothing ran

      ◌ 2 gaps: press ! for details. i-b69b9703d2ab11d62 of AWS-RunPatchBaseline: The…
      Enter executions  o output  f failed only  / filter  ? help  F failures  q quit
      `),
    );
  });

  it("shows the executions of one", () => {
    expect(frames[1]).toBe(
      screen(`
      windowpane · demo                                                  read just now
      windows › linux-patch-nightly mw-a4d97a3bb1bd4307a


      ✖ 29 PARTIAL   ▲ 1 UNKNOWN                                         30 executions
      ───────────────────────────────────────────────────────────────────── 1 of 30 ──
        started UTC           took  verdict    AWS status       cause
      ▌ Sun 22 Nov 05:00    1h 21m  ✖ PARTIAL  FAILED           Package manager l… +20
        Sat 21 Nov 05:00    1h 21m  ✖ PARTIAL  FAILED           Package manager lo… +5
        Fri 20 Nov 05:00    1h 21m  ✖ PARTIAL  FAILED           Disk full +7
        Thu 19 Nov 05:00    1h 21m  ✖ PARTIAL  FAILED           Disk full +5
        Wed 18 Nov 05:00    1h 21m  ✖ PARTIAL  FAILED           Server's certifica… +5
        Tue 17 Nov 05:00    1h 21m  ✖ PARTIAL  FAILED           Host cannot be rea… +6
        Mon 16 Nov 05:00    1h 21m  ▲ UNKNOWN  SUCCESS          Patch result not known
        Sun 15 Nov 05:00    1h 21m  ✖ PARTIAL  FAILED           Package manager lo… +4
        Sat 14 Nov 05:00    1h 21m  ✖ PARTIAL  FAILED           Package manager lo… +3
        Fri 13 Nov 05:00    1h 21m  ✖ PARTIAL  FAILED           Machine unreachable +5
      ────────────────────────────────────────────────────────────────────────────────
        47 of 219 targets failed, 1 timed out, 3 unreachable, 40 unknown, 128 passed;
        AWS reports that 1 of 3 tasks did not pass, but no target shows why. Patches:
        14 failed to install patches, 10 reboot pending, 3 not run, 34 unknown, 3 ove…
        AWS: One or more tasks in the orchestration failed.

      Enter tasks  Esc back  o output  f failed only  / filter  ? help  C causes
      `),
    );
  });

  it("shows the tasks of the newest", () => {
    expect(frames[2]).toBe(
      screen(`
      windowpane · demo                                                  read just now
      windows › linux-patch-nightly mw-a4d97a3bb1bd4307a › Sun 22 Nov 05:00
      ✖ PARTIAL  47 of 219 targets failed, 1 timed out, 3 unreachable, 40 unknown, 128
                 passed; AWS reports that 1 of 3 tasks did not pass, but no target sh…
      ✖ 47 failed  ✖ 1 timed out  ✖ 3 unreachable …              ◌ incomplete  3 tasks
      ────────────────────────────────────────────────────────────────────── 1 of 3 ──
        task                           verdict      not passed  cause
      ▌ AWS-RunPatchBaseline           ✖ PARTIAL     51 of 179  Package manager l… +17
        AWS-RunShellScript             ✖ FAILED     39 unknown
        patch-notifier                 ✔ PASSED         0 of 1







      ────────────────────────────────────────────────────────────────────────────────
        47 of 179 machines failed, 1 timed out, 3 unreachable, 1 unknown, 127 passed.
        Patches: 14 failed to install patches, 10 reboot pending, 3 not run, 34
        unknown, 3 overwritten, 115 patched.
        AWS: FAILED
      ◌ 2 gaps: press ! for details. i-b69b9703d2ab11d62 of AWS-RunPatchBaseline: The…
      Enter invocations  Esc back  o output  f failed only  / filter  ? help  C causes
      `),
    );
  });

  it("shows the invocations of the worst", () => {
    expect(frames[3]).toBe(
      screen(`
      windowpane · demo                                                  read just now
      windows › linux-patch-nightly › Sun 22 Nov 05:00 › AWS-RunPatchBaseline
      ✖ PARTIAL  47 of 179 machines failed, 1 timed out, 3 unreachable, 1 unknown, 127
                 passed. Patches: 14 failed to install patches, 10 reboot pending, 3 …
      ✖ 47 failed  ✖ 1 timed out  ✖ 3 unreachable …        ◌ incomplete  3 invocations
      ────────────────────────────────────────────────────────────────────── 1 of 3 ──
        ran on                         verdict      not passed  cause
      ▌ 80 machines                    ✖ PARTIAL      25 of 80  Host cannot be re… +10
        59 machines                    ✖ PARTIAL      23 of 59  Package manager lo… +8
        40 machines                    ✖ PARTIAL       3 of 40  Reboot pending aft… +3







      ────────────────────────────────────────────────────────────────────────────────
        25 of 80 machines failed, 55 passed. Patches: 5 failed to install patches, 3
        reboot pending, 21 unknown, 3 overwritten, 48 patched.
        AWS: FAILED, Failed
        Started e1e45313-ce4a-4145-86f6-079e4dc611f2
      ◌ 2 gaps: press ! for details. i-b69b9703d2ab11d62 of AWS-RunPatchBaseline: The…
      Enter machines  Esc back  o output  f failed only  / filter  ? help  C causes
      `),
    );
  });

  it("shows the machines, with the cause and the next step", () => {
    expect(frames[4]).toBe(
      screen(`
      windowpane · demo                                                  read just now
      linux-patch-nightly › Sun 22 Nov 05:00 › AWS-RunPatchBaseline › 80 machines
      ✖ PARTIAL  25 of 80 machines failed, 55 passed. Patches: 5 failed to install
                 patches, 3 reboot pending, 21 unknown, 3 overwritten, 48 patched.
      ✖ 25 failed  ✔ 55 passed  ✖ 5 patches failed …         ◌ incomplete  80 machines
      ───────────────────────────────────────────────────────────────────── 1 of 80 ──
        machine               result             cause                  patches
      ▌ app-prod-004          ✖ failed           Package manager lock…  not reported
        app-prod-005          ✖ failed           Package manager lock…  not reported
        app-prod-006          ✖ failed           Package manager lock…  not reported
        app-prod-007          ✖ failed           Package manager lock…  not reported
        app-prod-019          ✖ failed           Package database dam…  not reported
        app-prod-030          ✖ failed           Disk full              failed 1 (1 s…
        app-prod-031          ✖ failed           Disk full              failed 1 (1 s…
        app-prod-033          ✖ failed           Disk full              failed 1 (1 s…
        app-prod-041          ✖ failed           Package signature ca…  failed 1
        app-prod-042          ✖ failed           Package signature ca…  failed 1
      ────────────────────────────────────────────────────────────────────────────────
        Package manager locked   6th night in a row, since Tue 17 Nov 05:00, in 27 of…
        Error: Failed to obtain the transaction lock (logged in as: root), held by pi…
        → Wait for the other package run (often unattended-upgrades or a second patch
        task) to end, schedule the two at different times, and run the task again.
      ◌ 2 gaps: press ! for details. i-b69b9703d2ab11d62 of AWS-RunPatchBaseline: The…
      Enter output  Esc back  f failed only  / filter  ? help  C causes  F failures
      `),
    );
  });

  it("shows the output of the machine", () => {
    expect(frames[5]).toBe(
      screen(`
      windowpane · demo                                                  read just now
      linux-patch-nightly › Sun 22 Nov 05:00 › AWS-RunPatchBaseline › app-prod-004
      ──────────────────────────────────────────────────────────── lines 1-15 of 32 ──
      ✖ failed  Package manager locked
        Error: Failed to obtain the transaction lock (logged in as: root), held by pid
        31648.
      → Wait for the other package run (often unattended-upgrades or a second patch
        task) to end, schedule the two at different times, and run the task again.

      app-prod-004  i-e8b2e8dcbc0fccbc4  AWS-RunPatchBaseline  ✖ Failed
      Window: linux-patch-nightly, mw-a4d97a3bb1bd4307a; Execution: Sun 22 Nov 05:00
      UTC, ee93a7d1-0a80-4135-bed3-656d819b532d
      PatchWindows  • Success  exit code 0
      ── stdout, from GetCommandInvocation
      Step execution skipped due to unsatisfied preconditions: '"StringEquals":
      [platformType, Windows]'. Step name: PatchWindows
      PatchLinux  ✖ Failed  exit code 1
      ── stdout, from GetCommandInvocation
      /usr/bin/python3
      Using python binary: 'python3'
      Using Python Version: Python 3.9.16
      11/22/2026 05:26:06 root [INFO]: Downloading payload from

      Esc back  / find  ? help  F failures  y copy  q quit  : go to  r reload
      `),
    );
  });
});

describe("a wider window", () => {
  it("shows more of each row at 120x40", async () => {
    const demo = overDemo({ columns: 120, rows: 40 });
    await demo.press();
    expect(lines(demo.frame()).slice(0, 20).join("\n")).toBe(
      screen(`
      windowpane · demo                                                                                          read just now
      windows
      ✖ PARTIAL  16 executions of 14 windows: 8 partly failed, 1 unknown, 1 empty, 1 skipped, 1 running, 4 passed. 86 of at
                 least 1008 machine runs failed, 4 timed out, 11 unreachable, 36 not run as a result, 16 not run, 40 unknown,…
      ✖ 8 PARTIAL   ▲ 1 UNKNOWN   ▲ 1 EMPTY   ▲ 1 SKIPPED   ▶ 1 RUNNING   ✔ 4 PASSED                  ◌ incomplete  14 windows
      ───────────────────────────────────────────────────────────────────────────────────────────────────────────── 1 of 14 ──
        window                   last 24 hours           failed  cause                    next start UTC    schedule
      ▌ linux-patch-nightly      ✖ PARTIAL                   60  Package manager lo… +18  Mon 23 Nov 05:00  cron(0 5 ? * * *)
        ci-runner-cleanup        ✖ PARTIAL                   24  Target names a mach… +7  Mon 23 Nov 04:00  cron(0 4 ? * * *)
        windows-patch-nightly    ✖ PARTIAL                   24  Reboot pending aft… +10  Mon 23 Nov 06:00  cron(0 15 ? * * *)
        store-kiosk-agent        ✖ PARTIAL                    4  Machine unreachable      Mon 23 Nov 08:00  cron(0 5 ? * * *)
        emergency-openssl        ▶ RUNNING                    4  Package manager loc… +2                    at(2026-11-22T11:…
        app-config-rollout       ✖ PARTIAL                    3  A service does not … +1  Wed 25 Nov 07:00  rate(3 days)
        db-snapshot-nightly      ✖ PARTIAL                    3  A runbook waited to… +1  Mon 23 Nov 03:00  cron(0 3 ? * * *)
        orders-drain             ✖ PARTIAL 2 of 6 runs        2  Permission denied o… +2  Sun 22 Nov 14:00  rate(4 hours)
        patch-pilot-daily        ▲ UNKNOWN                       Patch result not known   Mon 23 Nov 07:00  cron(0 7 ? * * *)
        batch-cleanup            ▲ EMPTY                         No tasks to run          Sun 29 Nov 02:00  cron(0 2 ? * SUN …
        web-health-daily         ✔ PASSED                                                 Mon 23 Nov 09:00  cron(0 9 ? * * *)
        dr-failover-drill        nothing ran                                              Sat 12 Dec 12:00  at(2026-12-12T12:…
        legacy-crm-nightly       nothing ran                                              disabled          cron(0 12 ? * * *)
      `),
    );
  });

  it("shows everything at 200x60", async () => {
    const demo = overDemo({ columns: 200, rows: 60 });
    await demo.press("enter", "enter");
    expect(lines(demo.frame()).slice(0, 12).join("\n")).toBe(
      screen(`
      windowpane · demo                                                                                                                                                                          read just now
      windows › linux-patch-nightly mw-a4d97a3bb1bd4307a › Sun 22 Nov 05:00
      ✖ PARTIAL  47 of 219 targets failed, 1 timed out, 3 unreachable, 40 unknown, 128 passed; AWS reports that 1 of 3 tasks did not pass, but no target shows why. Patches: 14 failed to install patches, 10
                 reboot pending, 3 not run, 34 unknown, 3 overwritten, 115 patched.
      ✖ 47 failed   ✖ 1 timed out   ✖ 3 unreachable   ▲ 40 unknown   ✔ 128 passed   ✖ 14 patches failed   ▲ 10 reboot pending   ▲ 34 patches unknown   ▲ 3 overwritten   ✔ 115 patched   ◌ incomplete  3 tasks
      ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────── 1 of 3 ──
        task                              verdict      not passed  kind         started UTC           took  AWS status       cause
      ▌ AWS-RunPatchBaseline              ✖ PARTIAL     51 of 179  RUN_COMMAND  Sun 22 Nov 05:00    1h 15m  FAILED           Package manager locked +17
        AWS-RunShellScript                ✖ FAILED     39 unknown  RUN_COMMAND  Sun 22 Nov 06:15     6m 0s  FAILED
        patch-notifier                    ✔ PASSED         0 of 1  LAMBDA       Sun 22 Nov 06:21       15s  SUCCESS


      `),
    );
  });
});

it("shows a message when the window is too small", async () => {
  const demo = overDemo({ columns: 40, rows: 10 });
  await demo.press();
  expect(demo.frame()).toBe("Window too small.\n40x10; the minimum is 60x12.\nq quits");
});

it("is never wider or higher than the window, on any screen at any size", async () => {
  const demo = overDemo();
  const ways = [[], ["enter"], ["enter"], ["enter"], ["enter"], ["o"], ["esc", "t"], ["F"], ["enter"], ["?"]];
  for (const keys of ways) {
    await demo.press(...keys);
    for (const [columns, rows] of [
      [60, 12],
      [80, 24],
      [97, 31],
      [200, 60],
    ] as const) {
      demo.ui.dispatch({ type: "resized", size: { columns, rows } });
      const frame = lines(demo.frame());
      expect(frame.length).toBeLessThanOrEqual(rows);
      expect(Math.max(...frame.map(displayWidth))).toBeLessThanOrEqual(columns);
    }
  }
});

it("shows the account and the region at 80 columns while reading, and the caller where there is room", async () => {
  const Arn = "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Administrator/anna@example.com";
  const demo = overDemo();
  demo.ui.dispatch({
    type: "connectionChanged",
    connection: { source: "aws", profile: "prod", Account: "123456789012", Arn, region: "eu-central-1" },
  });
  // Nothing is read yet.
  expect(lines(demo.frame())[0]).toMatch(/^windowpane · aws prod · 123456789012 · eu-central-1 +reading$/);
  demo.ui.dispatch({ type: "resized", size: { columns: 160, rows: 30 } });
  await demo.press();
  expect(lines(demo.frame())[0]).toMatch(
    /^windowpane · aws prod · 123456789012 · eu-central-1 · assumed-role\/AWSReservedSSO_Administrator\/anna@example.com +read/,
  );
});

it("shows the output of the worst machine of a window after one key", async () => {
  const demo = overDemo();
  await demo.press("o");
  expect(lines(demo.frame())[1]).toBe(
    "linux-patch-nightly › Sun 22 Nov 05:00 › AWS-RunPatchBaseline › app-prod-004",
  );
  expect(lines(demo.frame())[3]).toBe("✖ failed  Package manager locked");
  expect(demo.frame()).toContain("── stdout, from GetCommandInvocation");
});

it("shows the cause before the output, also on the way through the failures screen", async () => {
  const demo = overDemo();
  await demo.press("F", "/");
  demo.type("locked");
  await demo.press("enter", "enter", "enter");
  expect(lines(demo.frame()).slice(3, 8)).toEqual([
    "✖ failed  Package manager locked",
    "  Error: Failed to obtain the transaction lock (logged in as: root), held by pid",
    "  31648.",
    "→ Wait for the other package run (often unattended-upgrades or a second patch",
    "  task) to end, schedule the two at different times, and run the task again.",
  ]);
});

it("marks the sorted column with an arrow up in ascending order, and down in descending order", async () => {
  const demo = overDemo();
  await demo.press("s");
  expect(lines(demo.frame())[6]).toMatch(/^ {2}window ▲ /);
  expect(lines(demo.frame())[7]).toContain("app-config-rollout");
  await demo.press("S");
  expect(lines(demo.frame())[6]).toMatch(/^ {2}window ▼ /);
  await demo.press("s", "s");
  // Counts start with the largest.
  expect(lines(demo.frame())[6]).toContain("failed▼");
  expect(lines(demo.frame())[7]).toContain("linux-patch-nightly");
  await demo.press("S");
  expect(lines(demo.frame())[6]).toContain("failed▲");
  expect(lines(demo.frame())[7]).not.toContain("linux-patch-nightly");
});

describe("a text", () => {
  const atOutput = async (): Promise<OverDemo> => {
    const demo = overDemo();
    await demo.press("o");
    return demo;
  };
  const rule = (demo: OverDemo): string => lines(demo.frame())[2]?.replace(/^─+ | ─+$/g, "") ?? "";

  it("shows which of its lines are visible, and a list which row is selected", async () => {
    const demo = await atOutput();
    expect(rule(demo)).toMatch(/^lines 1-1\d of \d+$/);
    await demo.press("G");
    const [, last, all] = /^lines \d+-(\d+) of (\d+)$/.exec(rule(demo)) ?? [];
    expect(last).toBe(all);
    await demo.press("esc", "down");
    expect(lines(demo.frame())[5]).toMatch(/^─+ 2 of 14 ──$/);
  });

  it("keeps the reader's line at the top when the window becomes wider or narrower", async () => {
    const demo = await atOutput();
    await demo.press("pagedown");
    const firstLine = (): string | undefined => /^lines (\d+)-/.exec(rule(demo))?.[1];
    const first = firstLine();
    expect(Number(first)).toBeGreaterThan(1);
    for (const columns of [120, 61, 80]) {
      demo.ui.dispatch({ type: "resized", size: { columns, rows: 24 } });
      expect(firstLine()).toBe(first);
    }
  });

  it("shows the number of matches, and which of them is the current one", async () => {
    const demo = await atOutput();
    await demo.press("/");
    demo.type("locked");
    await demo.press("enter");
    expect(lines(demo.frame()).at(-2)).toMatch(/^"locked" match 1 of \d+ {3}Esc clears it$/);
  });
});

it("names the window, the execution and the machine at 60x12, and their IDs at 120 columns", async () => {
  const demo = overDemo({ columns: 60, rows: 12 });
  await demo.press("F", "/");
  demo.type("locked");
  await demo.press("enter", "enter", "enter");
  expect(lines(demo.frame())[1]).toBe("linux-patch-nightly › Sun 22 Nov 05:00 › … › app-prod-004");
  demo.ui.dispatch({ type: "resized", size: { columns: 120, rows: 40 } });
  expect(lines(demo.frame())[1]).toBe(
    "linux-patch-nightly mw-a4d97a3bb1bd4307a › Sun 22 Nov 05:00 › AWS-RunPatchBaseline › app-prod-004 i-e8b2e8dcbc0fccbc4",
  );
});

describe("a request that takes long", () => {
  const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 22, 12, 0, seconds));
  const silent = { text: "No response to X for 12 seconds.", isSilent: true };

  it("is explained where nothing is shown yet, and a silent network is suspected after 10 seconds", () => {
    const demo = overDemo();
    demo.ui.dispatch({ type: "waited", now: at(5), wait: { ...silent, milliseconds: 5_000 } });
    expect(demo.frame()).toContain("No response to X for 12 seconds.");
    expect(demo.frame()).not.toContain("Nothing has arrived");
    demo.ui.dispatch({ type: "waited", now: at(12), wait: { ...silent, milliseconds: 12_000 } });
    expect(demo.frame()).toContain("Nothing has arrived since 12:00:00;");
    expect(lines(demo.frame())[0]).toMatch(/reading, 12s$/);
  });

  it("is explained below older rows, and forgotten when it is told no more", async () => {
    const demo = overDemo();
    await demo.press();
    const text = "AWS throttles X (8 seconds, retry 3).";
    demo.ui.dispatch({ type: "waited", now: at(8), wait: { text, isSilent: false, milliseconds: 8_000 } });
    expect(lines(demo.frame()).at(-2)).toBe(`${text} Windowpane keeps trying.`);
    demo.ui.dispatch({ type: "ticked", now: at(12) });
    expect(demo.frame()).not.toContain(text);
  });
});
