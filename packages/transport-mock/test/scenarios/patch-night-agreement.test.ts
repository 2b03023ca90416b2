import { describe, expect, test } from "vitest";
import {
  allInvocations,
  allMachines,
  allTasks,
  commandOf,
  invocationsOf,
  machinesOf,
  parametersOf,
} from "./patch-night-account.ts";

describe("duplicate data in the demo", () => {
  test("agrees: parameters with IDs list the command's machines, except the one that was terminated", () => {
    let surplus = 0;
    for (const invocation of allInvocations()) {
      const command = commandOf(invocation);
      if (command === undefined) continue;
      const { instanceIds, documentName, targets } = parametersOf(invocation);
      expect(documentName).toBe(command.DocumentName);
      expect([instanceIds, targets].filter((list) => list !== undefined)).toHaveLength(1);
      if (instanceIds === undefined) continue;
      const machines = command.machines.map(({ InstanceId }) => InstanceId);
      expect(instanceIds.slice(0, machines.length)).toEqual(machines);
      surplus += instanceIds.length - machines.length;
    }
    expect(surplus).toBe(1);
  });

  test("agrees: parameters have every number except the timeout as a string", () => {
    for (const invocation of allInvocations()) {
      if (invocation.command === undefined) continue;
      const { comment, maxConcurrency, maxErrors, timeoutSeconds } = parametersOf(invocation);
      expect(comment).toBe("");
      expect([typeof maxConcurrency, typeof maxErrors, typeof timeoutSeconds]).toEqual([
        "string",
        "string",
        "number",
      ]);
    }
  });

  test("agrees: the task lists the machines of its invocations", () => {
    for (const task of allTasks()) {
      const ran = invocationsOf(task).flatMap(machinesOf);
      const listed = task.task.TaskParameters?.[0]?.["aws:InstanceId"]?.Values ?? [];
      expect(ran.map(({ InstanceId }) => InstanceId).filter((id) => !listed.includes(id))).toEqual([]);
    }
  });

  test("agrees: a step fails with its machine, and an automation with its invocation", () => {
    const odd = allMachines().filter(({ details, plugins }) =>
      plugins.every((plugin) => plugin.details !== details),
    );
    expect(odd).toEqual([]);
    for (const { details, automation } of allInvocations()) {
      if (automation !== undefined) expect(automation.outcome).toBe(details);
    }
  });
});
