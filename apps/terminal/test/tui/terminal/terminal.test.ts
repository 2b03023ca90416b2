import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { openTerminal, type Termination, type UiTerminal } from "../../../src/tui/terminal/terminal.ts";
import { fakeProcess, type FakeProcess } from "../harness/fake-process.ts";

const escape = "\u001b";
const env = { TERM: "xterm-256color" };
const answers = (colour: string): string => `${escape}]11;rgb:${colour}${escape}\\${escape}[?1;2c`;

/** Pauses that never end, or end at once. */
const never = (): Promise<void> => new Promise(() => {});
const noTime = async (): Promise<void> => {};

const open = (fake: FakeProcess, options: Partial<Parameters<typeof openTerminal>[0]> = {}): UiTerminal =>
  openTerminal({ process: fake.process, env, sleep: noTime, ...options });

/** Ends the frame, bracketed paste and styles, leaves the alternate screen, and shows the cursor. */
const restored = `${escape}[?2026l${escape}[?2004l${escape}[m${escape}[?1049l${escape}[?25h`;

describe("taking the terminal", () => {
  it("enters the alternate screen and paints first, then queries the background", () => {
    const fake = fakeProcess();
    open(fake, { firstPaint: "windowpane" });
    expect(fake.written()).toBe(
      `${escape}[?1049h${escape}[?25l${escape}[H${escape}[Jwindowpane${escape}]11;?${escape}\\${escape}[c`,
    );
    expect(fake.isRaw()).toBe(true);
  });

  it.each([
    { COLORFGBG: "0;15", background: "light" },
    { COLORFGBG: "15;0", background: "dark" },
  ])("uses COLORFGBG instead of a query", ({ COLORFGBG, background }) => {
    const fake = fakeProcess();
    expect(open(fake, { env: { ...env, COLORFGBG } }).background()).toBe(background);
    expect(fake.written()).not.toContain("]11;?");
  });

  it.each(["linux", "dumb", ""])("sends no query to a terminal that would print it: TERM=%s", (TERM) => {
    const fake = fakeProcess();
    open(fake, { env: { TERM } });
    expect(fake.written()).not.toContain("]11;?");
  });

  it("reports the background, and passes on only keys", async () => {
    const fake = fakeProcess();
    const terminal = open(fake);
    const heard: unknown[] = [];
    terminal.onBackground((background) => heard.push(background));
    expect(terminal.background()).toBeUndefined();
    fake.type(`j${answers("ffff/ffff/ffff")}k`);
    await once(terminal.stdin, "readable");
    expect(terminal.stdin.read()).toBe("jk");
    expect(heard).toEqual(["light"]);
    expect(terminal.background()).toBe("light");
  });

  it("keeps keys that are typed before Ink reads", async () => {
    const fake = fakeProcess();
    const terminal = open(fake);
    fake.type("F\r");
    await once(terminal.stdin, "readable");
    expect(terminal.stdin.read()).toBe("F\r");
  });

  it("passes on Esc, with which a reply could begin", async () => {
    const fake = fakeProcess();
    const terminal = open(fake);
    fake.type(escape);
    await once(terminal.stdin, "readable");
    expect(terminal.stdin.read()).toBe(escape);
  });
});

describe("the screen that Ink writes to", () => {
  it("is entered once, and the first frame erases the first paint", () => {
    const fake = fakeProcess();
    const { stdout } = open(fake, { firstPaint: "windowpane" });
    const before = fake.written().length;
    for (const text of [`${escape}[?1049h`, `${escape}[?2026h`, "frame", `${escape}[?2026l`])
      stdout.write(text);
    expect(fake.written().slice(before)).toBe(`${escape}[H${escape}[J${escape}[?2026hframe${escape}[?2026l`);
  });

  it("receives a frame in one write, with moves over unchanged lines joined", () => {
    const fake = fakeProcess();
    const { stdout } = open(fake);
    const writes: string[] = [];
    const frame = (text: string): void => {
      for (const piece of [`${escape}[?2026h`, text, `${escape}[?2026l`]) stdout.write(piece);
    };
    frame("first");
    fake.onWrite((text) => writes.push(text));
    frame(`${escape}[5A${escape}[E${escape}[E${escape}[Ex${escape}[E`);
    expect(writes).toEqual([`${escape}[?2026h${escape}[5A${escape}[3Ex${escape}[E${escape}[?2026l`]);
  });

  it("calls back after everything before was written", async () => {
    const fake = fakeProcess();
    const { stdout } = open(fake);
    await new Promise<void>((resolve) => stdout.write("", () => resolve()));
    expect(stdout.isTTY).toBe(true);
    expect([stdout.columns, stdout.rows]).toEqual([80, 24]);
  });
});

