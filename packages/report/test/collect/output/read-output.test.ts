import { createClient, ServiceError, type Transport } from "@windowpane/core";
import type { InvocationPlan, MockFault } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import {
  collectOutput,
  readOutput,
  type InvocationOutput,
  type KnownInvocation,
} from "../../../src/index.ts";
import {
  account,
  clientOf,
  command,
  end,
  execution,
  machine,
  machineId,
  start,
  task,
  uuid,
  WindowExecutionId,
} from "../../small-plan.ts";

const ids = { WindowExecutionId, TaskExecutionId: uuid(101), InvocationId: uuid(1001) };
const long = Array.from({ length: 900 }, (_, number) => `line ${number}`).join("\n");

const read = (
  invocation: InvocationPlan,
  InstanceId?: string,
  faults: readonly MockFault[] = [],
  Type = "RUN_COMMAND",
): Promise<InvocationOutput> => {
  const plan = account(execution([task(1, [invocation], { task: { TaskArn: "AWS-RunShellScript", Type } })]));
  return readOutput(clientOf(plan, faults), { ...ids, InstanceId });
};

describe("the output of one machine", () => {
  const invocation = command(1, [
    machine(1, { outcome: "Failed", stdout: long, stderr: "boom" }),
    machine(2, { stdout: "fine" }),
  ]);

  it("is complete, with stdout and stderr separate and their source", async () => {
    const { machines, gaps } = await read(invocation, machineId(1));
    expect(machines).toMatchObject([
      { name: machineId(1), Status: "Failed", steps: [{ Name: "aws:runShellScript", ResponseCode: 1 }] },
    ]);
    expect(machines[0]?.steps[0]?.texts).toEqual([
      { stream: "stdout", text: long, from: "GetCommandInvocation", limit: 24_000, cut: false },
      { stream: "stderr", text: "boom", from: "GetCommandInvocation", limit: 8000, cut: false },
    ]);
    expect(gaps).toEqual([]);
  });

  it("is found by the machine's name, also without the domain", async () => {
    const named = command(1, [
      machine(1, { outcome: "Failed", stdout: "one" }),
      { ...machine(2, { stdout: "two" }), InstanceName: "web-2.example" },
    ]);
    const plan = account(execution([task(1, [named], { task: { TaskArn: "AWS-RunShellScript" } })]));
    const client = clientOf(plan);
    for (const name of ["WEB-2.example", "web-2"]) {
      const { machines } = await readOutput(client, { ...ids, InstanceName: name });
      expect(machines).toMatchObject([{ InstanceName: "web-2.example", result: "passed" }]);
      expect(machines[0]?.steps[0]?.texts[0]?.from).toBe("GetCommandInvocation");
    }
    expect((await readOutput(client, { ...ids, InstanceName: "web" })).choices).toHaveLength(2);
  });

  it("of a machine that the invocation lacks gives the machines to choose from", async () => {
    const { machines, choices = [], gaps } = await read(invocation, machineId(9));
    expect([machines, gaps]).toEqual([[], []]);
    expect(choices.map(({ InstanceId }) => InstanceId)).toEqual([machineId(1), machineId(2)]);
  });

  it("shows where it was cut", async () => {
    const huge = machine(1, { outcome: "Failed", stdout: "x".repeat(30_000), stderr: "y".repeat(9000) });
    const { machines } = await read(command(1, [huge]), machineId(1));
    expect(machines[0]?.steps[0]?.texts.map(({ stream, cut, limit }) => [stream, cut, limit])).toEqual([
      ["stdout", true, 24_000],
      ["stderr", true, 8000],
    ]);
  });

  it("is the list's output if the whole may not be read, with a gap", async () => {
    const faults: readonly MockFault[] = [{ kind: "access-denied", operations: ["GetCommandInvocation"] }];
    const { machines, gaps } = await read(invocation, machineId(1), faults);
    expect(machines[0]?.steps[0]?.texts).toMatchObject([
      { stream: "output", from: "ListCommandInvocations", limit: 2500, cut: true },
    ]);
    expect(gaps).toMatchObject([{ operation: "GetCommandInvocation", code: "AccessDeniedException" }]);
  });
});

