/** The completion scripts in real shells: keys typed into an interactive shell, the program behind it as it is built. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Transport } from "@windowpane/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runWith } from "../../fake-host.ts";
import { startEndpoint, type LocalEndpoint } from "../../local-endpoint.ts";
import { startOnTerminal, type OnTerminal } from "../../tui/harness/pty.ts";

const main = fileURLToPath(new URL("../../../dist/main.js", import.meta.url));

/** Names that a shell must neither evaluate nor split, by their first two characters. All end with "end". */
const names = {
  a1: "a1 two words end",
  b1: `b1 it's "quoted" end`,
  c1: "c1 $(touch evaluated) end",
  d1: "d1 `touch evaluated` end",
  e1: "e1; touch evaluated; end",
  f1: "f1\\back *?[x] {a,b} #h ~r <>|& end",
  g1: "g1 ünïcödé end",
};

const transport: Transport = {
  name: "hostile names",
  send: async () => ({
    WindowIdentities: Object.values(names).map((Name, index) => ({
      WindowId: `mw-${String(index).padStart(17, "0")}`,
      Name,
    })),
  }),
};

let folder = "";
let endpoint: LocalEndpoint | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "windowpane-completion-"));
  endpoint = await startEndpoint(transport);
  for (const shell of ["bash", "zsh", "fish"]) {
    writeFileSync(join(folder, `${shell}.completion`), (await runWith(["completion", shell])).stdout);
  }
  writeFileSync(join(folder, "my report.md"), "");
  writeFileSync(join(folder, "q$(touch evaluated).md"), "");
  // Completes as the program does. Otherwise prints its arguments.
  writeFileSync(
    join(folder, "windowpane"),
    `#!/bin/sh
if [ "$1" = __complete ]; then exec '${process.execPath}' '${main}' "$@"; fi
printf '<%s>' "$@"
echo ' done'
`,
    { mode: 0o755 },
  );
});

afterAll(async () => {
  await endpoint?.close();
  rmSync(folder, { recursive: true });
});

type Shell = keyof typeof shells;

/** How each shell is started without its configuration, and what it runs first. */
const shells = {
  bash: { argv: ["--norc", "--noprofile", "-i"], setup: "PS1='ready> '" },
  zsh: { argv: ["-f", "-i"], setup: "PS1='ready> '; autoload -Uz compinit; compinit -u -D" },
  fish: { argv: ["--no-config", "-i"], setup: "function fish_prompt; echo -n 'ready> '; end" },
} as const;

/** Versions of fish before 3.2 lack --no-config. */
const isInstalled = (shell: Shell): boolean =>
  spawnSync(shell, [shell === "fish" ? "--no-config" : "-f", "-c", "true"]).status === 0;

const open = async (shell: Shell): Promise<OnTerminal> => {
  const terminal = startOnTerminal({
    file: shell,
    argv: shells[shell].argv,
    columns: 150,
    env: {
      PATH: `${folder}:${process.env["PATH"]}`,
      HOME: folder,
      TERM: "xterm",
      LANG: "C.UTF-8",
      WINDOWPANE_SOURCE: endpoint?.url,
    },
  });
  terminal.press(`cd '${folder}'; ${shells[shell].setup}; . ./${shell}.completion; echo started\r`);
  await terminal.until((screen) => /^started$/m.test(screen), "the shell");
  return terminal;
};

/** Types a command line, completes it with Tab, and gives the arguments that the program receives. */
const argumentsAfter = async (terminal: OnTerminal, typed: string, completed: RegExp): Promise<string> => {
  terminal.press(typed);
  terminal.press("\t");
  await terminal.until((screen) => completed.test(lastLine(screen)), `the completion of ${typed}`);
  terminal.press("\r");
  const screen = await terminal.until((text) => /^<.*> done$/m.test(text), "the program's output");
  const line = screen.split("\n").findLast((text) => text.startsWith("<")) ?? "";
  terminal.press("clear\r");
  await terminal.until((text) => !/^</m.test(text), "a clear screen");
  return line.replace(/ done$/, "");
};

const lastLine = (screen: string): string => screen.trimEnd().split("\n").at(-1) ?? "";

describe.each(["bash", "zsh", "fish"] as const)("completion in %s", (shell) => {
  it("completes commands, options, values, windows and file names, and evaluates nothing", async ({
    skip,
  }) => {
    if (!isInstalled(shell)) return skip(`${shell} is not installed`);
    const terminal = await open(shell);
    try {
      const complete = (typed: string, completed: RegExp): Promise<string> =>
        argumentsAfter(terminal, `windowpane ${typed}`, completed);
      expect(await complete("wat", /watch$/)).toBe("<watch>");
      expect(await complete("report x --exit-s", /--exit-status$/)).toBe("<report><x><--exit-status>");
      expect(await complete("report x --format ju", /junit$/)).toBe("<report><x><--format><junit>");
      expect(await complete("windows --output=nd", /ndjson$/)).toBe("<windows><--output=ndjson>");
      for (const [typed, name] of Object.entries(names)) {
        expect(await complete(`executions ${typed}`, /end$/)).toBe(`<executions><${name}>`);
      }
      expect(await complete(String.raw`executions a1\ t`, /end$/)).toBe(`<executions><${names.a1}>`);
      expect(await complete("executions 'c1", /end'?$/)).toBe(`<executions><${names.c1}>`);
      expect(await complete('executions "b1', /end"?$/)).toBe(`<executions><${names.b1}>`);
      expect(await complete("report x -o my", /md$/)).toBe("<report><x><-o><my report.md>");
      expect(await complete("report x -o q", /md$/)).toBe("<report><x><-o><q$(touch evaluated).md>");
      expect(existsSync(join(folder, "evaluated"))).toBe(false);
    } finally {
      terminal.kill("SIGKILL");
    }
  });
});
