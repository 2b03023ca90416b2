import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokensUnder } from "../../src/request/tokens.ts";

const OPERATION = "DescribeMaintenanceWindowExecutionTasks";
const WindowExecutionId = "0000000a-0000-4000-8000-000000000001";
const tokensOf = tokensUnder(7);
const tokens = tokensOf(OPERATION, { WindowExecutionId });

const position = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe("a token", () => {
  it("contains the position, for every position and turn", () => {
    fc.assert(
      fc.property(position, fc.integer({ min: 0, max: 65_535 }), (at, turn) => {
        expect(tokens.read(tokens.make(at, turn))).toEqual({ position: at, turn });
      }),
    );
  });

  it("is rejected if one character is changed", () => {
    fc.assert(
      fc.property(
        position,
        fc.nat({ max: 34 }),
        fc.constantFrom(..."0123456789abcdefghijklmnopqrstuvwxyzABCZ-_=+/ "),
        (at, place, character) => {
          const token = tokens.make(at);
          fc.pre(token[place] !== character);
          expect(tokens.read(token.slice(0, place) + character + token.slice(place + 1))).toBeUndefined();
        },
      ),
    );
  });

  it("is rejected if characters are added, removed or swapped", () => {
    let swaps = 0;
    fc.assert(
      fc.property(position, fc.string({ minLength: 1 }), fc.nat({ max: 34 }), (at, more, place) => {
        const token = tokens.make(at);
        expect(tokens.read(token + more)).toBeUndefined();
        expect(tokens.read(more + token)).toBeUndefined();
        expect(tokens.read(token.slice(0, place))).toBeUndefined();
        const swapped = token.slice(place) + token.slice(0, place);
        if (swapped === token) return;
        swaps += 1;
        expect(tokens.read(swapped)).toBeUndefined();
      }),
    );
    expect(swaps).toBeGreaterThanOrEqual(80);
  });

  it("is never a random string", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(..."0123456789abcdefghijklmnopqrstuvwxyz"),
          minLength: 35,
          maxLength: 35,
        }),
        (garbage) => {
          expect(tokens.read(garbage)).toBeUndefined();
        },
      ),
    );
  });

  it.each([
    ["another operation", tokensOf("GetMaintenanceWindowExecution", { WindowExecutionId })],
    ["another input", tokensOf(OPERATION, { WindowExecutionId: WindowExecutionId.replace("1", "2") })],
    [
      "more filters",
      tokensOf(OPERATION, { WindowExecutionId, Filters: [{ Key: "STATUS", Values: ["FAILED"] }] }),
    ],
    ["another seed or scenario", tokensUnder(8)(OPERATION, { WindowExecutionId })],
  ])("is rejected for %s", (_, others) => {
    expect(others.read(tokens.make(50))).toBeUndefined();
  });

  it.each([
    ["another page size", { WindowExecutionId, MaxResults: 20 }],
    ["members in another order", { MaxResults: undefined, NextToken: "x", WindowExecutionId }],
    ["an explicit undefined member", { WindowExecutionId, Filters: undefined }],
  ])("is valid with %s", (_, input) => {
    expect(tokensOf(OPERATION, input).read(tokens.make(50))?.position).toBe(50);
  });
});
