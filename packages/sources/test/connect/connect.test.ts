import type { Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { connect, connectOne, type ConnectOptions } from "../../src/connect/connect.ts";
import type { OpenSource } from "../../src/source/source.ts";
import { fakePlatform } from "../fake-platform.ts";

const transport: Transport = { name: "empty", send: async () => ({}) };

/** Options over a fake AWS whose account has enabled two regions, and what was opened. */
const fakeAws = (options: Partial<ConnectOptions> = {}) => {
  const opened: string[] = [];
  const aws: OpenSource = async ({ profile, region }) => {
    opened.push(`${profile ?? "-"} ${region ?? "-"}`);
    if (profile === "denied") return { transport, regions: () => Promise.reject(new Error("You may not.")) };
    return { transport, region, regions: async () => ["eu-west-1", "us-east-1"] };
  };
  const { platform } = fakePlatform();
  const connectOptions: ConnectOptions = {
    source: "aws",
    profiles: [],
    regions: [],
    sources: { aws },
    platform,
    ...options,
  };
  return { opened, options: connectOptions };
};

describe("connections", () => {
  it.each([
    { profiles: [], regions: [], expected: [[undefined, undefined]] },
    { profiles: ["a", "a"], regions: ["x", "x"], expected: [["a", "x"]] },
    {
      profiles: ["a", "b"],
      regions: ["x", "y"],
      expected: [
        ["a", "x"],
        ["a", "y"],
        ["b", "x"],
        ["b", "y"],
      ],
    },
    {
      profiles: ["a"],
      regions: ["x", "all"],
      expected: [
        ["a", "x"],
        ["a", "eu-west-1"],
        ["a", "us-east-1"],
      ],
    },
  ])("of profiles $profiles and regions $regions", async ({ profiles, regions, expected }) => {
    const connections = await connect(fakeAws({ profiles, regions }).options);
    expect(connections.map(({ profile, region }) => [profile, region])).toEqual(expected);
  });

  it("are opened only when they are used", async () => {
    const { options, opened } = fakeAws({ profiles: ["a", "b"] });
    const [first] = await connect(options);
    expect(opened).toEqual([]);
    await first?.open();
    expect(opened).toEqual(["a -"]);
  });

  it("of a profile whose regions cannot be listed reject with the reason", async () => {
    const connections = await connect(fakeAws({ profiles: ["denied", "a"], regions: ["all"] }).options);
    expect(connections).toHaveLength(3);
    await expect(connections[0]?.open()).rejects.toMatchObject({
      kind: "configuration",
      message: "The regions of the account of profile denied cannot be listed: You may not.",
    });
  });

  it("are refused for a kind of source that does not exist", async () => {
    const { options } = fakeAws({ source: "snapshot.json" });
    await expect(connectOne(options)).rejects.toMatchObject({
      kind: "usage",
      message: 'There is no source "snapshot.json".',
    });
  });

  it("end when the program is interrupted", async () => {
    const interrupt = new AbortController();
    const { platform } = fakePlatform();
    const { options } = fakeAws({
      sources: { aws: () => new Promise(() => {}) },
      platform: { ...platform, interrupt: interrupt.signal },
    });
    const opening = connectOne(options);
    interrupt.abort(new Error("Ctrl-C"));
    await expect(opening).rejects.toThrow("Ctrl-C");
  });
});

describe("a command that reads one account and region", () => {
  it.each([
    { profiles: ["a", "b"], regions: [] },
    { profiles: [], regions: ["x", "y"] },
    { profiles: [], regions: ["all"] },
  ])("refuses profiles $profiles and regions $regions", async (several) => {
    const { options, opened } = fakeAws(several);
    await expect(connectOne(options)).rejects.toMatchObject({ kind: "usage" });
    expect(opened).toEqual([]);
  });
});
