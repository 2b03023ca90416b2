/** Automations that patch: their last command decides, and one that may have patched does not pass without proof. */
import type { OperationName, Output } from "@windowpane/core";
import { patchAccount, patchAccountIds as ids, type PatchMachineRecipe } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { machinesOf, reportExecution, type ExecutionReport } from "../../../src/index.ts";
import { patchRunOfCommands } from "../../../src/judge/patching/patch-run.ts";
import { altered, type Alter } from "../../collect/altered.ts";

type Automation = NonNullable<Output<"GetAutomationExecution">["AutomationExecution"]>;
type Step = NonNullable<Automation["StepExecutions"]>[number];

const patched: PatchMachineRecipe = { states: [{ installed: 1 }] };
const own = "Acme-Nightly";
const aws = "AWS-PatchAsgInstance";

interface Setup {
  readonly automation?: string;
  /** The document of the command. */
  readonly document?: string;
  readonly machines?: readonly PatchMachineRecipe[];
  /** Changes the automation. */
  readonly change?: (automation: Automation, step: Step) => Automation;
  readonly alter?: Alter;
}

const read = async ({ automation = own, document, machines = [patched], change, alter = {} }: Setup) => {
  const scenario = patchAccount({
    machines,
    tasks: [{ automation, ...(document === undefined ? {} : { document }) }],
  });
  const { client, count } = altered(scenario, {
    ...alter,
    GetAutomationExecution: ({ AutomationExecution = {} }) => ({
      AutomationExecution:
        change?.(AutomationExecution, AutomationExecution.StepExecutions?.[0] ?? {}) ?? AutomationExecution,
    }),
  });
  const report = await reportExecution(client, { WindowExecutionId: ids.WindowExecutionId });
  return { report, count: (operation: OperationName) => count(operation) };
};

/** Replaces the only step of the automation. */
const steps =
  (make: (step: Step) => readonly Step[]) =>
  (automation: Automation, step: Step): Automation => ({ ...automation, StepExecutions: [...make(step)] });

const results = (report: ExecutionReport) =>
  machinesOf(report).map(({ patch }) => [patch?.result, patch?.basis]);

describe("an automation that does not name its command", () => {
  const changes: readonly (readonly [string, (automation: Automation, step: Step) => Automation])[] = [
    ["has no steps", (automation) => ({ ...automation, StepExecutions: undefined })],
    [
      "has steps that no list has",
      (automation) => ({ ...automation, StepExecutions: [], StepExecutionsTruncated: true }),
    ],
    [
      "has a step without an action and outputs",
      steps((step) => [{ ...step, Action: undefined, Outputs: {} }]),
    ],
    ["has a step without outputs", steps((step) => [{ ...step, Outputs: undefined }])],
    [
      "has a step without the ID of its command",
      steps((step) => [{ ...step, Outputs: { CommandId: ["none"] } }]),
    ],
    [
      "calls the API",
      steps((step) => [
        {
          ...step,
          Action: "aws:executeAwsApi",
          Inputs: { ...step.Inputs, Service: "ssm", Api: "SendCommand" },
          Outputs: {},
        },
      ]),
    ],
    [
      "starts another that it does not name",
      steps((step) => [
        { ...step, Action: "aws:executeAutomation", Inputs: { DocumentName: "Acme-Inner" }, Outputs: {} },
      ]),
    ],
  ];
  const emptyList: Alter = { DescribeAutomationStepExecutions: () => ({ StepExecutions: [] }) };

  it.each(changes)("is a gap and no pass where it %s", async (_, change) => {
    const { report } = await read({ change, alter: emptyList });
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false });
    expect(report.gaps).toMatchObject([{ operation: "GetAutomationExecution", kind: "missing" }]);
  });

  it.each(changes)(
    "has an unknown patch result where it is AWS's own that patches, and %s",
    async (_, change) => {
      const { report } = await read({ automation: aws, change, alter: emptyList });
      expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false });
      expect(results(report)).toEqual([["unknown", "clash"]]);
    },
  );

  it("has an unknown patch result if no step of AWS's automation sends a command", async () => {
    const change = steps((step) => [{ ...step, Action: "aws:sleep" }]);
    const { report } = await read({ automation: aws, change });
    expect(report.verdict).toBe("UNKNOWN");
    expect(results(report)).toEqual([["unknown", "clash"]]);
  });

  it("starts AWS's automation without naming it", async () => {
    const change = steps((step) => [
      { ...step, Action: "aws:executeAutomation", Inputs: { DocumentName: aws }, Outputs: {} },
    ]);
    expect(results((await read({ change })).report)).toEqual([["unknown", "clash"]]);
  });

  it("has no gap if the step's document is AWS's and does not patch", async () => {
    const Inputs = { DocumentName: "AWS-RunShellScript" };
    const { report } = await read({ change: steps((step) => [{ ...step, Inputs, Outputs: {} }]) });
    expect(report).toMatchObject({ verdict: "PASSED", complete: true });
  });
});

