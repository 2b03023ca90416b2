import { describe, expect, it } from "vitest";
import { machineIds, machinesAt } from "../machines-account.ts";
import { minute } from "../small-account.ts";

const { linux, derived, windows, hybrid, terminated, unknown } = machineIds;

const list = async (minutes: number, ...InstanceIds: readonly string[]) =>
  (await machinesAt(minutes).call("DescribeInstancePatchStates", { InstanceIds: [...InstanceIds] }))
    .InstancePatchStates ?? [];

describe("DescribeInstancePatchStates", () => {
  it("reports a scan until an installation ends, and then the installation", async () => {
    const [before] = await list(6.9, linux);
    expect(before).toMatchObject({ Operation: "Scan", InstalledCount: 1, MissingCount: 1 });
    expect(before).toMatchObject({ OperationStartTime: minute(-30), OperationEndTime: minute(-29) });
    expect(before).not.toHaveProperty("SnapshotId");
    expect(before).not.toHaveProperty("LastNoRebootInstallOperationTime");
    const [after] = await list(7, linux);
    expect(after).toEqual({
      InstanceId: linux,
      PatchGroup: "web",
      BaselineId: "pb-0123456789abcdef0",
      SnapshotId: "00000000-0000-4000-8000-00000000005a",
      InstalledCount: 1,
      InstalledOtherCount: 1,
      InstalledPendingRebootCount: 1,
      InstalledRejectedCount: 0,
      MissingCount: 0,
      FailedCount: 1,
      NotApplicableCount: 0,
      UnreportedNotApplicableCount: 0,
      CriticalNonCompliantCount: 1,
      SecurityNonCompliantCount: 1,
      OtherNonCompliantCount: 1,
      OperationStartTime: minute(5),
      OperationEndTime: minute(7),
      Operation: "Install",
      LastNoRebootInstallOperationTime: minute(7),
      RebootOption: "NoReboot",
    });
  });

  it("has no state before the end of the first operation", async () => {
    expect(await list(-29.5, linux)).toEqual([]);
  });

  it("counts available security updates on Windows only, and adds unlisted patches", async () => {
    const [onWindows] = await list(0, windows);
    expect(onWindows).toMatchObject({
      AvailableSecurityUpdateCount: 1,
      NotApplicableCount: 1900,
      UnreportedNotApplicableCount: 11,
      OtherNonCompliantCount: 0,
      PatchGroup: "",
      RebootOption: "RebootIfNeeded",
    });
    expect((await list(0, linux))[0]).not.toHaveProperty("AvailableSecurityUpdateCount");
  });

  it("keeps the order of the request and skips machines without a state", async () => {
    const states = await list(0, hybrid, windows, unknown, linux, derived, linux);
    expect(states.map(({ InstanceId }) => InstanceId)).toEqual([windows, linux]);
    expect(await list(0)).toEqual([]);
  });

  it("has no state for a terminated machine", async () => {
    expect(await list(5, terminated)).toHaveLength(1);
    expect(await list(6, terminated)).toEqual([]);
  });

  it("returns pages, and rejects a token of another request with the documented error", async () => {
    const client = machinesAt(0);
    const name = "DescribeInstancePatchStates";
    const { NextToken } = await client.call(name, { InstanceIds: [linux, windows], MaxResults: 10 });
    expect(NextToken).toBeUndefined();
    await expect(client.call(name, { InstanceIds: [linux], NextToken: "garbage" })).rejects.toMatchObject({
      code: "InvalidNextToken",
    });
  });

  it("returns copies that a caller may change", async () => {
    const client = machinesAt(0);
    const read = async () =>
      (await client.call("DescribeInstancePatchStates", { InstanceIds: [linux] })).InstancePatchStates?.[0];
    (await read())?.OperationEndTime?.setTime(0);
    expect((await read())?.OperationEndTime).toEqual(minute(-29));
  });
});
