import { describe, expect, it } from "vitest";
import { createSignatureCheck } from "../../src/index.ts";
import { checking, key, now, sign } from "./sign.ts";

const USED = [
  "InvalidSignatureException",
  "The request signature was already used. Sign each request again, and wait a second between equal requests.",
];
const TOO_SOON = ["ThrottlingException", USED[1]];
const other = { ...key, accessKeyId: "AKIDOTHER" };
const cancel = { "x-amz-target": "AmazonSSM.CancelMaintenanceWindowExecution" };

const call = (id: string, attempt = "attempt=1"): Record<string, string> => ({
  "amz-sdk-invocation-id": id,
  "amz-sdk-request": attempt,
});

const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

describe("a signature", () => {
  it("is accepted once", async () => {
    const check = checking();
    const used = [await check(sign({ headers: cancel })), await check(sign({ headers: cancel }))];
    expect(used).toEqual(["AKIDEXAMPLE", USED]);
  });

  it("is throttled if an older client may have sent the same request twice in a second", async () => {
    // AWS CLI 2.9 and SDK version 2 send no call IDs. After this error, they wait and sign again.
    let clock = now;
    const check = checking({ now: () => clock });
    expect([await check(sign()), await check(sign())]).toEqual(["AKIDEXAMPLE", TOO_SOON]);
    clock = later(1);
    expect(await check(sign({ date: clock }))).toBe("AKIDEXAMPLE");
    clock = new Date(now.getTime() + 2001);
    expect(await check(sign())).toEqual(USED);
  });

  it("is remembered until it expires", async () => {
    let clock = now;
    const check = checking({ now: () => clock });
    const date = later(300);
    await check(sign({ date }));
    clock = later(600);
    expect(await check(sign({ date }))).toEqual(USED);
    clock = later(601);
    expect(await check(sign({ date }))).toEqual([
      "InvalidSignatureException",
      expect.stringMatching(/^Signature expired/) as string, // The matcher matches a string.
    ]);
  });

  it("is not used by a rejected request", async () => {
    const check = checking();
    const request = sign();
    request.headers.set("content-type", "text/plain");
    await check(request);
    expect(await check(sign())).toBe("AKIDEXAMPLE");
  });

  it("can be used repeatedly if configured", async () => {
    const check = checking({ replays: 0 });
    expect([await check(sign()), await check(sign())]).toEqual(["AKIDEXAMPLE", "AKIDEXAMPLE"]);
  });
});

describe("two botocore calls in one second with equal signatures", () => {
  it.each([
    ["are told apart by their ids", call("one"), call("two")],
    ["are told apart by their attempts", call("one"), call("one", "attempt=2")],
  ])("%s", async (_case, first, second) => {
    const check = checking();
    expect([await check(sign({ unsigned: first })), await check(sign({ unsigned: second }))]).toEqual([
      "AKIDEXAMPLE",
      "AKIDEXAMPLE",
    ]);
    expect([await check(sign({ unsigned: first })), await check(sign({ unsigned: second }))]).toEqual([
      USED,
      USED,
    ]);
  });

  it("are a replay after two seconds", async () => {
    let clock = now;
    const check = checking({ now: () => clock });
    await check(sign({ unsigned: call("one") }));
    clock = later(2);
    expect(await check(sign({ unsigned: call("two") }))).toBe("AKIDEXAMPLE");
    clock = new Date(now.getTime() + 2001);
    expect(await check(sign({ unsigned: call("three") }))).toEqual(USED);
  });

  it("are a replay for writes", async () => {
    const check = checking();
    await check(sign({ headers: cancel, unsigned: call("one") }));
    expect(await check(sign({ headers: cancel, unsigned: call("two") }))).toEqual(USED);
  });

  it("are not distinguished by an ID that is longer than those of clients", async () => {
    const check = checking();
    await check(sign({ unsigned: call("one") }));
    expect(await check(sign({ unsigned: call("x".repeat(120)) }))).toEqual(TOO_SOON);
  });
});

describe("a full memory", () => {
  it("expires the oldest signatures early and accepts none twice", async () => {
    const check = checking({ replays: 3 });
    const dates = [0, 1, 2, 3].map((second) => later(-second)).toReversed();
    for (const date of dates) expect(await check(sign({ headers: cancel, date }))).toBe("AKIDEXAMPLE");
    for (const date of dates) expect(await check(sign({ headers: cancel, date }))).toEqual(USED);
    expect(await check(sign({ headers: cancel, date: later(-4) }))).toEqual(USED);
    expect(await check(sign({ headers: cancel, date: later(1) }))).toBe("AKIDEXAMPLE");
  });

  it("is separate for each key", async () => {
    const check = checking({ keys: [key, other], replays: 1 });
    for (const second of [1, 2, 3]) await check(sign({ date: later(second) }));
    expect(await check(sign({ key: other }))).toBe("AKIDOTHER");
  });

  it("removes expired signatures", async () => {
    let clock = now;
    const check = checking({ now: () => clock, replays: 2 });
    await check(sign());
    await check(sign({ date: later(1) }));
    clock = later(400);
    expect(await check(sign({ date: later(390) }))).toBe("AKIDEXAMPLE");
    expect(await check(sign({ date: later(350) }))).toBe("AKIDEXAMPLE");
  });

  it.each([-1, 1.5, Number.NaN])("rejects a size of %d", (replays) => {
    expect(() => createSignatureCheck({ keys: [key], now: () => now, replays })).toThrow(
      "an integer of 0 or more",
    );
  });
});
