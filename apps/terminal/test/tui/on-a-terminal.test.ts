/** The program as it is published, in a real pseudo-terminal. */
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { shellModes, startOnTerminal, type OnTerminal } from "./harness/pty.ts";

const here = fileURLToPath(new URL("../..", import.meta.url));
const folder = `${here}.cache/built-ui`;
const main = `${folder}/dist/main.js`;

const env = {
  PATH: process.env["PATH"],
  HOME: folder,
  TZ: "UTC",
  LANG: "C.UTF-8",
  AWS_EC2_METADATA_DISABLED: "true",
};

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  copyFileSync(`${here}package.json`, `${folder}/package.json`);
  await promisify(execFile)(process.execPath, [`${here}build.mjs`, "--outdir=.cache/built-ui/dist"], {
    cwd: here,
  });
});

/** Ends what a failed test has left running. */
const running = new Set<OnTerminal>();
afterEach(() => {
  for (const tty of running) tty.kill("SIGKILL");
  running.clear();
});

type Options = Partial<Parameters<typeof startOnTerminal>[0]>;

const watched = (tty: OnTerminal): OnTerminal => {
  running.add(tty);
  void tty.ended.then(() => running.delete(tty));
  return tty;
};

const open = (options: Options = {}): OnTerminal =>
  watched(
    startOnTerminal({
      file: process.execPath,
      argv: [main, "--demo"],
      env,
      columns: 100,
      rows: 30,
      ...options,
    }),
  );

/**
 * What a shell does after a command: it says how it finds its terminal, and stays. A pseudo-terminal that nobody holds
 * open any more can take along what was not read of it yet.
 */
const afterwards = 'echo "ended with $?"; stty -a; echo "that is all"; read -r _';

/** The same, with a shell under it. */
const openFromShell = (command: string): OnTerminal =>
  open({
    file: "/bin/sh",
    argv: ["-c", `${command}; ${afterwards}`, process.execPath, main],
  });

/** What stands on the terminal when the shell has said everything. */
const inTheEnd = async (tty: OnTerminal): Promise<string> => {
  const text = await tty.until((shown) => shown.includes("that is all"), "the shell's last word");
  tty.press("\n");
  await tty.ended;
  return text;
};

const program = '"$0" "$1" --demo';

const escape = "\u001b";
const windows = (text: string): boolean => text.includes("web-health-daily") && !text.includes("reading ");

