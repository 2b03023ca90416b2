import type { Platform } from "../src/source/source.ts";

/** A platform whose clock moves by waiting only, and the waits. */
export const fakePlatform = (): { readonly platform: Platform; readonly waits: readonly number[] } => {
  let time = 0;
  const waits: number[] = [];
  const platform: Platform = {
    env: {},
    interrupt: new AbortController().signal,
    now: () => new Date(time),
    random: () => 0.5,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      time += milliseconds;
    },
    after: () => () => {},
    readFile: () => Promise.reject(new Error("ENOENT")),
    readBytes: () => Promise.reject(new Error("ENOENT")),
    ask: async () => undefined,
  };
  return { platform, waits };
};
