import { describe, expect, it } from "vitest";
import { startOnTerminal } from "../../tui/harness/pty.ts";
import { fakeProcess } from "../../tui/harness/fake-process.ts";
import { runWith, type Circumstances } from "../../fake-host.ts";
import type { PagerCommand } from "../../../src/host/pager.ts";

const now = "2026-11-22T08:00:00Z";

/** Runs `failures` on a terminal, and returns what reached the pager and the terminal. */
const failures = async (
  circumstances: Circumstances = {},
  argv: readonly string[] = [],
): Promise<{
  readonly stdout: string;
  readonly stderr: string;
  readonly paged: string;
  readonly command?: PagerCommand;
}> => {
  let paged = "";
  let command: PagerCommand | undefined;
  const { stdout, stderr } = await runWith(["failures", "--demo", ...argv], {
    now,
    columns: 80,
    process: fakeProcess().process,
    page: async (text, used) => {
      paged = text;
      command = used;
      return undefined;
    },
    ...circumstances,
  });
  return { stdout, stderr, paged, ...(command === undefined ? {} : { command }) };
};

describe("a long report", () => {
  it("goes to less with Git's options, complete and with colours", async () => {
    const { stdout, paged, command } = await failures();
    expect(stdout).toBe("");
    expect(paged).toContain("\u001b[");
    expect(paged).toContain("The result is incomplete. What could not be read:");
    expect(paged).not.toContain("pipe the output to see all");
    expect(command).toMatchObject({ line: "less", env: { LESS: "FRX", LV: "-c" } });
  });

  it("has its verdict and its worst causes on the first screen", async () => {
    const { paged } = await failures({}, ["--no-color"]);
    const screen = paged.split("\n").slice(0, 23);
    expect(screen[0]).toMatch(/^✖ PARTIAL {2}/);
    const first = screen.indexOf("Causes, worst first") + 1;
    expect(first).toBeGreaterThan(0);
    expect(screen[first]).toMatch(/^✖ A service does not start +3 machines, 36 never ran +app-con/);
    expect(screen[first + 1]).toMatch(/^✖ Package manager locked +\d+ machines +linux-p/);
    expect(screen.some((line) => line.endsWith(" more causes below"))).toBe(true);
  });

  it("says the same next step once", async () => {
    const { paged } = await failures({}, ["--no-color"]);
    const steps = paged
      .split("\n    → ")
      .slice(1)
      .map((text) => text.split("\n")[0]);
    const full = steps.filter((step) => step?.startsWith("As for ") === false);
    expect(steps.length).toBeGreaterThan(40);
    expect(full.length).toBeLessThan(steps.length);
  });

  it.each<[string, Circumstances["env"] & object]>([
    ["pager-of-windowpane", { WINDOWPANE_PAGER: "pager-of-windowpane", PAGER: "more" }],
    ["more", { PAGER: "more" }],
    ["less", { AWS_PAGER: "" }],
  ])("goes to %s with %j", async (line, env) => {
    expect((await failures({ env })).command?.line).toBe(line);
  });

  it("keeps colours where LESS has other options", async () => {
    expect((await failures({ env: { LESS: "-S" } })).command?.env["LESS"]).toBe("-R -S");
  });

  it.each<[string, Circumstances, readonly string[]]>([
    ["with --no-pager", {}, ["--no-pager"]],
    ["with an empty WINDOWPANE_PAGER", { env: { WINDOWPANE_PAGER: "", PAGER: "less" } }, []],
    ["with the pager cat", { env: { PAGER: "cat" } }, []],
    ["on a dumb terminal", { env: { TERM: "dumb" } }, []],
    ["without a keyboard", { process: undefined }, []],
    ["if it fits the terminal", { rows: 2000 }, []],
    ["as JSON", {}, ["--output", "json"]],
  ])("is printed %s", async (_, circumstances, argv) => {
    const { stdout, command } = await failures(circumstances, argv);
    expect(command).toBeUndefined();
    expect(stdout).toContain("Package manager locked");
  });

  it("is printed if the pager does not work, with a note", async () => {
    const { stdout, stderr } = await failures({ page: async () => "exit code 127" });
    expect(stdout).toContain("Package manager locked");
    expect(stderr).toContain("The pager less did not work: exit code 127. Set WINDOWPANE_PAGER");
  });
});

describe("a pager in a pseudo-terminal", () => {
  const pager = new URL("../../../src/host/pager.ts", import.meta.url).href;
  const show = (line: string): ReturnType<typeof startOnTerminal> =>
    startOnTerminal({
      file: process.execPath,
      argv: [
        "--input-type=module",
        "-e",
        `import { showInPager } from ${JSON.stringify(pager)};
        process.on("SIGINT", () => process.exit(99));
        const problem = await showInPager("line\\n".repeat(100_000), { line: ${JSON.stringify(line)}, env: process.env }, process);
        console.log("problem: " + problem);
        process.kill(process.pid, "SIGINT");
        setInterval(() => {}, 1000);`,
      ],
      env: { PATH: process.env["PATH"], TERM: "xterm-256color" },
    });

  it.each([
    ["head -n 1", "problem: undefined"],
    ["exit 3", "problem: exit code 3"],
    ["no-such-pager", "problem: exit code 127"],
  ])("that runs %s ends with %s, and Ctrl-C works again", async (line, text) => {
    const tty = show(line);
    await tty.until((shown) => shown.includes(text), text);
    expect((await tty.ended).exitCode).toBe(99);
  });

  it("decides itself what Ctrl-C means", async () => {
    const tty = show("trap 'echo caught; exit 2' INT; echo ready; while :; do sleep 0.05; done");
    await tty.until((shown) => shown.includes("ready"), "the pager");
    tty.press("\u0003");
    await tty.until((shown) => shown.includes("problem: undefined"), "the end of the pager");
    expect(tty.text()).toContain("caught");
    expect((await tty.ended).exitCode).toBe(99);
  });
});
