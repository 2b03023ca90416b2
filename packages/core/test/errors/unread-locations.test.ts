import { expect, it } from "vitest";
import { itemOrigin, ServiceError, unreadLocations } from "../../src/index.ts";

it("gives the account, its name and the region of an item, and leaves out what is not text", () => {
  const item = { Account: "111122223333", AccountName: "payments", Region: "eu-west-1", Name: "nightly" };
  expect(itemOrigin(item)).toEqual({
    Account: "111122223333",
    AccountName: "payments",
    Region: "eu-west-1",
  });
  expect(itemOrigin({ Account: 5, Region: undefined })).toEqual({});
});

it("gives the locations that an error names, and none for other errors", () => {
  const location = { Account: "111122223333", Region: "eu-west-1", code: "AccessDenied", meaning: "denied" };
  const error = new ServiceError("DescribeMaintenanceWindows", { code: "LocationsUnread" });
  expect(unreadLocations(error)).toEqual([]);
  expect(unreadLocations(Object.assign(error, { locations: [location] }))).toEqual([location]);
});