describe("restoring the terminal", () => {
  it("happens when it closes, and later writes are dropped", async () => {
    const fake = fakeProcess();
    const terminal = open(fake);
    await terminal.close();
    expect(fake.written().endsWith(restored)).toBe(true);
    expect(fake.isRaw()).toBe(false);
    terminal.stdout.write("late");
    terminal.copy("late");
    fake.exit();
    expect(fake.written().endsWith(restored)).toBe(true);
  });

  it("waits for a late reply, which the shell would read as keys", async () => {
    const fake = fakeProcess();
    const terminal = open(fake, { sleep: never });
    const closed = terminal.close();
    expect(fake.isRaw()).toBe(true);
    fake.type(answers("0000/0000/0000"));
    await closed;
    expect(fake.isRaw()).toBe(false);
  });

  it.each(["SIGTERM", "SIGHUP"] as const)("happens on %s, which then ends the process", (signal) => {
    const fake = fakeProcess();
    const mishaps: Termination[] = [];
    open(fake).onTermination((mishap) => mishaps.push(mishap));
    fake.signal(signal);
    expect(fake.written().endsWith(restored)).toBe(true);
    expect(fake.isRaw()).toBe(false);
    expect(mishaps).toEqual([{ kind: "signal", signal }]);
    expect(fake.killed).toEqual([`itself ${signal}`]);
  });

  it("happens before an uncaught error is reported", () => {
    const fake = fakeProcess();
    const error = new Error("planted");
    const mishaps: unknown[] = [];
    open(fake).onTermination((mishap) => mishaps.push({ ...mishap, isRaw: fake.isRaw() }));
    fake.crash(error);
    expect(fake.written().endsWith(restored)).toBe(true);
    expect(mishaps).toEqual([{ kind: "crash", error, isRaw: false }]);
  });

  it("happens when the process exits", () => {
    const fake = fakeProcess();
    open(fake);
    fake.exit();
    expect(fake.written().endsWith(restored)).toBe(true);
  });
});

describe("Ctrl-Z", () => {
  it("hands the terminal over, stops the process group, and takes the terminal back when continued", async () => {
    const fake = fakeProcess();
    const steps: string[] = [];
    const stopped = open(fake, { sleep: never }).suspend(async () => {
      steps.push("handed over");
      return { resume: async () => void steps.push("taken back") };
    });
    await Promise.resolve();
    expect(steps).toEqual(["handed over"]);
    expect(fake.killed).toEqual(["0 SIGTSTP"]);
    fake.signal("SIGCONT");
    await stopped;
    expect(steps).toEqual(["handed over", "taken back"]);
  });

  it("continues where the system ignores the stop", async () => {
    const fake = fakeProcess();
    const steps: string[] = [];
    await open(fake).suspend(async () => ({ resume: async () => void steps.push("taken back") }));
    expect(steps).toEqual(["taken back"]);
  });
});

describe("warnings of Node", () => {
  it("are kept off the screen, and printed once the terminal is restored", async () => {
    const fake = fakeProcess();
    const told: string[] = [];
    fake.process.on("warning", ({ message }) => told.push(message));
    const terminal = open(fake);
    fake.warn(new Error("11 abort listeners added"));
    expect(told).toEqual([]);
    await terminal.close();
    fake.exit();
    expect(told).toEqual(["11 abort listeners added"]);
    fake.warn(new Error("later"));
    expect(told).toEqual(["11 abort listeners added", "later"]);
  });
});
