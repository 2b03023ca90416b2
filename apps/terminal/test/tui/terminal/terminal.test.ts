import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { openTerminal, type Termination, type UiTerminal } from "../../../src/tui/terminal/terminal.ts";
import { fakeProcess, type FakeProcess } from "../harness/fake-process.ts";

const escape = "\u001b";
const env = { TERM: "xterm-256color" };
const answers = (colour: string): string => `${escape}]11;rgb:${colour}${escape}\\${escape}[?1;2c`;

/** No waiting: every timeout expires at once. */
const never = (): Promise<void> => new Promise(() => {});
const noTime = async (): Promise<void> => {};

const open = (fake: FakeProcess, options: Partial<Parameters<typeof openTerminal>[0]> = {}): UiTerminal =>
  openTerminal({ process: fake.process, env, sleep: noTime, ...options });

/** Everything put back: frame ended, paste and colours off, the screen of before, the cursor. */
const restored = `${escape}[?2026l${escape}[?2004l${escape}[m${escape}[?1049l${escape}[?25h`;

describe("taking the terminal", () => {
  it("takes the screen and paints before anything else, then asks for the background", () => {
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
  ])("believes COLORFGBG and asks nothing", ({ COLORFGBG, background }) => {
    const fake = fakeProcess();
    expect(open(fake, { env: { ...env, COLORFGBG } }).background()).toBe(background);
    expect(fake.written()).not.toContain("]11;?");
  });

  it.each(["linux", "dumb", ""])(
    "asks nothing of a terminal that would print the question: TERM=%s",
    (TERM) => {
      const fake = fakeProcess();
      open(fake, { env: { TERM } });
      expect(fake.written()).not.toContain("]11;?");
    },
  );

  it("tells of the background as the terminal answers, and hands on only keys", async () => {
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

  it("keeps what is typed before the first reader", async () => {
    const fake = fakeProcess();
    const terminal = open(fake);
    fake.type("F\r");
    await once(terminal.stdin, "readable");
    expect(terminal.stdin.read()).toBe("F\r");
  });

  it("hands Esc on though an answer could begin with it", async () => {
    const fake = fakeProcess();
    const terminal = open(fake);
    fake.type(escape);
    await once(terminal.stdin, "readable");
    expect(terminal.stdin.read()).toBe(escape);
  });
});

describe("the screen that Ink writes to", () => {
  it("is taken once, and the first frame takes the first paint away", () => {
    const fake = fakeProcess();
    const { stdout } = open(fake, { firstPaint: "windowpane" });
    const before = fake.written().length;
    for (const text of [`${escape}[?1049h`, `${escape}[?2026h`, "frame", `${escape}[?2026l`])
      stdout.write(text);
    expect(fake.written().slice(before)).toBe(`${escape}[H${escape}[J${escape}[?2026hframe${escape}[?2026l`);
  });

  it("gets a frame in one write, with moves over unchanged lines joined", () => {
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

  it("calls back behind what was written", async () => {
    const fake = fakeProcess();
    const { stdout } = open(fake);
    await new Promise<void>((resolve) => stdout.write("", () => resolve()));
    expect(stdout.isTTY).toBe(true);
    expect([stdout.columns, stdout.rows]).toEqual([80, 24]);
  });
});

describe("giving the terminal back", () => {
  it("puts everything back when it closes, and says nothing after", async () => {
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

  it("waits for an answer under way, which the shell would take for keys", async () => {
    const fake = fakeProcess();
    const terminal = open(fake, { sleep: never });
    const closed = terminal.close();
    expect(fake.isRaw()).toBe(true);
    fake.type(answers("0000/0000/0000"));
    await closed;
    expect(fake.isRaw()).toBe(false);
  });

  it.each(["SIGTERM", "SIGHUP"] as const)(
    "puts everything back on %s, which then ends the process",
    (signal) => {
      const fake = fakeProcess();
      const mishaps: Termination[] = [];
      open(fake).onTermination((mishap) => mishaps.push(mishap));
      fake.signal(signal);
      expect(fake.written().endsWith(restored)).toBe(true);
      expect(fake.isRaw()).toBe(false);
      expect(mishaps).toEqual([{ kind: "signal", signal }]);
      expect(fake.killed).toEqual([`itself ${signal}`]);
    },
  );

  it("restores the terminal before it reports an uncaught error", () => {
    const fake = fakeProcess();
    const error = new Error("a fault of ours");
    const mishaps: unknown[] = [];
    open(fake).onTermination((mishap) => mishaps.push({ ...mishap, isRaw: fake.isRaw() }));
    fake.crash(error);
    expect(fake.written().endsWith(restored)).toBe(true);
    expect(mishaps).toEqual([{ kind: "crash", error, isRaw: false }]);
  });

  it("puts everything back when the process exits in the middle of it", () => {
    const fake = fakeProcess();
    open(fake);
    fake.exit();
    expect(fake.written().endsWith(restored)).toBe(true);
  });
});

describe("Ctrl-Z", () => {
  it("hands the terminal over, stops everything that the shell started, and takes it back when continued", async () => {
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

  it("continues if the process cannot be suspended", async () => {
    const fake = fakeProcess();
    const steps: string[] = [];
    await open(fake).suspend(async () => ({ resume: async () => void steps.push("taken back") }));
    expect(steps).toEqual(["taken back"]);
  });
});

describe("what Node warns of", () => {
  it("stays off the screen, and is told once when the terminal is given back, then as ever", async () => {
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
