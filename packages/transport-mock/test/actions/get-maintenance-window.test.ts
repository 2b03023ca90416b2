import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids, minute } from "../small-account.ts";

const next = async (minutes: number, WindowId: string): Promise<string | undefined> =>
  (await atMinute(minutes).client.call("GetMaintenanceWindow", { WindowId })).NextExecutionTime;

describe("GetMaintenanceWindow", () => {
  it("returns a window", async () => {
    expect(await atMinute(0).client.call("GetMaintenanceWindow", { WindowId: ids.window })).toEqual({
      WindowId: ids.window,
      Name: "nightly",
      Description: "every night",
      Enabled: true,
      Duration: 3,
      Cutoff: 1,
      Schedule: "rate(1 hour)",
      AllowUnassociatedTargets: false,
      CreatedDate: minute(-100_000),
      NextExecutionTime: "2026-11-22T02:01:00.000Z",
    });
  });

  it("moves NextExecutionTime forward when the window starts", async () => {
    expect(await next(0.9, ids.window)).toBe("2026-11-22T02:01:00.000Z");
    expect(await next(1, ids.window)).toBe("2026-11-22T03:01:00.000Z");
    expect(await next(200, ids.window)).toBeUndefined();
  });

  it("has no NextExecutionTime for a disabled window", async () => {
    expect(await next(0, ids.idle)).toBeUndefined();
  });

  it("rejects an unknown window with the service's message", async () => {
    await expect(
      atMinute(0).client.call("GetMaintenanceWindow", { WindowId: "mw-00000000000000000" }),
    ).rejects.toMatchObject({
      code: "DoesNotExistException",
      message: "Maintenance window mw-00000000000000000 does not exist",
      status: 400,
      retryable: false,
    });
  });
});