describe("the output of one machine, as it grows", () => {
  const ExecutionId = uuid(9);
  const step = { Name: "patch", Status: "Failed", ResponseCode: 1 };
  const listed = {
    CommandId: ExecutionId,
    InstanceId: machineId(1),
    Status: "Failed",
    CommandPlugins: [
      { Name: "check", Status: "Success", ResponseCode: 0, Output: "checked" },
      { ...step, Output: "the beginning" },
    ],
  };
  const steps = [{ Name: "check", Status: "Success", ResponseCode: 0 }, step];

  /** Reads over a service that answers in rounds: all requests that were sent before the first answer are one round trip. */
  const readInRounds = async (
    known: KnownInvocation | undefined,
    answers: Partial<Record<string, (input: object) => unknown>> = {},
  ) => {
    const rounds: string[][] = [];
    // Rejects where the service throws.
    const answer = async (operation: string, input: object): Promise<unknown> =>
      (answers[operation] ?? service[operation])?.(input);
    let open: { readonly answer: () => void; readonly name: string }[] = [];
    const transport: Transport = {
      name: "rounds",
      send: (operation, input) =>
        new Promise((resolve) => {
          const name = "PluginName" in input ? `${operation} ${String(input.PluginName)}` : operation;
          open.push({
            name,
            answer: () => resolve(answer(operation, input)),
          });
          if (open.length > 1) return;
          setTimeout(() => {
            const round = open;
            open = [];
            rounds.push(round.map((request) => request.name).toSorted());
            for (const request of round) request.answer();
          }, 0);
        }),
    };
    const shown: InvocationOutput[] = [];
    const reading = collectOutput(createClient(transport), { ...ids, InstanceId: machineId(1), known });
    for await (const output of reading) shown.push(output);
    return { rounds, shown };
  };
  const service: Partial<Record<string, (input: object) => unknown>> = {
    GetMaintenanceWindowExecutionTaskInvocation: () => ({
      TaskType: "RUN_COMMAND",
      ExecutionId,
      Status: "FAILED",
    }),
    ListCommandInvocations: () => ({ CommandInvocations: [listed] }),
    GetCommandInvocation: () => ({ StandardOutputContent: "the beginning and the end" }),
  };
  const lastTexts = (shown: readonly InvocationOutput[]): readonly (string | undefined)[] =>
    shown.at(-1)?.machines[0]?.steps.map(({ texts }) => texts[0]?.text) ?? [];
  const known: KnownInvocation = { TaskType: "RUN_COMMAND", ExecutionId, Status: "FAILED", steps, listed };

  it("is at once what the list gave, and complete after one round trip", async () => {
    const { rounds, shown } = await readInRounds(known);
    expect(rounds).toEqual([
      ["GetCommandInvocation check", "GetCommandInvocation patch", "ListCommandInvocations"],
    ]);
    expect(lastTexts(shown.slice(0, 1))).toEqual(["checked", "the beginning"]);
    expect(lastTexts(shown)).toEqual(["the beginning and the end", "the beginning and the end"]);
  });

  it("takes two round trips for one step if nothing is known", async () => {
    const one = { ...listed, CommandPlugins: [{ ...step, Output: "the beginning" }] };
    const { rounds, shown } = await readInRounds(undefined, {
      ListCommandInvocations: () => ({ CommandInvocations: [one] }),
    });
    expect(rounds).toEqual([
      ["GetMaintenanceWindowExecutionTaskInvocation"],
      ["GetCommandInvocation", "ListCommandInvocations"],
    ]);
    expect(lastTexts(shown)).toEqual(["the beginning and the end"]);
  });

  it("asks for each of several steps by its name", async () => {
    const { rounds, shown } = await readInRounds(undefined);
    expect(rounds[2]).toEqual(["GetCommandInvocation check", "GetCommandInvocation patch"]);
    expect(lastTexts(shown)).toEqual(["the beginning and the end", "the beginning and the end"]);
  });

  it("is what was read, with a gap, if one of its requests fails", async () => {
    const denied = (operation: "ListCommandInvocations" | "GetCommandInvocation") => (): never => {
      throw new ServiceError(operation, { code: "AccessDeniedException" });
    };
    const withoutList = await readInRounds(known, {
      ListCommandInvocations: denied("ListCommandInvocations"),
    });
    expect(lastTexts(withoutList.shown)).toEqual(["the beginning and the end", "the beginning and the end"]);
    expect(withoutList.shown.at(-1)?.gaps).toMatchObject([{ operation: "ListCommandInvocations" }]);
    const withoutSteps = await readInRounds(known, { GetCommandInvocation: denied("GetCommandInvocation") });
    expect(lastTexts(withoutSteps.shown)).toEqual(["checked", "the beginning"]);
    expect(withoutSteps.shown.at(-1)?.gaps).toMatchObject([{ operation: "GetCommandInvocation", count: 2 }]);
    const withoutBoth = await readInRounds(known, {
      ListCommandInvocations: denied("ListCommandInvocations"),
      GetCommandInvocation: denied("GetCommandInvocation"),
    });
    expect(lastTexts(withoutBoth.shown)).toEqual(["checked", "the beginning"]);
    const { listed: _, ...unlisted } = known;
    const withoutText = await readInRounds(unlisted, {
      ListCommandInvocations: denied("ListCommandInvocations"),
    });
    expect(lastTexts(withoutText.shown)).toEqual(["the beginning and the end", "the beginning and the end"]);
  });
});

