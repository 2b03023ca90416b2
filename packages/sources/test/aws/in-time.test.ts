import { describe, expect, it } from "vitest";
import { inTime, type WaitedFor } from "../../src/aws/in-time.ts";

/** Waits that end when the test says so, or when they are no longer wanted. */
const patience = () => {
  const waits: { readonly milliseconds: number; readonly end: () => void }[] = [];
  const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      waits.push({ milliseconds, end: resolve });
      signal.addEventListener("abort", () => resolve());
    });
  return { waits, sleep };
};

const nothing = new Promise<never>(() => {});

/** Lets everything go on that can. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const wait = async (waitedFor: WaitedFor, work: Promise<string> = nothing) => {
  const { waits, sleep } = patience();
  const said: string[] = [];
  const onFelt = (): void => void said.push("waiting");
  const ended = inTime(work, { sleep, onFelt, waitedFor: () => waitedFor }).catch((error: unknown) => error);
  await turn();
  return { waits, said, ended };
};

describe("What is waited for", () => {
  it("says so once after five seconds, and is given up after thirty when it is a machine", async () => {
    const { waits, said, ended } = await wait("machine");
    waits[0]?.end();
    await turn();
    expect(said).toEqual(["waiting"]);
    waits[1]?.end();
    expect(await ended).toEqual(new Error("no response came in 30 seconds"));
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([5000, 25_000]);
    expect(said).toEqual(["waiting"]);
  });

  it.each([
    ["question", []],
    ["program", ["waiting"]],
  ] as const)("is waited for as long as it takes when it is a %s", async (waitedFor, words) => {
    let answer: (text: string) => void = () => {};
    const work = new Promise<string>((resolve) => (answer = resolve));
    const { waits, said, ended } = await wait(waitedFor, work);
    waits[0]?.end();
    await turn();
    waits[1]?.end();
    await turn();
    answer("keys");
    expect(await ended).toBe("keys");
    expect(said).toEqual(words);
  });

  it("leaves no wait behind when it comes or fails at once", async () => {
    const { waits, said, ended } = await wait("machine", Promise.resolve("keys"));
    expect(await ended).toBe("keys");
    await turn();
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([5000]);
    const failed = await wait("machine", Promise.reject(new Error("no")));
    expect(await failed.ended).toEqual(new Error("no"));
    expect([...said, ...failed.said]).toEqual([]);
  });
});
