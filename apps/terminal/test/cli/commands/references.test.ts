import { createClient, type Client } from "@windowpane/core";
import { fixedClock, mockTransport } from "@windowpane/transport-mock";
import { beforeAll, describe, expect, it } from "vitest";
import { runWith, type Outcome } from "../../fake-host.ts";

const now = "2026-11-22T12:00:00Z";
const transport = mockTransport({ clock: fixedClock(new Date(now)) });
const Name = "linux-patch-nightly";
const nowhere = "00000000-0000-4000-8000-00000000dead";

const run = (...argv: readonly string[]): Promise<Outcome> => runWith(argv, { transport, now });

/** The IDs of one invocation in the newest execution of the window. */
interface Ids {
  readonly WindowId: string;
  readonly WindowExecutionId: string;
  readonly older: string;
  readonly TaskExecutionId: string;
  readonly InvocationId: string;
  readonly ExecutionId: string;
}

const readIds = async (client: Client): Promise<Ids> => {
  const windows = await client.call("DescribeMaintenanceWindows", { MaxResults: 100 });
  const WindowId = windows.WindowIdentities?.find((window) => window.Name === Name)?.WindowId ?? "";
  const { WindowExecutions = [] } = await client.call("DescribeMaintenanceWindowExecutions", { WindowId });
  const [{ WindowExecutionId = "" } = {}, { WindowExecutionId: older = "" } = {}] = WindowExecutions;
  const tasks = await client.call("DescribeMaintenanceWindowExecutionTasks", { WindowExecutionId });
  const ofPatches = ({ TaskArn = "" }: { readonly TaskArn?: string | undefined }): boolean =>
    TaskArn === "AWS-RunPatchBaseline";
  const TaskId = tasks.WindowExecutionTaskIdentities?.find(ofPatches)?.TaskExecutionId ?? "";
  const page = await client.call("DescribeMaintenanceWindowExecutionTaskInvocations", {
    WindowExecutionId,
    TaskId,
  });
  const [{ InvocationId = "", ExecutionId = "" } = {}] = page.WindowExecutionTaskInvocationIdentities ?? [];
  return { WindowId, WindowExecutionId, older, TaskExecutionId: TaskId, InvocationId, ExecutionId };
};

let ids: Ids;
let machine: { readonly InstanceId: string; readonly InstanceName: string };
beforeAll(async () => {
  const client = createClient(transport);
  ids = await readIds(client);
  const page = await client.call("ListCommandInvocations", { CommandId: ids.ExecutionId });
  const [{ InstanceId = "", InstanceName = "" } = {}] = page.CommandInvocations ?? [];
  machine = { InstanceId, InstanceName };
});

describe("an execution", () => {
  it.each([
    ["ID in capitals", () => ids.WindowExecutionId.toUpperCase()],
    ["ID with what surrounds it", () => `<\`${ids.WindowExecutionId}\`>.`],
    ["window's name", () => Name],
    ["window's name in capitals", () => Name.toUpperCase()],
    ["window's ID", () => ids.WindowId],
    ["window's ID in capitals", () => ids.WindowId.toUpperCase()],
    ["task's ID", () => ids.TaskExecutionId],
    ["invocation's ID", () => ids.InvocationId],
    ["command's ID", () => ids.ExecutionId],
    ["window's ARN", () => `arn:aws:ssm:eu-west-1:123456789012:maintenancewindow/${ids.WindowId}`],
  ])("is found by its %s, and the note says which it is", async (_, text) => {
    const expected = await run("tasks", ids.WindowExecutionId);
    const found = await run("tasks", text());
    expect([expected.stderr, found.stdout]).toEqual(["", expected.stdout]);
    expect(found.stderr).toEqual(
      text() === ids.WindowExecutionId.toUpperCase() || text().startsWith("<")
        ? ""
        : expect.stringMatching(`^Using execution ${ids.WindowExecutionId}.*\\.\n$`),
    );
  });

  it.each([["report"], ["targets"], ["timeline"], ["diff"], ["patches"], ["output", "--bad"]])(
    "is the newest one of a window's name for %s",
    async (command, ...options) => {
      const [byName, byId] = [
        await run(command, Name, ...options, "--output", "json"),
        await run(command, ids.WindowExecutionId, ...options, "--output", "json"),
      ];
      expect(byId.stdout.length).toBeGreaterThan(500);
      expect(byName.stdout).toBe(byId.stdout);
      expect(byName.stderr).toContain(`the newest of window ${Name} (${ids.WindowId}).`);
    },
  );

  it("is compared with another one that a window's name means", async () => {
    const { stdout } = await run("diff", ids.older, Name, "--output", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      before: { WindowExecutionId: ids.older },
      after: { WindowExecutionId: ids.WindowExecutionId },
    });
  });

  it("to cancel is named by its own ID only", async () => {
    for (const text of [Name, ids.WindowId]) {
      const { stderr, exitCode } = await run("cancel", text, "--allow-cancel", "--confirm", text);
      expect([exitCode, stderr]).toEqual([252, expect.stringContaining("EXECUTION must be")]);
    }
  });
});

