import { describe, expect, it } from "vitest";
import { TooLateError, waitFor, type WaitingFor } from "../../src/aws/wait-for.ts";

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

/** Lets pending callbacks run. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const wait = async (waitingFor: WaitingFor, work: Promise<string> = nothing) => {
  const { waits, sleep } = patience();
  const reported: string[] = [];
  const onLong = (): void => void reported.push("waiting");
  const ended = waitFor(work, { sleep, onLong, waitingFor: () => waitingFor }).catch(
    (error: unknown) => error,
  );
  await turn();
  return { waits, reported, ended };
};

describe("a wait", () => {
  it("is reported once after 5 seconds, and ends after 30 for a machine", async () => {
    const { waits, reported, ended } = await wait("machine");
    waits[0]?.end();
    await turn();
    expect(reported).toEqual(["waiting"]);
    waits[1]?.end();
    expect(await ended).toEqual(new TooLateError("no response came in 30 seconds"));
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([5000, 25_000]);
    expect(reported).toEqual(["waiting"]);
  });

  it.each([
    ["person", []],
    ["program", ["waiting"]],
  ] as const)("has no end for a %s", async (waitingFor, words) => {
    let answer: (text: string) => void = () => {};
    const work = new Promise<string>((resolve) => (answer = resolve));
    const { waits, reported, ended } = await wait(waitingFor, work);
    waits[0]?.end();
    await turn();
    waits[1]?.end();
    await turn();
    answer("keys");
    expect(await ended).toBe("keys");
    expect(reported).toEqual(words);
  });

  it("leaves no timer behind when the work ends", async () => {
    const { waits, reported, ended } = await wait("machine", Promise.resolve("keys"));
    expect(await ended).toBe("keys");
    await turn();
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([5000]);
    const failed = await wait("machine", Promise.reject(new Error("no")));
    expect(await failed.ended).toEqual(new Error("no"));
    expect([...reported, ...failed.reported]).toEqual([]);
  });
});
