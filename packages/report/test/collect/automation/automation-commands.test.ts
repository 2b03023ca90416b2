import { describe, expect, it } from "vitest";
import { commandsOf } from "../../../src/collect/automation/automation-commands.ts";
import type { StepExecution } from "../../../src/collect/context/automations.ts";
import { machineId, uuid } from "../../small-plan.ts";

const step = (plan: StepExecution = {}): StepExecution => ({
  StepName: "patch",
  Action: "aws:runCommand",
  Inputs: {
    DocumentName: '"AWS-RunPatchBaseline"',
    InstanceIds: JSON.stringify([machineId(1), machineId(2)]),
    Parameters: JSON.stringify({
      Operation: ["Install"],
      RebootOption: "NoReboot",
      BaselineOverride: [""],
      Secret: ["s3cr3t"],
    }),
  },
  Outputs: { CommandId: [uuid(7)], Output: ["s3cr3t"] },
  ...plan,
});

describe("the commands of steps", () => {
  it("are read with their patch parameters, and nothing else", () => {
    expect(commandsOf([step(), step({ Action: "aws:sleep" })])).toEqual([
      {
        CommandId: uuid(7),
        DocumentName: "AWS-RunPatchBaseline",
        InstanceIds: [machineId(1), machineId(2)],
        Operation: "Install",
        RebootOption: "NoReboot",
      },
    ]);
  });

  it("are read from inputs that are plain text", () => {
    const Inputs = { DocumentName: "Own-Patch", InstanceIds: machineId(3) };
    expect(commandsOf([step({ Inputs })])).toEqual([
      { CommandId: uuid(7), DocumentName: "Own-Patch", InstanceIds: [machineId(3)] },
    ]);
  });

  it.each([
    { Inputs: { Parameters: "{", DocumentName: "null", InstanceIds: "{}" } },
    { Inputs: { Parameters: "[1]", DocumentName: "[]", InstanceIds: '["all"]' } },
    { Inputs: { Parameters: '{"Operation":{"a":1},"RebootOption":[4]}' } },
    { Inputs: {} },
  ])("do not need readable inputs: %j", (plan) => {
    const [command] = commandsOf([step(plan)]);
    expect(command).toMatchObject({ CommandId: uuid(7), InstanceIds: [] });
    expect(command).not.toHaveProperty("Operation");
  });

  it("are read once each, and only with a command ID", () => {
    expect(commandsOf([step({ Outputs: {} }), step({ Outputs: { CommandId: ["none"] } })])).toEqual([]);
    expect(commandsOf([step(), step()])).toHaveLength(1);
  });
});
