import { describe, expect, it } from "vitest";
import { causeOf } from "../../../src/index.ts";
import { groupFailures, mergeGroups } from "../../../src/judge/groups/group.ts";
import type { FailedMember } from "../../../src/model/group.ts";
import { machineId, WindowExecutionId } from "../../small-plan.ts";

const failed = (number: number, text: string, ResponseCode = 1): FailedMember => {
  const cause = causeOf({ ResponseCode, texts: [text] });
  const name = machineId(number);
  return { cause, member: { WindowExecutionId, kind: "machine", name, InstanceId: name, result: "failed" } };
};

describe("groups", () => {
  it("merge forty machines with one cause", () => {
    const failures = Array.from({ length: 40 }, (_, number) =>
      failed(number, `app: shard ${number} at /srv/${number} failed to start worker`, 3),
    );
    expect(groupFailures(failures)).toMatchObject([
      {
        slug: "exit-3",
        machines: 40,
        error: "app: shard <n> at <path> failed to start worker",
        evidence: "app: shard 0 at /srv/0 failed to start worker",
      },
    ]);
  });

  it("separate different errors if only the exit code is known", () => {
    expect(groupFailures([failed(1, "error: no key"), failed(2, "error: no lock file")])).toHaveLength(2);
  });

  it("count a machine that failed twice as one machine and two members", () => {
    const [group] = groupFailures([
      failed(1, "No space left on device"),
      failed(1, "No space left on device: /var"),
    ]);
    expect(group).toMatchObject({ machines: 1, members: [{}, {}] });
  });

  it("are worst first: failures by machines, then consequences, then notices", () => {
    const cancelled: FailedMember[] = [1, 2, 3].map((number) => ({
      ...failed(number, ""),
      cause: causeOf({ StatusDetails: "Terminated" }),
    }));
    const nothing: FailedMember = {
      cause: causeOf({ StatusDetails: "No tasks to execute." }),
      member: { WindowExecutionId, kind: "execution", name: "nightly" },
    };
    const groups = groupFailures([
      nothing,
      ...cancelled,
      failed(1, "Out of memory"),
      failed(2, "No space left on device"),
      failed(3, "No space left on device"),
    ]);
    expect(groups.map(({ slug }) => slug)).toEqual([
      "disk-full",
      "out-of-memory",
      "max-errors-reached",
      "no-tasks",
    ]);
  });

  it("count the machines that never ran because of their task's failures as harm", () => {
    const stopped = (number: number, TaskExecutionId: string): FailedMember => {
      const { member } = failed(number, "");
      return {
        cause: causeOf({ StatusDetails: "Terminated" }),
        member: { ...member, TaskExecutionId, result: "notRun" },
      };
    };
    const inTask = ({ member, cause }: FailedMember, TaskExecutionId: string): FailedMember => ({
      cause,
      member: { ...member, TaskExecutionId },
    });
    const groups = groupFailures([
      inTask(failed(1, "Out of memory"), "full"),
      inTask(failed(2, "Out of memory"), "full"),
      inTask(failed(3, "No space left on device"), "canary"),
      stopped(4, "canary"),
      stopped(5, "canary"),
      // Another task stopped, too, in which neither cause occurred.
      ...[6, 7, 8].map((number) => stopped(number, "other")),
    ]);
    expect(groups).toMatchObject([
      { slug: "disk-full", machines: 1, stopped: 2 },
      { slug: "out-of-memory", machines: 2 },
      { slug: "max-errors-reached", machines: 5 },
    ]);
    expect(groups.slice(1).some(({ stopped: count }) => count !== undefined)).toBe(false);
    expect(mergeGroups([...groups, ...groups])[0]).toMatchObject({ machines: 1, stopped: 4 });
  });

  it("do not depend on the order in which failures become known", () => {
    const failures = [
      failed(1, "Out of memory"),
      failed(2, "No space left on device"),
      failed(3, "error: x"),
      failed(4, "error: y"),
    ];
    const keys = (list: readonly FailedMember[]): readonly string[] =>
      groupFailures(list).map(({ key }) => key);
    expect(keys(failures.toReversed())).toEqual(keys(failures));
  });
});
