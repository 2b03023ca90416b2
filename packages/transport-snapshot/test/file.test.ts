import { createHash } from "node:crypto";
import fc from "fast-check";
import { mockTransport, scenarioNamed } from "@windowpane/transport-mock";
import { beforeAll, describe, expect, it } from "vitest";
import {
  readSnapshot,
  SnapshotError,
  writeSnapshot,
  type Snapshot,
  type SnapshotErrorReason,
} from "../src/index.ts";
import { take } from "./take.ts";

const executions = ["14bea65d-5ccc-462d-a2f3-e99c8aaaaaaa"];
let snapshot: Snapshot | undefined;
let text = "";

beforeAll(async () => {
  const documentation = mockTransport({ scenario: scenarioNamed("documentation") });
  const { documentationIds } = await import("@windowpane/transport-mock");
  executions.splice(0, 1, documentationIds.WindowExecutionId);
  snapshot = await take(documentation, {
    of: { executions },
    takenBy: "windowpane 1.2.3",
    includeSensitive: true,
  });
  text = await writeSnapshot(snapshot);
});

const reasonOf = async (damaged: string): Promise<SnapshotErrorReason | "read"> => {
  try {
    expect(await readSnapshot(damaged)).toEqual(snapshot);
    return "read";
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    // One sentence about the problem and one about the solution, without the content.
    expect(error.message).toMatch(/^[^\n]+\. [^\n]+\.$/);
    expect(error.message).toContain(error.advice);
    return error.reason;
  }
};

describe("a snapshot's file", () => {
  it("is read as it was written", async () => {
    expect(await readSnapshot(text)).toEqual(snapshot);
    expect(snapshot).toMatchObject({ takenBy: "windowpane 1.2.3", executions, includesSensitive: true });
  });

  it("has a line for each entry, with readable times", () => {
    const lines = text.split("\n");
    expect(lines[0]).toMatch(
      /^\{"format":"windowpane-snapshot","version":1,"checksum":"sha256:[0-9a-f]{64}",$/,
    );
    expect(lines[1]).toContain('"takenAt":"2026-11-22T08:00:00.000Z"');
    const responses = lines.filter((line) => line.startsWith('{"operation":'));
    expect(responses).toHaveLength(snapshot?.responses.length ?? 0);
    expect(responses.join("")).toMatch(/"StartTime":"\d{4}-\d{2}-\d{2}T[\d:.]+Z"/);
  });

  it("can be verified by other programs: SHA-256 of the content in canonical JSON", () => {
    // RFC 8785, implemented in another way.
    const { checksum, content } = JSON.parse(text) as {
      readonly checksum: string;
      readonly content: unknown;
    };
    const canonical = JSON.stringify(content, (_name, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
        : value,
    );
    expect(checksum).toBe(`sha256:${createHash("sha256").update(canonical).digest("hex")}`);
  });

  it("may be reformatted", async () => {
    expect(await reasonOf(JSON.stringify(JSON.parse(text), undefined, 2))).toBe("read");
    expect(await reasonOf(`\n${text}\n\n`)).toBe("read");
  });

  it.each([
    ["as written", (whole: string) => whole],
    ["reformatted", (whole: string) => `${JSON.stringify(JSON.parse(whole), undefined, 2)}\n`],
  ])("is truncated if it is cut anywhere, %s", async (_how, lay) => {
    const whole = lay(text);
    const places = Array.from({ length: whole.trimEnd().length - 1 }, (_, index) => index + 1);
    const reasons = await Promise.all(places.map((place) => reasonOf(whole.slice(0, place))));
    expect(places.filter((_, index) => reasons[index] !== "truncated")).toEqual([]);
    expect(await reasonOf("")).toBe("truncated");
  });

  it("with one changed character is never read as another snapshot", async () => {
    const change = fc.record({
      place: fc.nat(text.length - 1),
      character: fc.constantFrom(...'09aZ"{}[], \\:-'),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ place, character }) => {
        const damaged = text.slice(0, place) + character + text.slice(place + 1);
        // With a space between members, or the same character, the snapshot is unchanged.
        expect(["read", "changed", "damaged", "truncated", "newer", "foreign"]).toContain(
          await reasonOf(damaged),
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, (whole: string) => string, SnapshotErrorReason]>([
    ["a status edited by hand", (whole) => whole.replace('"SUCCESS"', '"FAILED"'), "changed"],
    ["a removed entry", (whole) => whole.replace(/\n\{"operation":"[^\n]+,\n/, "\n"), "changed"],
    ["another checksum", (whole) => whole.replace(/sha256:./, "sha256:x"), "changed"],
    ["a later version", (whole) => whole.replace('"version":1', '"version":2'), "newer"],
    ["an invalid version", (whole) => whole.replace('"version":1', '"version":0'), "damaged"],
    ["a missing part in the middle", (whole) => whole.slice(0, 300) + whole.slice(400), "damaged"],
    ["another JSON", () => '{"format":"something"}', "foreign"],
    ["JSON that is not an object", () => "[1,2]", "foreign"],
    ["another format", () => "WindowId,Status\nmw-1,FAILED\n", "foreign"],
  ])("with %s is rejected", async (_what, change, reason) => {
    expect(await reasonOf(change(text))).toBe(reason);
  });

  it.each([
    [{ takenAt: "yesterday" }],
    [{ origin: undefined }],
    [{ origin: { source: 7 } }],
    [{ includesSensitive: "no" }],
    [{ executions: [7] }],
    [{ responses: [{ operation: "SendCommand", input: {}, response: {} }] }],
    [{ responses: [{ operation: "GetMaintenanceWindow", input: { WindowId: 7 }, response: {} }] }],
    [{ responses: [{ operation: "GetMaintenanceWindow", input: {}, response: [] }] }],
    [{ responses: [{ operation: "GetMaintenanceWindow", input: {} }] }],
    [{ responses: [{ operation: "DescribeMaintenanceWindows", input: {}, items: [7] }] }],
    [{ responses: [{ operation: "DescribeMaintenanceWindows", input: {}, gap: { code: 1 } }] }],
  ])("is damaged if the content is invalid, even with a valid checksum: %j", async (part) => {
    const made = { ...snapshot, ...part } as unknown as Snapshot; // Hand-made, on purpose.
    expect(await reasonOf(await writeSnapshot(made))).toBe("damaged");
  });
});
