import { expect, it } from "vitest";
import { withoutSensitive } from "../../src/index.ts";

const origin = { Account: "111122223333", AccountName: "payments", Region: "eu-west-1" };

it("keeps the origin of items and of responses, and no other member that AWS does not have", () => {
  const window = { WindowId: "mw-0123456789abcdef0", Description: "secret", Owner: "unknown", ...origin };
  expect(withoutSensitive("GetMaintenanceWindow", window)).toEqual({ WindowId: window.WindowId, ...origin });
  expect(
    withoutSensitive("DescribeMaintenanceWindows", { WindowIdentities: [window], Account: "of the list" }),
  ).toEqual({ WindowIdentities: [{ WindowId: window.WindowId, ...origin }] });
});
