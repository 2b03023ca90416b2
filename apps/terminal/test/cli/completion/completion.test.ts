import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands } from "../../../src/cli/commands.ts";
import { runWith } from "../../fake-host.ts";

let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "windowpane-completion-"));
  for (const shell of ["bash", "zsh", "fish"]) {
    writeFileSync(join(folder, shell), (await runWith(["completion", shell])).stdout);
  }
  writeFileSync(join(folder, "a report.md"), "");
  writeFileSync(
    join(folder, "config"),
    "[default]\nregion = x\n[profile night shift]\n[profile prod]\n[sso-session s]\n",
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Shell = "bash" | "zsh" | "fish";

/** Whether a shell can be asked: fish before 3.2 does not know how to leave its configuration out. */
const isThere = (shell: Shell): boolean =>
  spawnSync(shell, [shell === "fish" ? "--no-config" : "-f", "-c", "true"]).status === 0;

const runIn = (
  shell: Shell,
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): { readonly stdout: string; readonly stderr: string; readonly status: number | null } =>
  spawnSync(shell, argv, { encoding: "utf8", env });

/** What bash offers for the last of these words, split as its own reader splits them. */
const bashOffers = (...words: readonly string[]): readonly string[] => {
  const script = [
    'source "$1"; shift; cd "$1"; shift',
    'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()',
    "_windowpane",
    'if ((${#COMPREPLY[@]})); then printf "%s\\n" "${COMPREPLY[@]}"; fi',
  ].join("\n");
  const { stdout, stderr, status } = runIn(
    "bash",
    ["--norc", "-c", script, "bash", join(folder, "bash"), folder, "windowpane", ...words],
    { PATH: process.env["PATH"], AWS_CONFIG_FILE: join(folder, "config") },
  );
  expect([stderr, status]).toEqual(["", 0]);
  return stdout.split("\n").slice(0, -1);
};

describe("the script for bash", () => {
  it.each([
    { words: ["wa"], offers: ["watch"] },
    { words: ["--demo", "wa"], offers: ["watch"] },
    { words: ["--source", "windows", "wat"], offers: ["watch"] },
    { words: ["--source=windows", "wat"], offers: ["watch"] },
    { words: ["--source", "=", "windows", "wat"], offers: ["watch"] },
    {
      words: ["call", "get-maintenance-window-execution-task"],
      offers: ["get-maintenance-window-execution-task", "get-maintenance-window-execution-task-invocation"],
    },
    { words: ["completion", ""], offers: ["bash", "zsh", "fish"] },
    { words: ["completion", "bash", ""], offers: [] },
    { words: ["tasks", ""], offers: [] },
    { words: ["windows", "windows"], offers: [] },
    { words: ["--", "wa"], offers: [] },
  ])("knows which words are commands: $words", ({ words, offers }) => {
    expect(bashOffers(...words)).toEqual(offers);
  });

  it("offers every command", () => {
    expect(bashOffers("")).toEqual(commands.map(({ name }) => name));
  });

  it.each([
    { words: ["windows", "--max"], offers: ["--max-items"] },
    { words: ["watch", "x", "--fail"], offers: ["--fail-fast"] },
    { words: ["windows", "--fail"], offers: [] },
    { words: ["windows", "--outp"], offers: ["--output"] },
    { words: ["--outp"], offers: ["--output"] },
    { words: ["call", "DescribeMaintenanceWindows", "--max-r"], offers: ["--max-results"] },
    { words: ["call", "cancel-maintenance-window-execution", "--allow"], offers: ["--allow-cancel"] },
    { words: ["windows", "--version"], offers: [] },
  ])("offers the options that a command takes: $words", ({ words, offers }) => {
    expect(bashOffers(...words)).toEqual(offers);
  });

  it.each([
    { words: ["windows", "--output", "j"], offers: ["json"] },
    { words: ["windows", "--output", "=", "nd"], offers: ["ndjson"] },
    { words: ["windows", "--output", "="], offers: ["table", "json", "ndjson", "yaml", "csv", "text"] },
    { words: ["--output", "y"], offers: ["yaml"] },
    { words: ["report", "x", "--format", "ju"], offers: ["junit"] },
    { words: ["executions", "--status", "TIM"], offers: ["TIMED_OUT"] },
    { words: ["windows", "--filter", ""], offers: [] },
    { words: ["windows", "--profile", ""], offers: ["default", "night shift", "prod"] },
    { words: ["--source", "d"], offers: ["demo"] },
    { words: ["--source", "a"], offers: ["aws", "a report.md"] },
  ])("offers what an option may be: $words", ({ words, offers }) => {
    expect(bashOffers(...words)).toEqual(offers);
  });

  it.each([
    ["report", "x", "-o"],
    ["report", "x", "--output-file"],
    ["report", "x", "--output-file", "="],
  ])("offers files for an option that names one: %s %s %s", (...words) => {
    expect(bashOffers(...words, "a ")).toEqual(["a report.md"]);
  });
});

describe("the script for fish", () => {
  it.for([
    { line: "windowpane wa", offers: ["watch"] },
    { line: "windowpane --source windows wat", offers: ["watch"] },
    { line: "windowpane windows --output y", offers: ["yaml"] },
    { line: "windowpane watch x --fail", offers: ["--fail-fast"] },
    { line: "windowpane report x -o 'a ", offers: ["a report.md"] },
    { line: "windowpane completion z", offers: ["zsh"] },
  ])("offers what the line may go on with: $line", ({ line, offers }, { skip }) => {
    if (!isThere("fish")) return skip("no fish on this machine");
    const script = "source $argv[1]; cd $argv[2]; complete -C $argv[3]";
    const { stdout, stderr } = runIn("fish", [
      "--no-config",
      "-c",
      script,
      join(folder, "fish"),
      folder,
      line,
    ]);
    expect(stderr).toBe("");
    expect(
      stdout
        .split("\n")
        .slice(0, -1)
        .map((text) => text.split("\t")[0]),
    ).toEqual(offers);
  });
});

describe("the script for zsh", () => {
  it("can be read, and completes the program", ({ skip }) => {
    if (!isThere("zsh")) return skip("no zsh on this machine");
    const script = "autoload -Uz compinit; compinit -u -D; source $1; print $_comps[windowpane]";
    const { stdout, stderr } = runIn("zsh", ["-f", "-c", script, "zsh", join(folder, "zsh")]);
    expect([stdout, stderr]).toEqual(["_windowpane\n", ""]);
  });
});

describe("completion", () => {
  it.each(["zsh", "fish"])("names every command and option of the program for %s", async (shell) => {
    const { stdout } = await runWith(["completion", shell]);
    for (const { name, ownOptions = [] } of commands) {
      expect(stdout).toContain(name);
      for (const { flags } of ownOptions)
        expect(stdout).toContain(/--([\w-]+)/.exec(flags)?.[1] ?? "no flag");
    }
  });

  it("refuses shells that it does not know, naming those that it does", async () => {
    const { stderr, exitCode } = await runWith(["completion", "tcsh"]);
    expect(exitCode).toBe(252);
    expect(stderr).toContain("bash, zsh, fish");
  });
});