describe("from a cold start", () => {
  it("shows rows, and leads in three keys to what a failed machine printed", async () => {
    const tty = openFromShell(program);
    await tty.until(windows, "the windows");
    tty.press("F");
    await tty.until((text) => text.includes("Package manager locked"), "the causes");
    tty.press("\r");
    await tty.until((text) => text.includes("web-prod-003"), "the machines with that cause");
    tty.press("\r");
    const output = await tty.until((text) => text.includes("from GetCommandInvocation"), "the output");
    expect(output).toMatch(/lock/i);
    tty.press("q");
    expect(await inTheEnd(tty)).toContain("ended with 0");
    expect(tty.modes()).toEqual(shellModes);
  });

  it("goes down level by level, and back at once", async () => {
    const tty = open();
    await tty.until(windows, "the windows");
    tty.press("\r");
    await tty.until(
      (text) => text.includes("linux-patch-nightly") && text.includes("started"),
      "the executions",
    );
    tty.press("\r");
    await tty.until((text) => text.includes("AWS-RunPatchBaseline"), "the tasks");
    tty.press("\r");
    await tty.until((text) => /invocations?$/m.test(text), "the invocations");
    tty.press(escape);
    await tty.until((text) => /tasks?$/m.test(text), "the tasks again");
    tty.press(escape);
    const back = await tty.until((text) => /executions?$/m.test(text), "the executions again");
    expect(back).toContain("linux-patch-nightly");
  });

  it("takes its background's looks as soon as the terminal tells it", async () => {
    const dark = open({ background: "rgb:0000/0000/0000" });
    await dark.until(windows, "the windows");
    expect(dark.raw()).toContain(`${escape}[38;5;210m`);
    const light = open({ background: "rgb:ffff/ffff/ffff" });
    await light.until(windows, "the windows");
    expect(light.raw()).toContain(`${escape}[38;5;124m`);
    expect(light.raw()).not.toContain(`${escape}[38;5;210m`);
  });

  it("writes no colour with NO_COLOR, and signs in ASCII without UTF-8", async () => {
    const tty = open({ env: { ...env, NO_COLOR: "1", LANG: "C" } });
    const text = await tty.until((shown) => shown.includes("web-health-daily"), "the windows");
    expect(text).toMatch(/^[\n -~]*$/);
    expect(tty.raw()).not.toMatch(/\x1b\[[\d;]*(?:3[0-8]|4[0-8]|9\d)[;m]/);
  });
});

describe("finding one's way", () => {
  it("filters as one types, takes the filter away with Esc, and shows only what is bad", async () => {
    const tty = open();
    await tty.until(windows, "the windows");
    tty.press("/orders");
    await tty.until((text) => text.includes("1 shown of 14 windows"), "one window");
    tty.press("\r");
    await tty.until((text) => text.includes("filter orders"), "the filter in force");
    tty.press(escape);
    await tty.until((text) => !text.includes("shown of") && text.includes("14 windows"), "all windows");
    tty.press("f");
    const bad = await tty.until(
      (text) => text.includes("only bad") && !text.includes("web-health-daily"),
      "the bad ones",
    );
    expect(bad).toContain("linux-patch-nightly");
  });

  it("follows the window's size, down to one that is too small and back", async () => {
    const tty = open();
    await tty.until(windows, "the windows");
    tty.resize(60, 12);
    await tty.until(
      (text) => text.split("\n").length === 12 && text.includes("linux-patch"),
      "a small window",
    );
    tty.resize(40, 8);
    await tty.until((text) => text.includes("Window too small."), "a word on its size");
    tty.resize(140, 40);
    const all = await tty.until(
      (text) => text.includes("linux-patch-nightly") && text.includes("web-health-daily"),
      "all again",
    );
    expect(all.split("\n")).toHaveLength(40);
  });

  it("takes a pasted id for a place to go to", async () => {
    const tty = open();
    const text = await tty.until(windows, "the windows");
    expect(text).not.toContain("Go to");
    tty.press(`${escape}[200~mw-00000000000000000${escape}[201~`);
    await tty.until((shown) => shown.includes("mw-00000000000000000"), "what was pasted");
    tty.press(escape);
    await tty.until((shown) => !shown.includes("mw-00000000000000000"), "the windows again");
  });
});

describe("a run that goes on", () => {
  it("is followed to its end while the selected row stays selected", async () => {
    const clock = new URL("harness/jumping-clock.mjs", import.meta.url).href;
    const tty = open({ argv: ["--import", clock, main, "--demo"], columns: 120, rows: 40 });
    await tty.until(windows, "the windows");
    tty.press("/emergency\r");
    await tty.until((text) => text.includes("1 shown of 14"), "the window with the run");
    tty.press("\r");
    await tty.until((text) => text.includes("1 execution"), "the run");
    tty.press("m");
    await tty.until(
      (text) => text.includes("what became of it") && !text.includes("reading"),
      "its machines",
    );
    const first = selectedRow(tty.text());
    tty.press("jjj");
    await tty.until((text) => ![first, ""].includes(selectedRow(text)), "another row selected");
    const selected = selectedRow(tty.text());
    expect(selected).toMatch(/^[\w-]+-\d+$/);
    tty.press("w");
    await tty.until((text) => text.includes("● live") && !text.includes("reading"), "that it is followed");
    process.kill(tty.pid, "SIGUSR2");
    // A reading that the jump falls into is followed by the longest pause there is.
    const ended = await tty.until((text) => !text.includes("● live"), "its end");
    expect(ended).not.toContain("RUNNING");
    expect(selectedRow(ended)).toBe(selected);
  });
});

/** The first word of the row that the pointer stands at. */
const selectedRow = (text: string): string => /^▌ (\S+)/m.exec(text)?.[1] ?? "";

describe("however it ends", () => {
  const expectShellTerminal = (tty: OnTerminal, text: string): void => {
    expect(tty.modes()).toEqual(shellModes);
    expect(text).toMatch(/(?<!-)icanon/);
    expect(text).toMatch(/(?<!-)echo\b/);
    expect(text).toMatch(/(?<!-)isig/);
  };

  it.each([
    ["q", "q", "ended with 0"],
    ["Ctrl-C", "\u0003", "ended with 0"],
  ])("%s gives the terminal back as it was", async (_, key, said) => {
    const tty = openFromShell(program);
    await tty.until(windows, "the windows");
    tty.press(key);
    const text = await inTheEnd(tty);
    expect(text).toContain(said);
    expectShellTerminal(tty, text);
  });

  it.each([
    ["TERM", 143],
    ["HUP", 129],
  ])("SIG%s ends it, and gives the terminal back first", async (signal, code) => {
    // Beside the shell, which waits for it as for a program of its own.
    const tty = openFromShell(`exec 3<&0; ${program} <&3 & echo "pid $!"; wait $!`);
    await tty.until(windows, "the windows");
    const pid = Number(/pid (\d+)/.exec(tty.raw())?.[1]);
    process.kill(pid, `SIG${signal}`);
    const text = await inTheEnd(tty);
    expect(text).toContain(`ended with ${code}`);
    expectShellTerminal(tty, text);
  });

  it("a fault of ours gives the terminal back, is told in words, and ends it with 255", async () => {
    const fault = new URL("harness/planted-fault.mjs", import.meta.url).href;
    const command = `exec 3<&0; "$0" --import "${fault}" "$1" --demo <&3 & echo "pid $!"; wait $!`;
    const tty = openFromShell(command);
    await tty.until(windows, "the windows");
    process.kill(Number(/pid (\d+)/.exec(tty.raw())?.[1]), "SIGUSR2");
    const text = await inTheEnd(tty);
    expect(text).toContain("planted");
    expect(text).toContain("ended with 255");
    expectShellTerminal(tty, text);
  });

  it("Ctrl-Z gives the shell its terminal, and fg brings the UI back", async () => {
    const tty = open({
      file: "/bin/bash",
      argv: [
        "-c",
        `set -m; ${program}; echo "stopped with $?"; stty -a; read; fg; ${afterwards}`,
        process.execPath,
        main,
      ],
    });
    await tty.until(windows, "the windows");
    tty.press("\u001a");
    const shell = await tty.until(
      (text) => text.includes("stopped with 148") && text.includes("extproc"),
      "the shell",
    );
    expectShellTerminal(tty, shell);
    tty.press("\r");
    await tty.until(windows, "the windows again");
    expect(tty.modes().alternateScreen).toBe(true);
    tty.press("q");
    expect(await inTheEnd(tty)).toContain("ended with 0");
    expect(tty.modes()).toEqual(shellModes);
  });
});
