import { ServiceError } from "@windowpane/core";
import type { ResolvedFleet } from "@windowpane/fleet";
import { describe, expect, it } from "vitest";
import { createDirectory } from "../src/directory.ts";
import { memorySql } from "./memory-sql.ts";

const location = (Account: string) => ({
  Account,
  Region: "eu-west-1",
  name: "payments",
  role: `arn:aws:iam::${Account}:role/WindowpaneRead`,
});
const first: ResolvedFleet = { locations: [location("111122223333")], unread: [] };
const second: ResolvedFleet = { locations: [location("111122223333"), location("444455556666")], unread: [] };
const denied: ResolvedFleet = {
  locations: [],
  unread: [
    {
      Account: "444455556666",
      Region: "all",
      error: new ServiceError("ListRegions", { code: "AccessDeniedException", message: "No permission." }),
      remedy: "Allow account:ListRegions.",
    },
  ],
};

/** Opens a directory whose account list is given, and which an object can open again. */
const start = (fleets: readonly ResolvedFleet[]) => {
  const { sql } = memorySql();
  let time = Date.parse("2026-11-22T08:00:00Z");
  let listed = 0;
  return {
    listed: () => listed,
    pass: (milliseconds: number) => (time += milliseconds),
    open: (edition = "a") =>
      createDirectory({
        sql,
        edition,
        now: () => new Date(time),
        resolve: async () => fleets[Math.min(listed++, fleets.length - 1)] ?? first,
      }),
  };
};

describe("the directory of a fleet", () => {
  it("lists the accounts once, also for an object that starts again", async () => {
    const { open, listed } = start([first]);
    expect((await open().current()).locations).toEqual(first.locations);
    const again = await open().current();
    expect(again.find({ Account: "111122223333", Region: "eu-west-1" })).toEqual(location("111122223333"));
    expect(again.find({ Account: "111122223333", Region: "eu-west-2" })).toBeUndefined();
    expect(listed()).toBe(1);
  });

  it("lists the accounts again after an hour, and reports a change", async () => {
    const { open, listed, pass } = start([first, first, second]);
    const directory = open();
    await directory.current();
    expect([await directory.refresh(), listed()]).toEqual([false, 1]);
    pass(3_600_000);
    expect([await directory.refresh(), listed()]).toEqual([false, 2]);
    pass(3_600_000);
    expect([await directory.refresh(), listed()]).toEqual([true, 3]);
    expect((await open().current()).locations).toHaveLength(2);
  });

  it("does not use the accounts of another configuration", async () => {
    const { open, listed } = start([first, second]);
    await open("a").current();
    expect((await open("b").current()).locations).toHaveLength(2);
    expect(listed()).toBe(2);
  });

  it("keeps the accounts of an organization that cannot be listed for a while", async () => {
    const { open, listed, pass } = start([second, denied, second]);
    const directory = open();
    await directory.current();
    pass(3_600_000);
    expect([await directory.refresh(), listed()]).toEqual([false, 2]);
    expect((await directory.current()).locations).toHaveLength(2);
    expect([await directory.refresh(), listed()]).toEqual([false, 3]);
  });

  it("keeps what could not be listed, with its remedy, and tries again at the next refresh", async () => {
    const { open, listed } = start([denied, second]);
    await open().current();
    const { unread } = await open().current();
    expect(unread).toMatchObject([
      {
        Account: "444455556666",
        Region: "all",
        error: { kind: "service", code: "AccessDeniedException" },
        remedy: "Allow account:ListRegions.",
      },
    ]);
    expect([await open().refresh(), listed()]).toEqual([true, 2]);
    expect((await open().current()).unread).toEqual([]);
  });
});
