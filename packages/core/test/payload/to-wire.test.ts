import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromWire, operationNames, shapeOf, toWire, type Shape } from "../../src/index.ts";

/** The body of an operation without these members, as if AWS had added them. */
const encode = (value: unknown): string => JSON.stringify(toWire("GetMaintenanceWindow", value));

const milliseconds = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 });
const leaf = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.integer(),
  milliseconds.map((time) => new Date(time)),
);
const memberName = fc.stringMatching(/^[A-Za-z:-]{1,9}$/);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie("tree")),
    fc.dictionary(memberName, tie("tree"), { noNullPrototype: true }),
  ),
}));

/** A slow and simple implementation. */
const obvious = (value: unknown): unknown => {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(obvious);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, obvious(member)]));
};

describe("toWire", () => {
  it("writes Dates as seconds at any depth and keeps everything else", () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(encode({ value })).toBe(JSON.stringify({ value: obvious(value) }));
      }),
    );
  });

  it("does not change the response", () => {
    fc.assert(
      fc.property(tree, (value) => {
        const before = structuredClone(value);
        encode(value);
        expect(value).toStrictEqual(before);
      }),
    );
  });

  it.each([
    ["2024-08-04T18:35:35.170Z", "1722796535.17"],
    ["1970-01-01T00:00:00.000Z", "0"],
    ["2018-11-09T08:30:16.338Z", "1541752216.338"],
    ["2024-08-04T18:35:35.000Z", "1722796535"],
  ])("writes %s as %s", (time, written) => {
    expect(encode({ StartTime: new Date(time) })).toBe(`{"StartTime":${written}}`);
  });

  it("omits absent members", () => {
    expect(encode({ NextToken: undefined, Targets: [] })).toBe('{"Targets":[]}');
  });
});

const name = fc.stringMatching(/^[A-Za-z:-]{1,9}$/);

/** Responses of a shape with some of its members and at most two items in lists. */
const responseOf = (shape: Shape, depth = 0): fc.Arbitrary<unknown> => {
  switch (shape.type) {
    case "string":
    case "token":
      return fc.string();
    case "integer":
    case "long":
      return fc.integer();
    case "boolean":
      return fc.boolean();
    case "timestamp":
      return milliseconds.map((time) => new Date(time));
    case "blob":
      return fc.uint8Array({ maxLength: 9 });
    case "list":
      return fc.array(responseOf(shape.item, depth + 1), { maxLength: 2 });
    case "map":
      return fc.dictionary(name, responseOf(shape.value, depth + 1), { maxKeys: 2, noNullPrototype: true });
    case "structure":
      // Limits the depth, because structures can contain themselves.
      return fc.record(
        depth > 6
          ? {}
          : Object.fromEntries(
              Object.entries(shape.members).map(([member, part]) => [member, responseOf(part, depth + 1)]),
            ),
        { requiredKeys: [], noNullPrototype: true },
      );
  }
};

it.each(operationNames)("%s: a response is the same after a round trip", (operation) => {
  fc.assert(
    fc.property(responseOf(shapeOf(operation, "output")), (response) => {
      const sent = JSON.stringify(toWire(operation, response));
      expect(fromWire(operation, JSON.parse(sent))).toEqual(response);
    }),
    { numRuns: 50 },
  );
});

it("writes the payload of a Lambda task as base64 and reads it as bytes", () => {
  const response = { TaskInvocationParameters: { Lambda: { Payload: new TextEncoder().encode('{"a":1}') } } };
  const sent = toWire("GetMaintenanceWindowTask", response);
  expect(sent).toEqual({ TaskInvocationParameters: { Lambda: { Payload: "eyJhIjoxfQ==" } } });
  expect(fromWire("GetMaintenanceWindowTask", structuredClone(sent))).toEqual(response);
});
