/** Names and IDs over a fleet with an account that cannot be read. */
import { describe, expect, it } from "vitest";
import { runWith, type Outcome } from "../../../fake-host.ts";

const run = (...argv: readonly string[]): Promise<Outcome> => runWith([...argv, "--demo=organization"]);

/** What the demo's unread account adds to an error. */
const UNREAD = /\nCould not read legacy \(111122223344\), eu-central-1, us-east-1: The role /;

describe("a name that no account that could be read has", () => {
  it.each([
    ["report", "no-such"],
    ["executions", "no-such"],
    ["tasks", "no-such"],
    ["patches", "no-such"],
    ["watch", "no-such"],
    ["snapshot", "no-such"],
    ["open", "no-such"],
  ])("%s: the window was not found in those, and then which could not be read", async (...argv) => {
    const { stdout, stderr, exitCode } = await run(...argv);
    expect(stderr).toMatch(/^No window is named "no-such" in the accounts and regions that could be read\./);
    expect(stderr).toMatch(UNREAD);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 255 });
  });

  it("history: the machine was not found in those", async () => {
    const { stderr, exitCode } = await run("history", "no-such");
    expect(stderr).toMatch(/^No command ran on a machine named "no-such" since \S+ in the accounts and/);
    expect(stderr).toMatch(UNREAD);
    expect(exitCode).toBe(255);
  });

  it.each(["patches", "watch", "open"])("%s: no window or machine has the name", async (command) => {
    const { stderr } = await run(command, "no-such");
    expect(stderr).toMatch(/ that could be read\. No command ran on a machine named "no-such" since \S+\.\n/);
  });

  it("suggests similar names once", async () => {
    const { stderr } = await run("report", "linux-patch");
    expect(stderr).toContain("that could be read. Did you mean linux-patch-nightly?\n");
  });
});

describe("an ID that no account that could be read has", () => {
  it.each([
    ["report", "00000000-0000-4000-8000-00000000dead"],
    ["tasks", "00000000-0000-4000-8000-00000000dead"],
    ["open", "00000000-0000-4000-8000-00000000dead"],
    ["executions", "mw-0000000000000dead"],
    ["watch", "mw-0000000000000dead"],
    ["history", "i-0000000000000dead"],
    ["patches", "i-0000000000000dead"],
    ["call get-maintenance-window --window-id", "mw-0000000000000dead"],
    [
      "call get-command-invocation --instance-id i-0000000000000dead --command-id",
      "00000000-0000-4000-8000-00000000dead",
    ],
  ])("%s %s", async (command, id) => {
    const { stderr, exitCode } = await run(...command.split(" "), id);
    expect(stderr).toMatch(new RegExp(`^${id} was not found in the accounts and regions that could be read`));
    expect(stderr).toMatch(UNREAD);
    expect(exitCode).toBe(255);
  });
});

describe("what is in an account that could be read", () => {
  const query = async (command: string, ...argv: readonly string[]): Promise<string> => {
    const { stdout } = await run(command, ...argv, "--output", "text");
    return stdout.trim();
  };

  it("finds the execution of a task and of its command by their IDs", async () => {
    const [WindowExecutionId = ""] = (
      await query("executions", "--query", "WindowExecutions[?Status=='SUCCESS'].[WindowExecutionId]")
    ).split("\n");
    const tasks = "WindowExecutionTaskIdentities[?TaskType=='RUN_COMMAND'].[TaskExecutionId]";
    const [task = ""] = (await query("tasks", WindowExecutionId, "--query", tasks)).split("\n");
    const commands = "WindowExecutionTaskInvocationIdentities[].[ExecutionId]";
    const [command = ""] = (await query("invocations", WindowExecutionId, task, "--query", commands)).split(
      "\n",
    );
    expect(command).toMatch(/^[0-9a-f-]{36}$/);
    for (const id of [task, command]) {
      const { stderr, exitCode } = await run("report", id);
      expect({ stderr, exitCode }).toEqual({
        stderr: expect.stringContaining(`Using execution ${WindowExecutionId}, task ${task}`) as string,
        exitCode: 0,
      });
    }
  });

  it("finds machines by their name", async () => {
    const newest = "WindowExecutions[?Status=='SUCCESS'].[WindowExecutionId] | [0]";
    const WindowExecutionId = await query("executions", "--query", newest);
    const named = "tasks[].invocations[].machines[].InstanceName | [0]";
    const name = await query("report", WindowExecutionId, "--query", named);
    expect(name).toMatch(/^[a-z][\w-]+$/);
    const { stderr, exitCode } = await run("history", name);
    // Several accounts have a machine with the name.
    expect(stderr).toMatch(
      new RegExp(`^\\d+ machines are named "${name}":\n  m?i-[0-9a-f]{17}  \\S+ \\(\\d{12}\\), \\S+\n`),
    );
    expect(exitCode).toBe(252);
  });
});