describe("a task and an invocation", () => {
  it("can be left out if EXECUTION names them", async () => {
    const { WindowExecutionId, TaskExecutionId, InvocationId, ExecutionId } = ids;
    const invocations = await run("invocations", WindowExecutionId, TaskExecutionId, "--output", "json");
    expect((await run("invocations", TaskExecutionId, "--output", "json")).stdout).toBe(invocations.stdout);
    const invocation = await run("invocation", WindowExecutionId, TaskExecutionId, InvocationId);
    expect((await run("invocation", ExecutionId)).stdout).toBe(invocation.stdout);
    const output = await run("output", WindowExecutionId, TaskExecutionId, InvocationId);
    expect((await run("output", ExecutionId)).stdout).toBe(output.stdout);
  });

  it("are found by the name of what the task runs", async () => {
    const { WindowExecutionId, TaskExecutionId, InvocationId } = ids;
    const { InstanceId, InstanceName } = machine;
    const task = "aws-runpatchbaseline";
    for (const [byName, byId] of [
      [
        ["invocations", Name, task],
        ["invocations", WindowExecutionId, TaskExecutionId],
      ],
      [
        ["targets", Name, task, "--bad"],
        ["targets", WindowExecutionId, TaskExecutionId, "--bad"],
      ],
      [
        ["output", Name, task, InstanceName],
        ["output", WindowExecutionId, TaskExecutionId, InstanceId],
      ],
      [
        ["output", Name, task, "--bad"],
        ["output", WindowExecutionId, TaskExecutionId, "--bad"],
      ],
      [
        ["output", Name, task, InvocationId, InstanceName],
        ["output", WindowExecutionId, TaskExecutionId, InvocationId, InstanceId],
      ],
      [
        ["invocations", Name, "patch-notifier"],
        ["invocations", Name, "arn:aws:lambda:eu-central-1:111122223333:function:patch-notifier"],
      ],
    ] as const) {
      const [found, expected] = [await run(...byName), await run(...byId)];
      expect(expected.stdout.length).toBeGreaterThan(100);
      expect([byName.join(" "), found.stdout]).toEqual([byName.join(" "), expected.stdout]);
    }
  });

  it("that an execution does not have are refused with the names of its tasks", async () => {
    for (const words of [
      ["invocations", Name, "AWS-RunPatch"],
      ["output", Name, machine.InstanceName, "AWS-RunPatchBaseline"],
    ]) {
      const { stderr, exitCode } = await run(...words);
      expect(exitCode).toBe(252);
      expect(stderr).toMatch(/has no task named "[^"]+"\. It has .*AWS-RunPatchBaseline/);
      expect(stderr).toContain(`\`windowpane tasks ${ids.WindowExecutionId}\` lists them.`);
    }
  });

  it("are required if there are several, with the command that lists them", async () => {
    const { stderr, exitCode } = await run("invocations", Name);
    expect(exitCode).toBe(252);
    expect(stderr).toContain("has 3 tasks, so TASK is needed.");
    expect(stderr).toContain(`\`windowpane tasks ${ids.WindowExecutionId}\` lists them.`);
  });

  it("that contradict each other are refused", async () => {
    const { stderr, exitCode } = await run("invocations", ids.ExecutionId, nowhere);
    expect([exitCode, stderr]).toEqual([
      252,
      expect.stringContaining(`Task ${nowhere} is not the task that`),
    ]);
  });
});

