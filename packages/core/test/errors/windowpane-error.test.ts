import { describe, expect, it } from "vitest";
import { isWindowpaneError, ServiceError, TransportError } from "../../src/index.ts";

const brand = Symbol.for("@windowpane/core/error");

describe("a WindowpaneError", () => {
  it("is recognised by its brand, also from another copy of the core", () => {
    // An error of another copy, with other classes.
    class Foreign extends Error {
      readonly kind = "service";
      readonly code = "ThrottlingException";
    }
    Object.defineProperty(Foreign.prototype, brand, { value: true });
    const error: unknown = new Foreign("Rate exceeded");
    expect(error).not.toBeInstanceOf(ServiceError);
    expect(isWindowpaneError(error) && error.kind === "service" && error.code).toBe("ThrottlingException");
  });

  it("is recognised in a subclass", () => {
    class Unsent extends TransportError {}
    expect(isWindowpaneError(new Unsent("x", "no credentials"))).toBe(true);
  });

  it.each([
    ["an error of the platform", new TypeError("a bug")],
    ["an error that only looks like one", Object.assign(new Error("x"), { kind: "service", code: "x" })],
    ["a kind that this copy does not know", Object.assign(new Error("x"), { [brand]: true, kind: "newer" })],
    ["a kind that every object has", Object.assign(new Error("x"), { [brand]: true, kind: "constructor" })],
    ["a text", "ServiceError"],
    ["nothing", undefined],
    ["null", null],
  ])("is not %s", (_, value) => {
    expect(isWindowpaneError(value)).toBe(false);
  });

  it("does not show its brand in members or logs", () => {
    const error = new ServiceError("x", { code: "ThrottlingException" });
    expect(Reflect.ownKeys(error)).not.toContain(brand);
    expect(JSON.stringify(error)).not.toContain("windowpane");
    const members = [];
    for (const member in error) members.push(member);
    expect(members).toContain("code");
  });

  it("is narrowed by its kind", () => {
    const told = (error: unknown): string => {
      if (!isWindowpaneError(error)) return "unknown";
      switch (error.kind) {
        case "service":
          return error.code;
        case "invalid-input":
          return error.violations.map(({ rule }) => rule).join();
        case "filter-syntax":
          return String(error.column);
        case "invalid-output":
          return error.mismatches.join();
        case "transport":
          return String(error.retryable);
        case "stalled":
          return error.resumeFrom ?? error.operation;
        case "unread-locations":
          return error.locations.map(({ Account }) => Account).join();
      }
    };
    expect(told(new ServiceError("x", { code: "AccessDenied" }))).toBe("AccessDenied");
    expect(told(new TransportError("x", "lost"))).toBe("true");
  });
});
