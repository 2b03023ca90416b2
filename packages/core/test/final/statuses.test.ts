/** All documented statuses by level: whether they are final, and whether work can continue after them. */
import { describe, expect, it } from "vitest";
import {
  isFinalAutomationStatus,
  isFinalCommandStatus,
  isFinalStatus,
  letsWorkFinish,
} from "../../src/final/statuses.ts";

const documented = {
  window: {
    judge: isFinalStatus,
    final: ["SUCCESS", "FAILED", "TIMED_OUT", "CANCELLED", "SKIPPED_OVERLAPPING"],
    open: ["PENDING", "IN_PROGRESS", "CANCELLING"],
  },
  command: {
    judge: isFinalCommandStatus,
    final: ["Success", "Cancelled", "TimedOut", "Failed"],
    open: ["Pending", "InProgress", "Delayed", "Cancelling"],
  },
  automation: {
    judge: isFinalAutomationStatus,
    final: [
      "Success",
      "TimedOut",
      "Cancelled",
      "Failed",
      "Rejected",
      "CompletedWithSuccess",
      "CompletedWithFailure",
      "Exited",
    ],
    open: [
      "Pending",
      "InProgress",
      "Waiting",
      "Cancelling",
      "PendingApproval",
      "Approved",
      "Scheduled",
      "RunbookInProgress",
      "PendingChangeCalendarOverride",
      "ChangeCalendarOverrideApproved",
    ],
  },
} as const;

describe.each(Object.entries(documented))("status of a %s", (_, { judge, final, open }) => {
  it.each(final.map((status) => [status] as const))("%s is final", (status) => {
    expect(judge(status)).toBe(true);
  });

  it.each([...open, "", "success", "Succeeded", undefined].map((status) => [status] as const))(
    "%s is not final",
    (status) => {
      expect(judge(status)).toBe(false);
    },
  );
});

describe("work after a final status", () => {
  it.each(["CANCELLED", "TIMED_OUT", "Cancelled", "TimedOut"])("can continue after %s", (status) => {
    expect(letsWorkFinish(status)).toBe(true);
  });

  it.each([
    ["SUCCESS"],
    ["FAILED"],
    ["SKIPPED_OVERLAPPING"],
    ["Success"],
    ["Failed"],
    ["Rejected"],
    [""],
    [undefined],
  ])("has ended after %s", (status) => {
    expect(letsWorkFinish(status)).toBe(false);
  });
});