describe("the output of a machine", () => {
  it("is found by name in the newest execution of a window, or in one invocation", async () => {
    const { WindowExecutionId, TaskExecutionId, InvocationId } = ids;
    const { InstanceId, InstanceName } = machine;
    const byId = await run("output", WindowExecutionId, TaskExecutionId, InvocationId, InstanceId);
    expect(byId.stdout).toContain(`${InstanceName} (${InstanceId})  AWS-RunPatchBaseline`);
    expect((await run("output", ids.ExecutionId, InstanceName.toUpperCase())).stdout).toBe(byId.stdout);
    const whole = await run("output", Name, TaskExecutionId, InstanceName);
    expect(whole.stdout).toContain(byId.stdout);
    expect((await run("output", Name, InstanceId.toUpperCase())).stdout).toContain(byId.stdout.trimEnd());
  });

  it("and its row are found by name", async () => {
    const { InstanceId, InstanceName } = machine;
    const byId = await run("targets", Name, "--machine", InstanceId, "--output", "json");
    const rows = JSON.parse(byId.stdout) as readonly { readonly InstanceId: string }[];
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row.InstanceId))).toEqual(new Set([InstanceId]));
    const byName = await run("targets", Name, "--machine", InstanceName.toUpperCase(), "--output", "json");
    expect(byName.stdout).toBe(byId.stdout);
  });

  it("comes after that of machines that failed, and --bad leaves it out if it passed", async () => {
    const { stdout } = await run("output", ids.ExecutionId, "--output", "json");
    const { machines } = JSON.parse(stdout) as { machines: readonly { readonly result: string }[] };
    const results = machines.map(({ result }) => result);
    const bad = results.filter((result) => result !== "passed");
    expect(bad.length).toBeGreaterThan(0);
    expect(bad.length).toBeLessThan(results.length);
    expect(results.slice(0, bad.length)).toEqual(bad);
    const only = await run("output", ids.ExecutionId, "--bad", "--output", "json");
    expect((JSON.parse(only.stdout) as { machines: object[] }).machines).toEqual(
      machines.slice(0, bad.length),
    );
  });

  it("ends on a terminal after 20 machines, with how to get the rest", async () => {
    const fleet = ["output", "fleet", "--demo=fleet:40", "--bad"];
    const piped = await runWith(fleet, { now });
    const cut = await runWith(fleet, { now, columns: 100 });
    const count = (text: string): number => text.match(/^\S.* \(?i-[0-9a-f]+\)? /gmu)?.length ?? 0;
    if (count(piped.stdout) > 20) {
      expect(count(cut.stdout)).toBe(20);
      expect(cut.stdout).toContain("pipe the output to see all.");
    } else expect(count(cut.stdout)).toBe(count(piped.stdout));
  });
});

