import { createHash } from "node:crypto";
import fc from "fast-check";
import { createClient } from "@windowpane/core";
import { documentationIds, mockTransport, scenarioNamed } from "@windowpane/transport-mock";
import { beforeAll, describe, expect, it } from "vitest";
import {
  readSnapshot,
  SnapshotError,
  snapshotTransport,
  type Snapshot,
  type SnapshotErrorReason,
} from "../src/index.ts";
import { createChecksum, PART_SIZE } from "../src/file/checksum.ts";
import { createEntryLog } from "../src/file/entry-log.ts";
import { bytesOf, take, textOf } from "./take.ts";

const executions = [documentationIds.WindowExecutionId];
let snapshot: Snapshot | undefined;
let text = "";
const empty: Snapshot = {
  takenAt: new Date(0),
  origin: { source: "demo" },
  includesSensitive: false,
  executions: [],
  responses: createEntryLog().entries(),
};

beforeAll(async () => {
  snapshot = await take(mockTransport({ scenario: scenarioNamed("documentation") }), {
    of: { executions },
    takenBy: "windowpane 1.2.3",
    includeSensitive: true,
  });
  text = await textOf(snapshot);
});

const encode = (file: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(file);

const reasonOf = async (file: string | Uint8Array<ArrayBuffer>): Promise<SnapshotErrorReason | "read"> => {
  try {
    const read = await readSnapshot(typeof file === "string" ? encode(file) : file);
    expect(await textOf(read)).toBe(text);
    return "read";
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    // One sentence about the problem and one about the solution, without the content.
    expect(error.message).toMatch(/^[^\n]+\. [^\n]+\.$/);
    expect(error.message).toContain(error.advice);
    return error.reason;
  }
};

/** A file with other lines than a snapshot's, and a valid checksum. */
const sealed = async (lines: readonly string[]): Promise<Uint8Array<ArrayBuffer>> => {
  const bytes = encode(lines.map((line) => `${line}\n`).join(""));
  const checksum = createChecksum();
  await checksum.add(bytes);
  return encode(`${new TextDecoder().decode(bytes)}${await checksum.line()}\n`);
};

const linesOf = (file: string): string[] => file.trimEnd().split("\n").slice(0, -1);

describe("a snapshot's file", () => {
  it("is read as it was written", async () => {
    const read = await readSnapshot(encode(text));
    expect(await textOf(read)).toBe(text);
    expect(read).toMatchObject({ takenBy: "windowpane 1.2.3", executions, includesSensitive: true });
  });

  it("has a line of JSON for each entry, with readable times", () => {
    const lines = text.split("\n");
    expect(lines[0]).toMatch(
      /^\{"format":"windowpane-snapshot","version":2,"takenAt":"2026-11-22T08:00:00.000Z"/,
    );
    const responses = lines.filter((line) => line.startsWith('{"operation":'));
    expect(responses).toHaveLength(snapshot?.responses.size ?? 0);
    expect(responses.join("")).toMatch(/"StartTime":"\d{4}-\d{2}-\d{2}T[\d:.]+Z"/);
    for (const line of lines.slice(0, -1)) expect(JSON.parse(line)).toBeTypeOf("object");
  });

  it("can be verified by other programs: SHA-256 of the SHA-256 of each part of 8 MiB", async () => {
    const log = createEntryLog();
    for (const InstanceId of ["i-1", "i-2", "i-3"]) {
      const response = { StandardOutputContent: "é".repeat(2_000_000) };
      log.add("GetCommandInvocation", { CommandId: "c", InstanceId }, { response });
    }
    const long = await bytesOf({ ...(snapshot ?? empty), responses: log.entries() });
    const end = long.lastIndexOf(0x0a, long.length - 2) + 1;
    const digests: Buffer[] = [];
    for (let start = 0; start < end; start += 8 * 1024 * 1024) {
      const part = long.subarray(start, Math.min(end, start + 8 * 1024 * 1024));
      digests.push(createHash("sha256").update(part).digest());
    }
    expect(digests.length).toBeGreaterThan(1);
    const checksum = createHash("sha256").update(Buffer.concat(digests)).digest("hex");
    const last = new TextDecoder().decode(long.subarray(end));
    expect(last).toBe(`{"checksum":"sha256:${checksum}-${digests.length}"}\n`);
    expect((await readSnapshot(long)).responses.size).toBe(3);
    // A changed byte in each part is found.
    for (const at of [PART_SIZE - 1, PART_SIZE, end - 10]) {
      const changed = new Uint8Array(long);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(readSnapshot(changed)).rejects.toMatchObject({ reason: "changed" });
    }
  });

  it("may lack the end of its last line", async () => {
    expect(await reasonOf(text.trimEnd())).toBe("read");
  });

  it("is truncated if it is cut anywhere", async () => {
    const bytes = encode(text);
    const places = Array.from({ length: bytes.length - 1 }, (_, index) => index);
    const reasons = await Promise.all(places.map((place) => reasonOf(bytes.slice(0, place))));
    expect(places.filter((_, index) => reasons[index] !== "truncated")).toEqual([]);
  });

  it("with any changed byte is rejected", async () => {
    const bytes = encode(text);
    const change = fc.record({
      place: fc.oneof(
        fc.nat(bytes.length - 2),
        fc.integer({ min: bytes.length - 100, max: bytes.length - 2 }),
      ),
      bit: fc.nat(7),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ place, bit }) => {
        const damaged = new Uint8Array(bytes);
        damaged[place] = (damaged[place] ?? 0) ^ (1 << bit);
        expect(await reasonOf(damaged)).not.toBe("read");
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, (whole: string) => string, SnapshotErrorReason]>([
    ["a status edited by hand", (whole) => whole.replace('"SUCCESS"', '"FAILED"'), "changed"],
    ["a removed entry", (whole) => whole.replace(/\n\{"operation":"[^\n]+\n/, "\n"), "changed"],
    ["another line after the end", (whole) => `${whole}${linesOf(whole)[1] ?? ""}\n`, "truncated"],
    ["itself after the end", (whole) => whole + whole, "changed"],
    ["Windows line ends", (whole) => whole.replaceAll("\n", "\r\n"), "truncated"],
    ["another checksum", (whole) => whole.replace(/sha256:./, "sha256:x"), "truncated"],
    ["a later version", (whole) => whole.replace('"version":2', '"version":3'), "newer"],
    ["an earlier version", (whole) => whole.replace('"version":2', '"version":1'), "older"],
    ["an invalid version", (whole) => whole.replace('"version":2', '"version":0'), "damaged"],
    ["a missing part in the middle", (whole) => whole.slice(0, 300) + whole.slice(400), "changed"],
    ["another JSON", () => '{"format":"something"}', "foreign"],
    ["JSON that is not an object", () => "[1,2]", "foreign"],
    ["another format", () => "WindowId,Status\nmw-1,FAILED\n", "foreign"],
    ["bytes that are not text", () => "\u001f\u0000\u0000", "foreign"],
  ])("with %s is rejected", async (_what, change, reason) => {
    expect(await reasonOf(change(text))).toBe(reason);
  });

  it.each([
    [
      '{"format":"windowpane-snapshot","version":1,"checksum":"sha256:00",\n"content":{"takenAt":"2026-11-22T08:00:00.000Z","takenBy":"windowpane 0.0.0"',
      "written by windowpane 0.0.0",
    ],
    [
      '{\n  "format": "windowpane-snapshot",\n  "version": 1,\n',
      "written by an earlier version of Windowpane",
    ],
  ])("of version 1 is rejected, with the program that wrote it: %j", async (old, words) => {
    await expect(readSnapshot(encode(old))).rejects.toMatchObject({
      reason: "older",
      message: `The snapshot has format version 1, ${words}; this version of Windowpane reads version 2. Take the snapshot again, or read it with the program that wrote it.`,
    });
  });

  it.each([
    ['"takenAt":"yesterday"'],
    ['"origin":{"source":7}'],
    ['"includesSensitive":"no"'],
    ['"executions":[7]'],
  ])("is damaged if its first line has %s, even with a valid checksum", async (member) => {
    const [head = "", ...lines] = linesOf(text);
    expect(await reasonOf(await sealed([`${head.slice(0, -1)},${member}}`, ...lines]))).toBe("damaged");
  });

  it.each([
    ['{"operation":"SendCommand","input":{},"response":{}}'],
    ['{"operation":"GetMaintenanceWindow","input":{"WindowId":7},"response":{}}'],
    ['{"operation":"GetMaintenanceWindow","input":{},"response":7}'],
    ['{"operation":"GetMaintenanceWindow","input":{},"items":[]}'],
    ['{"operation":"GetMaintenanceWindow","input":{}}'],
    ['{"operation":"DescribeMaintenanceWindows","input":{},"response":{}}'],
    ['{"operation":"DescribeMaintenanceWindows","input":{},"gap":{"code":1}}'],
    ['{"input":{},"operation":"DescribeMaintenanceWindows","other":1,"items":[]}'],
    ["{}"],
    [""],
  ])("is damaged with the line %s, even with a valid checksum", async (line) => {
    expect(await reasonOf(await sealed([linesOf(text)[0] ?? "", line]))).toBe("damaged");
  });

  it("is damaged if its entries are not sorted, even with a valid checksum", async () => {
    const [head = "", ...lines] = linesOf(text);
    expect(await reasonOf(await sealed([head, ...lines]))).toBe("read");
    expect(await reasonOf(await sealed([head, ...lines.toReversed()]))).toBe("damaged");
  });

  it.each(['{"WindowId":}', "[]"])("rejects the request of an invalid response: %s", async (response) => {
    const WindowId = "mw-00000000000000000";
    const line = `{"operation":"GetMaintenanceWindow","input":{"WindowId":"${WindowId}"},"response":${response}}`;
    const read = await readSnapshot(await sealed([linesOf(text)[0] ?? "", line]));
    const client = createClient(snapshotTransport(read));
    await expect(client.call("GetMaintenanceWindow", { WindowId })).rejects.toMatchObject({
      kind: "invalid-output",
    });
  });

  it("rejects the request of an invalid list", async () => {
    const line = '{"operation":"DescribeMaintenanceWindows","input":{},"items":[7]}';
    const read = await readSnapshot(await sealed([linesOf(text)[0] ?? "", line]));
    const client = createClient(snapshotTransport(read));
    await expect(client.call("DescribeMaintenanceWindows", {})).rejects.toMatchObject({
      kind: "invalid-output",
    });
  });
});

describe("the entries of a snapshot", () => {
  const list = "DescribeMaintenanceWindowExecutionTaskInvocations";

  it("hold texts of any length and characters, and are found by their IDs", async () => {
    const words = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        '},"items":[',
        '{"operation":"x","input":{},"gap":{',
        "\u2028\n\r",
        "é".repeat(400),
        "x".repeat(140_000),
      ),
    );
    const recorded = fc.uniqueArray(
      fc.record({
        CommandId: fc.uuid(),
        InstanceId: fc.stringMatching(/^i-[0-9a-f]{8}$/u),
        PluginName: words,
      }),
      { maxLength: 12, selector: ({ CommandId }) => CommandId },
    );
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(recorded, words, async (ids, output) => {
        const log = createEntryLog();
        const plain = ids.map(({ PluginName, ...id }) => ({
          ...id,
          PluginName: PluginName.replaceAll("\n", ""),
        }));
        for (const id of plain)
          log.add("GetCommandInvocation", id, { response: { StandardOutputContent: output } });
        const made = {
          ...(snapshot ?? empty),
          responses: log.entries(),
        };
        const read = await readSnapshot(await bytesOf(made));
        for (const id of plain) {
          hits += 1;
          const found = read.responses.find("GetCommandInvocation", id);
          // A half of a surrogate pair cannot be written in UTF-8.
          expect(found?.response()).toEqual({ StandardOutputContent: Buffer.from(output).toString() });
          const { PluginName: _, ...machine } = id;
          expect([...read.responses.of("GetCommandInvocation", machine)]).toHaveLength(1);
        }
        expect(read.responses.find("GetCommandInvocation", { CommandId: "other" })).toBeUndefined();
      }),
      { numRuns: 30 },
    );
    expect(hits).toBeGreaterThan(30);
  });

  it("of a long list are parsed about a hundred items at a time, from any position", async () => {
    const log = createEntryLog();
    const numbers = Array.from({ length: 1050 }, (_, index) => ({ InvocationId: `number-${index}` }));
    const input = { WindowExecutionId: "a", TaskId: "b" };
    const recording = log.list(list, input);
    recording.add(numbers.slice(0, 1000));
    recording.add(numbers.slice(1000));
    recording.end({ code: "x", message: "y" });
    const entry = log.entries().find(list, input);
    expect([...(entry?.items() ?? [])]).toEqual(numbers);
    expect(entry?.gap).toEqual({ code: "x", message: "y" });
    for (const from of [0, 1, 99, 100, 101, 1000, 1049, 1050, 2000])
      expect([...(entry?.items(from) ?? [])]).toEqual(numbers.slice(from));
    expect([...(entry?.itemsWith("number-777") ?? [])]).toEqual(numbers.slice(700, 800));
  });
});
