import { describe, expect, it } from "vitest";
import { keyOwner } from "../../src/aws/budget.ts";

describe("the account of an access key", () => {
  it.each([
    ["ASIAQNZGKIQY56JQ7WML", "029608264753"],
    ["ASIAY34FZKBOKMUTVV7A", "609629065308"],
  ])("is in the key %s", (key, account) => {
    expect(keyOwner(key)).toBe(account);
  });

  it.each(["AKIAIOSFODNN7EXAMPLE", "AKIAPROD", "", "not a key"])("is unknown for %j", (key) => {
    expect(keyOwner(key)).toBeUndefined();
  });
});
