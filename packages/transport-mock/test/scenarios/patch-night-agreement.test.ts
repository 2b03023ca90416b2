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

describe("what an account says twice", () => {
  test("is the same: parameters by id list the command's machines, but for the one that vanished", () => {
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

  test("is the same: parameters hold every number but the timeout as a string", () => {
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

  test("is the same: the task lists the machines of its invocations", () => {
    for (const task of allTasks()) {
      const ran = invocationsOf(task).flatMap(machinesOf);
      const listed = task.task.TaskParameters?.[0]?.["aws:InstanceId"]?.Values ?? [];
      expect(ran.map(({ InstanceId }) => InstanceId).filter((id) => !listed.includes(id))).toEqual([]);
    }
  });

  test("is the same: a step's trouble is its machine's, and an automation's is its invocation's", () => {
    const odd = allMachines().filter(({ details, plugins }) =>
      plugins.every((plugin) => plugin.details !== details),
    );
    expect(odd).toEqual([]);
    for (const { details, automation } of allInvocations()) {
      if (automation !== undefined) expect(automation.outcome).toBe(details);
    }
  });
});
