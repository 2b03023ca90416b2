/** The built program in a real pseudo-terminal. */
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

/** Ends what a failed test left running. */
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

/** Prints the state of the terminal, and waits: a pseudo-terminal that is closed may lose output that was not read. */
const afterwards = 'echo "ended with $?"; stty -a; echo "that is all"; read -r _';

/** The same, with a shell under it. */
const openFromShell = (command: string): OnTerminal =>
  open({
    file: "/bin/sh",
    argv: ["-c", `${command}; ${afterwards}`, process.execPath, main],
  });

/** The screen after the last line of the shell. */
const inTheEnd = async (tty: OnTerminal): Promise<string> => {
  const text = await tty.until((shown) => shown.includes("that is all"), "the last line of the shell");
  tty.press("\n");
  await tty.ended;
  return text;
};

const program = '"$0" "$1" --demo';

const escape = "\u001b";
const windows = (text: string): boolean => text.includes("web-health-daily") && !text.includes("reading ");

describe("from a cold start", () => {
  it("shows rows, and in three keys the output of a failed machine", async () => {
    const tty = openFromShell(program);
    await tty.until(windows, "the windows");
    tty.press("F");
    await tty.until((text) => text.includes("Package manager locked"), "the causes");
    tty.press("\r");
    await tty.until((text) => text.includes("app-eu-003"), "the machines with that cause");
    tty.press("\r");
    const output = await tty.until((text) => text.includes("from GetCommandInvocation"), "the output");
    expect(output).toContain("payments.service");
    tty.press("q");
    expect(await inTheEnd(tty)).toContain("ended with 0");
    expect(tty.modes()).toEqual(shellModes);
  });

  it("opens a link with its failures only, and copies it again with L", async () => {
    const link = "#/failures?sort=-machines&failed=1";
    const tty = open({
      argv: [main, "open", `https://other.example.com/${link}`, "--demo"],
      env: { ...env, WINDOWPANE_PAGE_URL: "https://windowpane.example.com" },
    });
    await tty.until((text) => text.includes("Package manager locked"), "the causes");
    tty.press("L");
    await tty.until((text) => text.includes("the link to this screen"), "the notice");
    const copied = Buffer.from(`https://windowpane.example.com/${link}`).toString("base64");
    expect(tty.raw()).toContain(`${escape}]52;c;${copied}`);
  });

  it("opens level by level, and goes back at once", async () => {
    const tty = open();
    await tty.until(windows, "the windows");
    tty.press("\r");
    const executions = (text: string): boolean => /^ {2}started UTC/m.test(text) && text.includes("PARTIAL");
    await tty.until(executions, "the executions");
    tty.press("\r");
    await tty.until((text) => text.includes("patch-notifier"), "the tasks");
    tty.press("\r");
    await tty.until((text) => /ran on +verdict/.test(text), "the invocations");
    tty.press(escape);
    await tty.until((text) => /task +verdict/.test(text), "the tasks again");
    tty.press(escape);
    const back = await tty.until(executions, "the executions again");
    expect(back).toContain("linux-patch-nightly");
  });

  it("uses the palette of the background as soon as the terminal reports it", async () => {
    const dark = open({ background: "rgb:0000/0000/0000" });
    await dark.until(windows, "the windows");
    expect(dark.raw()).toContain(`${escape}[38;5;210m`);
    const light = open({ background: "rgb:ffff/ffff/ffff" });
    await light.until(windows, "the windows");
    expect(light.raw()).toContain(`${escape}[38;5;124m`);
    expect(light.raw()).not.toContain(`${escape}[38;5;210m`);
  });

  it("writes no colours with NO_COLOR, and only ASCII without UTF-8", async () => {
    const tty = open({ env: { ...env, NO_COLOR: "1", LANG: "C" } });
    const text = await tty.until((shown) => shown.includes("web-health-daily"), "the windows");
    expect(text).toMatch(/^[\n -~]*$/);
    expect(tty.raw()).not.toMatch(/\x1b\[[\d;]*(?:3[0-8]|4[0-8]|9\d)[;m]/);
  });
});

describe("on the list of windows", () => {
  it("filters while the user types, clears the filter with Esc, and shows only bad rows", async () => {
    const tty = open();
    await tty.until(windows, "the windows");
    tty.press("/orders");
    await tty.until((text) => text.includes("1 shown of 14 windows"), "one window");
    tty.press("\r");
    await tty.until((text) => text.includes("filter orders"), "the applied filter");
    tty.press(escape);
    await tty.until((text) => !text.includes("shown of") && text.includes("14 windows"), "all windows");
    tty.press("f");
    const bad = await tty.until(
      (text) => text.includes("failed only") && !text.includes("web-health-daily"),
      "the bad ones",
    );
    expect(bad).toContain("linux-patch-nightly");
  });

  it("follows the size of the window, down to one that is too small and back", async () => {
    const tty = open();
    await tty.until(windows, "the windows");
    tty.resize(60, 12);
    await tty.until(
      (text) => text.split("\n").length === 12 && text.includes("linux-patch"),
      "a small window",
    );
    tty.resize(40, 8);
    await tty.until((text) => text.includes("Window too small."), "the message about its size");
    tty.resize(140, 40);
    const all = await tty.until(
      (text) => text.includes("linux-patch-nightly") && text.includes("web-health-daily"),
      "all again",
    );
    expect(all.split("\n")).toHaveLength(40);
  });

  it("opens the prompt for a pasted ID", async () => {
    const tty = open();
    const text = await tty.until(windows, "the windows");
    expect(text).not.toContain("Go to");
    tty.press(`${escape}[200~mw-00000000000000000${escape}[201~`);
    await tty.until((shown) => shown.includes("mw-00000000000000000"), "the pasted ID");
    tty.press(escape);
    await tty.until((shown) => !shown.includes("mw-00000000000000000"), "the windows again");
  });
});

describe("a running execution", () => {
  it("is followed to its end, and the selected row stays selected", async () => {
    const clock = new URL("harness/jumping-clock.mjs", import.meta.url).href;
    const tty = open({ argv: ["--import", clock, main, "--demo"], columns: 120, rows: 40 });
    await tty.until(windows, "the windows");
    tty.press("/emergency\r");
    await tty.until((text) => text.includes("1 shown of 14"), "the window with the run");
    tty.press("\r");
    await tty.until((text) => text.includes("1 execution"), "the run");
    tty.press("m");
    await tty.until((text) => /machine +result/.test(text) && !text.includes("reading"), "its machines");
    const first = selectedRow(tty.text());
    tty.press("jjj");
    await tty.until((text) => ![first, ""].includes(selectedRow(text)), "another row selected");
    const selected = selectedRow(tty.text());
    expect(selected).toMatch(/^[\w-]+-\d+$/);
    tty.press("w");
    await tty.until((text) => text.includes("● live") && !text.includes("reading"), "the live view");
    process.kill(tty.pid, "SIGUSR2");
    // A reading that the jump interrupts is followed by the longest pause.
    const ended = await tty.until((text) => !text.includes("● live"), "its end");
    expect(ended).not.toContain("RUNNING");
    expect(selectedRow(ended)).toBe(selected);
  });
});

/** The first word of the selected row. */
const selectedRow = (text: string): string => /^▌ (\S+)/m.exec(text)?.[1] ?? "";

describe("the end", () => {
  const expectShellTerminal = (tty: OnTerminal, text: string): void => {
    expect(tty.modes()).toEqual(shellModes);
    expect(text).toMatch(/(?<!-)icanon/);
    expect(text).toMatch(/(?<!-)echo\b/);
    expect(text).toMatch(/(?<!-)isig/);
  };

  it.each([
    ["q", "q", "ended with 0"],
    ["Ctrl-C", "\u0003", "ended with 0"],
  ])("%s restores the terminal", async (_, key, said) => {
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
  ])("SIG%s restores the terminal and ends the program", async (signal, code) => {
    // In the background of a shell that waits for it.
    const tty = openFromShell(`exec 3<&0; ${program} <&3 & echo "pid $!"; wait $!`);
    await tty.until(windows, "the windows");
    const pid = Number(/pid (\d+)/.exec(tty.raw())?.[1]);
    process.kill(pid, `SIG${signal}`);
    const text = await inTheEnd(tty);
    expect(text).toContain(`ended with ${code}`);
    expectShellTerminal(tty, text);
  });

  it("an uncaught error restores the terminal, is printed, and ends the program with 255", async () => {
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

  it("Ctrl-Z restores the terminal for the shell, and fg resumes the UI", async () => {
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