describe("an argument that does not exist", () => {
  const unknownMachine = "i-00000000000000abc";
  /** A link without an ID. */
  const failuresLink = "https://windowpane.example.com/#/failures";

  it.each([
    [252, "No window is named", () => ["report", "no-such-window"]],
    [254, "was not found as an execution", () => ["report", nowhere]],
    [254, "There is no window mw-00000000000000000", () => ["report", "mw-00000000000000000"]],
    [254, "There is no window mw-00000000000000000", () => ["executions", "mw-00000000000000000"]],
    [254, "There is no window", () => ["executions", "mw-00000000000000000", "--latest"]],
    [254, "There is no window", () => ["executions", "mw-00000000000000000", "--no-paginate"]],
    [254, "There is no window", () => ["executions", "mw-00000000000000000", "--output", "json"]],
    [254, "There is no window", () => ["snapshot", "mw-00000000000000000", "--last", "2"]],
    [254, "", () => ["open", "mw-00000000000000000"]],
    [254, "", () => ["watch", "mw-00000000000000000"]],
    [254, "", () => ["watch", nowhere]],
    [254, "", () => ["invocations", ids.WindowExecutionId, nowhere]],
    [254, "", () => ["invocation", ids.WindowExecutionId, ids.TaskExecutionId, nowhere]],
    [254, "", () => ["output", ids.WindowExecutionId, ids.TaskExecutionId, nowhere]],
    [252, `has no task ${nowhere}`, () => ["targets", ids.WindowExecutionId, nowhere]],
    [
      254,
      `does not include the machine ${unknownMachine}. It includes `,
      () => ["output", ids.WindowExecutionId, ids.TaskExecutionId, ids.InvocationId, unknownMachine],
    ],
    [
      254,
      'does not include the machine "no-such-machine"',
      () => ["output", ids.ExecutionId, "no-such-machine"],
    ],
    [254, "does not include the machine", () => ["output", Name, unknownMachine]],
    [254, "does not include the machine", () => ["targets", Name, "--machine", unknownMachine]],
    [254, "does not list i-00000000000000abc as a managed node", () => ["history", unknownMachine]],
    [254, "does not list i-00000000000000abc as a managed node", () => ["patches", unknownMachine]],
    [252, "is not a valid instance ID", () => ["history", "i-0123"]],
    [252, '"i-00000000000000abc" is a machine', () => ["report", unknownMachine]],
    [252, `the link "${failuresLink}" contains neither`, () => ["report", failuresLink]],
    [252, `the link "${failuresLink}" contains neither`, () => ["tasks", failuresLink, "--show-cli"]],
    [252, "The screen of this link cannot be watched", () => ["watch", failuresLink]],
    [252, `"${failuresLink}" is a URL`, () => ["history", failuresLink]],
    [252, `"${failuresLink}" is a URL`, () => ["executions", failuresLink]],
  ] as const)("ends with %i: %s", async (code, message, argv) => {
    const { stdout, stderr, exitCode } = await runWith(argv(), {
      transport,
      now,
      onFile: () => {},
    });
    expect([exitCode, stdout]).toEqual([code, ""]);
    expect(stderr).toContain(message);
  });

  it("names machines that are there", async () => {
    const { stderr } = await run("output", ids.ExecutionId, unknownMachine);
    expect(stderr).toMatch(/It includes \S+ \(i-[0-9a-f]{17}\), .* and \d+ more\./u);
    expect(stderr).toContain(
      `\`windowpane targets ${ids.WindowExecutionId} ${ids.TaskExecutionId}\` lists them`,
    );
  });
});

it("a window's name can end in a bracket or a quote, and the longer name wins", async () => {
  const { transport: source, now: time } = {
    now,
    transport: {
      name: "names",
      send: async (operation: string) =>
        operation === "DescribeMaintenanceWindows"
          ? {
              WindowIdentities: [
                { WindowId: "mw-00000000000000001", Name: "patch (prod)" },
                { WindowId: "mw-00000000000000002", Name: "patch (prod" },
                { WindowId: "mw-00000000000000003", Name: 'night"' },
              ],
            }
          : { WindowExecutions: [] },
    },
  };
  for (const [name, id] of [
    ["patch (prod)", "mw-00000000000000001"],
    ["patch (prod", "mw-00000000000000002"],
    ['night"', "mw-00000000000000003"],
  ] as const) {
    const { stdout } = await runWith(["executions", name, "--show-cli"], { now: time });
    expect(stdout).toContain("WindowId=$(aws ssm describe-maintenance-windows");
    const seen: unknown[] = [];
    await runWith(["executions", name], {
      now: time,
      transport: {
        ...source,
        send: async (operation, input) => {
          seen.push(input);
          return source.send(operation);
        },
      },
    });
    expect(seen[1]).toMatchObject({ WindowId: id });
  }
});