describe("a command of an automation", () => {
  it.each<[string, Partial<Step>]>([
    ["a step without an action", { Action: undefined }],
    ["a call of the API", { Action: "aws:executeAwsApi" }],
  ])("is found in %s", async (_, part) => {
    const change = steps((step) => [{ ...step, ...part, Inputs: { ...step.Inputs, Api: "SendCommand" } }]);
    const { report } = await read({ change });
    expect(results(report)).toEqual([["patched", "this-run"]]);
  });

  const plugins =
    (Name: string): NonNullable<Alter["ListCommandInvocations"]> =>
    ({ CommandInvocations = [] }) => ({
      CommandInvocations: CommandInvocations.map((one) => ({
        ...one,
        CommandPlugins: one.CommandPlugins?.map((plugin) => ({ ...plugin, Name })),
      })),
    });

  it.each<[string, Setup]>([
    ["is the user's own", { document: "Acme-Patch" }],
    ["is not named", { change: steps((step) => [{ ...step, Inputs: {} }]) }],
  ])("patches by the steps of its document, which %s, for one request", async (_, setup) => {
    const machines = Array.from({ length: 3 }, () => ({ states: [{ failed: 2 }] }));
    const { report, count } = await read({
      ...setup,
      machines,
      alter: { ListCommandInvocations: plugins("PatchLinux") },
    });
    expect(report.verdict).toBe("PARTIAL");
    expect(results(report)).toEqual(machines.map(() => ["failed", "this-run"]));
    expect(count("ListCommandInvocations")).toBe(1);
  });

  it("does not patch if no step of its document does", async () => {
    const alter = { ListCommandInvocations: plugins("configure") };
    const { report } = await read({ document: "Acme-Configure", alter });
    expect(report).toMatchObject({ verdict: "PASSED", complete: true });
    expect(report.patches).toBeUndefined();
  });

  it("is a gap if its document cannot be read", async () => {
    const { report } = await read({
      document: "Acme-Patch",
      alter: { ListCommandInvocations: () => ({ CommandInvocations: [] }) },
    });
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false });
    expect(report.gaps).toMatchObject([{ operation: "ListCommandInvocations", kind: "not-found" }]);
  });

  it("has a row for every machine that it names", async () => {
    const machines = [patched, { states: [{ by: ids.command(0), failed: 2 }] }];
    const InstanceIds = JSON.stringify([ids.machine(0), ids.machine(1)]);
    const { report } = await read({
      machines,
      change: steps((step) => [{ ...step, Inputs: { ...step.Inputs, InstanceIds } }]),
    });
    const rows = machinesOf(report).filter(({ InvocationId }) => InvocationId === ids.invocation(0, 0));
    expect(rows.map(({ name, patch }) => [name, patch?.result])).toEqual([
      [ids.machine(0), "patched"],
      [ids.machine(1), "failed"],
    ]);
  });
});

describe("several patch commands of an automation", () => {
  const second = ids.other(5);
  const again =
    (Operation?: string) =>
    (step: Step): readonly Step[] => [
      step,
      {
        ...step,
        Inputs: {
          ...step.Inputs,
          ...(Operation !== undefined && { Parameters: JSON.stringify({ Operation }) }),
        },
        Outputs: { CommandId: [second] },
      },
    ];

  it("are judged by the last: an earlier one's state shows that the last reported nothing", async () => {
    const { report } = await read({ change: steps(again("Install")) });
    expect(report.verdict).toBe("UNKNOWN");
    expect(machinesOf(report)[0]?.patch?.result).toBe("unknown");
  });

  it("are patched if the state is from the last one", async () => {
    const machines = [{ states: [{ by: second, installed: 1 }] }];
    const { report } = await read({ machines, change: steps(again("Install")) });
    expect(results(report)).toEqual([["patched", "this-run"]]);
  });

  const command = (number: number, Operation?: string, machines: readonly number[] = [1]) => ({
    CommandId: `c${number}`,
    DocumentName: "AWS-RunPatchBaseline",
    InstanceIds: machines.map(String),
    ...(Operation === undefined ? {} : { Operation }),
  });

  it.each([
    ["the last of two installations", [command(1, "Install"), command(2, "Install")], ["c2"], "Install"],
    ["the last of two scans", [command(1, "Scan"), command(2, "Scan")], ["c2"], "Scan"],
    ["an installation before a scan", [command(1, "Install"), command(2, "Scan")], ["c1"], "Install"],
    ["an installation after a scan", [command(1, "Scan"), command(2, "Install")], ["c2"], "Install"],
    ["one whose operation is not known, beside a scan", [command(1), command(2, "Scan")], ["c1"], undefined],
    [
      "one for each machine",
      [command(1, "Install", [1]), command(2, "Install", [2]), command(3, "Install", [2])],
      ["c1", "c3"],
      "Install",
    ],
    [
      "one for each child automation",
      [
        { ...command(1, "Install", []), child: "a" },
        { ...command(2, "Install", []), child: "b" },
      ],
      ["c1", "c2"],
      "Install",
    ],
  ])("count as %s", (_, commands, CommandIds, Operation) => {
    const run = patchRunOfCommands(commands);
    expect(run?.CommandIds).toEqual(CommandIds);
    expect(run?.Operation).toBe(Operation);
  });
});

describe("what is uncertain in an automation", () => {
  it("is unknown if a step has an unknown status", async () => {
    const change = steps((step) => [step, { ...step, Action: "aws:sleep", StepStatus: "Pondered" }]);
    const { report } = await read({ change });
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false });
    expect(machinesOf(report)[0]).toMatchObject({ result: "unknown" });
    expect(machinesOf(report)[0]?.reason).toMatch(/unknown status: Pondered/u);
  });

  it("is unknown if an automation that it started cannot be read", async () => {
    const change = steps((step) => [
      step,
      {
        ...step,
        Action: "aws:executeAutomation",
        Inputs: { DocumentName: "Acme-Inner" },
        Outputs: { ExecutionId: ["0f0f0f0f-0000-4000-8000-00000000beef"] },
      },
    ]);
    const { report } = await read({ change });
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false });
  });
});
