import { describe, expect, it } from "vitest";
import {
  errorCode,
  errorMeaning,
  isRetryable,
  readResponse,
  ServiceError,
  TransportError,
  UNREAD_LOCATIONS,
  unreadLocationsToWire,
  UnreadLocationsError,
} from "../../src/index.ts";

const locations = [
  {
    Account: "111122223333",
    Region: "eu-west-1",
    error: new ServiceError("AssumeRole", { code: "AccessDenied", message: "not authorized", status: 403 }),
    remedy: "Check the trust policy.",
  },
  {
    Account: "444455556666",
    Region: "us-east-1",
    error: new TransportError("DescribeMaintenanceWindows", "No response."),
    remedy: "Check the network.",
  },
];

const received = (body: object) => ({
  status: 400,
  headers: { get: () => null },
  text: JSON.stringify(body),
});

const read = (body: object): unknown => {
  try {
    return readResponse("DescribeMaintenanceWindows", { origin: "http://x" }, received(body));
  } catch (error) {
    return error;
  }
};

describe("an error that names unread locations", () => {
  it("names the locations with their codes, and the remedy of the first", () => {
    const error = new UnreadLocationsError("DescribeMaintenanceWindows", locations);
    expect(error.message).toBe(
      "DescribeMaintenanceWindows could not read 2 locations: 111122223333 eu-west-1 (AccessDenied), " +
        "444455556666 us-east-1 (no-response). Check the trust policy.",
    );
    expect(errorMeaning(error)).toBe("unread-locations");
    expect(isRetryable(error)).toBe(false);
  });

  it("names at most ten locations in its message, and has all of them", () => {
    const many = Array.from({ length: 12 }, () => locations[0] ?? expect.fail());
    const error = new UnreadLocationsError("ListCommands", many);
    expect(error.message).toContain("(AccessDenied) and 2 more. Check");
    expect(error.locations).toHaveLength(12);
  });

  it("keeps its locations over HTTP, each with the meaning of its error", () => {
    const body = { __type: UNREAD_LOCATIONS, message: "x", Locations: unreadLocationsToWire(locations) };
    const error = read(body);
    if (!(error instanceof UnreadLocationsError)) return expect.fail("no UnreadLocationsError");
    expect(
      error.locations.map(({ Account, Region, error: { message }, remedy }) => ({
        Account,
        Region,
        message,
        remedy,
      })),
    ).toEqual([
      {
        Account: "111122223333",
        Region: "eu-west-1",
        message: "not authorized",
        remedy: "Check the trust policy.",
      },
      {
        Account: "444455556666",
        Region: "us-east-1",
        message: "No response.",
        remedy: "Check the network.",
      },
    ]);
    expect(error.locations.map((location) => errorMeaning(location.error))).toEqual([
      "denied",
      "no-response",
    ]);
    expect(error.locations.map((location) => errorCode(location.error))).toEqual([
      "AccessDenied",
      "no-response",
    ]);
  });

  it("keeps the ID that was not found over HTTP", () => {
    const Locations = unreadLocationsToWire(locations.slice(0, 1));
    expect(read({ __type: UNREAD_LOCATIONS, Locations, Sought: "mw-1" })).toMatchObject({
      sought: "mw-1",
      message:
        "mw-1 was not found in the accounts and regions that could be read, and 1 location could not be read: " +
        "111122223333 eu-west-1 (AccessDenied). Check the trust policy.",
    });
  });

  it("is an ordinary error of the service without locations", () => {
    const error = read({ __type: UNREAD_LOCATIONS, message: "x", Locations: "none" });
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ code: UNREAD_LOCATIONS });
  });
});