describe("the output of all machines", () => {
  it("comes with the list, in one request per fifty machines", async () => {
    const invocation = command(1, [machine(1, { stdout: "one" }), machine(2, { stdout: long })]);
    const { machines } = await read(invocation);
    expect(machines.map(({ name, steps }) => [name, steps[0]?.texts[0]?.cut])).toEqual([
      [machineId(1), false],
      [machineId(2), true],
    ]);
  });

  it("is a gap if the command's history has expired", async () => {
    const { command: _, ...gone } = command(1, [machine(1)]);
    expect(await read(gone)).toMatchObject({ machines: [], gaps: [{ code: "expired" }] });
  });
});

describe("where the rest of an output is stored", () => {
  const answers: Record<string, unknown> = {
    GetMaintenanceWindowExecutionTaskInvocation: {
      TaskType: "RUN_COMMAND",
      ExecutionId: uuid(9),
      Status: "SUCCESS",
    },
    ListCommandInvocations: {
      CommandInvocations: [
        {
          CommandId: uuid(9),
          InstanceId: machineId(1),
          DocumentName: "AWS-RunShellScript",
          CloudWatchOutputConfig: { CloudWatchOutputEnabled: true },
          CommandPlugins: [
            {
              Name: "aws:runShellScript",
              Status: "Success",
              ResponseCode: 0,
              Output: "x".repeat(2500),
              OutputS3BucketName: "logs",
              OutputS3KeyPrefix: "ssm",
            },
          ],
        },
      ],
    },
    GetCommandInvocation: {
      StandardOutputContent: "x".repeat(24_000),
      StandardOutputUrl: "https://s3/logs/stdout",
      CloudWatchOutputConfig: { CloudWatchOutputEnabled: true, CloudWatchLogGroupName: "ops" },
    },
  };
  const client = createClient({
    name: "canned",
    send: async (operation) => answers[operation],
  } satisfies Transport);

  it("is the URL, and the log group named after the document", async () => {
    const { machines } = await readOutput(client, ids);
    expect(machines[0]?.steps[0]?.texts).toMatchObject([
      { cut: true, rest: { url: "s3://logs/ssm", logGroup: "/aws/ssm/AWS-RunShellScript" } },
    ]);
  });

  it("is the object of the stream, and the configured log group", async () => {
    const { machines } = await readOutput(client, { ...ids, InstanceId: machineId(1) });
    expect(machines[0]?.steps[0]?.texts).toMatchObject([
      { stream: "stdout", cut: true, rest: { url: "https://s3/logs/stdout", logGroup: "ops" } },
    ]);
  });
});

describe("tasks without output in Systems Manager", () => {
  it("an automation has the messages of its steps", async () => {
    const steps = [
      { StepName: "stop", Action: "aws:changeInstanceState", start, end, outcome: "Success" as const },
      {
        StepName: "start",
        Action: "aws:changeInstanceState",
        start,
        end,
        outcome: "Failed" as const,
        FailureMessage: "No capacity.",
      },
    ];
    const automation = {
      DocumentName: "AWS-RestartEC2Instance",
      start,
      end,
      outcome: "Failed" as const,
      steps,
    };
    const { command: _, ...invocation } = command(1, []);
    const { machines } = await read({ ...invocation, automation }, undefined, [], "AUTOMATION");
    expect(machines[0]?.steps.map(({ Name, texts }) => [Name, texts.map(({ text }) => text)])).toEqual([
      ["stop", []],
      ["start", ["No capacity."]],
    ]);
  });

  it("a function has a note about its log group", async () => {
    const { command: _, ...invocation } = command(1, []);
    const output = await read(invocation, undefined, [], "LAMBDA");
    expect(output).toMatchObject({ machines: [], gaps: [] });
    expect(output.note).toContain("/aws/lambda/");
  });

  it("an invocation that started nothing has a note with AWS's status", async () => {
    const {
      command: _,
      ExecutionId: __,
      ...invocation
    } = command(1, [], { outcome: "FAILED", details: "No role." });
    expect((await read(invocation)).note).toBe(
      "Nothing was started, so there is no output. AWS reports FAILED: No role.",
    );
  });
});
