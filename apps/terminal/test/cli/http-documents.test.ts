/** The HTTP API returns the documents that the commands print. */
import { createApp } from "@windowpane/http-api";
import { fixedClock, mockTransport, patchNight } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { runWith } from "../fake-host.ts";

// A clock that stands still: what runs does not change between two reads.
const clock = fixedClock("2026-11-22T12:00:00Z");
const transport = mockTransport({ scenario: patchNight, clock });
const app = createApp({
  transport,
  access: [],
  open: true,
  now: () => clock.now(),
  randomUUID: () => "00000000-0000-4000-8000-000000000000",
  log: () => {},
  sleep: (_, signal) =>
    new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    }),
});

const get = async (path: string): Promise<Record<string, unknown>> => {
  const response = await app.request(path);
  expect([path, response.status]).toEqual([path, 200]);
  // The documents are compared as a whole.
  return (await response.json()) as Record<string, unknown>;
};

const printed = async (...words: readonly string[]): Promise<Record<string, unknown>> => {
  const argv = [...words, "--output", "json", "--region", "eu-west-1"];
  const outcome = await runWith(argv, { transport, now: clock.now().toISOString() });
  expect([words, outcome.stdout === ""]).toEqual([words, false]);
  return JSON.parse(outcome.stdout) as Record<string, unknown>;
};

const list = await get("/v1/windows?filter=name:linux-patch-nightly");
const [window] = list["WindowIdentities"] as readonly { readonly WindowId: string }[];
const windowId = window?.WindowId ?? "";
const { WindowExecutions } = (await get(`/v1/windows/${windowId}/executions`)) as {
  WindowExecutions?: readonly { readonly WindowExecutionId: string }[];
};
const [newest, earlier] = (WindowExecutions ?? []).map(({ WindowExecutionId }) => WindowExecutionId);
const execution = `/v1/executions/${newest}`;
const targets = await get(`${execution}/targets`);
const [worst] = targets["machines"] as readonly {
  readonly InstanceId: string;
  readonly TaskExecutionId: string;
  readonly InvocationId: string;
}[];
const machine = worst?.InstanceId ?? "";

/** The command line knows its region; an API over one account does not. */
const withoutOrigin = (document: unknown): unknown =>
  JSON.parse(JSON.stringify(document, (name, value: unknown) => (name === "origin" ? undefined : value)));

describe("the HTTP API", () => {
  it("lists the machines that `targets` prints, with the name of the window", async () => {
    expect(targets["Name"]).toBe("linux-patch-nightly");
    expect(targets["machines"]).toEqual(await printed("targets", newest ?? ""));
  });

  it.each(["", "result:failed", "target:i-0 cause:disk"])(
    "filters them as `targets` does: %s",
    async (filter) => {
      const { machines } = await get(`${execution}/targets?filter=${encodeURIComponent(filter)}`);
      expect(machines).toEqual(await printed("targets", newest ?? "", "--filter", filter));
    },
  );

  it("returns the timeline that `timeline` prints", async () => {
    const timeline = await get(`${execution}/timeline`);
    expect(timeline["limits"]).toBeDefined();
    expect(timeline).toEqual(await printed("timeline", newest ?? ""));
  });

  it("returns the comparison that `diff` prints, with the last execution that passed and with a given one", async () => {
    const response = await app.request(`${execution}/diff`);
    if (response.status === 200)
      expect(await response.json()).toEqual(withoutOrigin(await printed("diff", newest ?? "")));
    else
      expect(((await response.json()) as { detail?: unknown }).detail).toMatch(
        /passed on every machine.* Set `with`/u,
      );
    const diff = await get(`${execution}/diff?with=${earlier}`);
    expect(diff["machines"]).not.toEqual([]);
    expect(diff).toEqual(withoutOrigin(await printed("diff", newest ?? "", earlier ?? "")));
  });

  it("returns the history that `history` prints", async () => {
    const history = await get(`/v1/machines/${machine}/history?since=5d`);
    expect(history["runs"]).not.toEqual([]);
    expect(withoutProgress(history)).toEqual(
      withoutProgress(await printed("history", machine, "--since", "5d")),
    );
  });

  it("returns the patches that `patches` prints", async () => {
    for (const [query, flags] of [
      ["", []],
      ["?states=all", ["--all"]],
      ["?filter=patch:missing", ["--filter", "patch:missing"]],
    ] as const) {
      expect(await get(`/v1/machines/${machine}/patches${query}`)).toEqual(
        await printed("patches", machine, ...flags),
      );
    }
  });

  it("returns the output that `output` prints", async () => {
    const output = await get(`${execution}/machines/${machine}/output`);
    expect(output["machines"]).not.toEqual([]);
    expect(output).toEqual(await printed("output", newest ?? "", machine));
    const { TaskExecutionId, InvocationId } = worst ?? {};
    const one = await get(
      `${execution}/machines/${machine}/output?taskId=${TaskExecutionId}&invocationId=${InvocationId}`,
    );
    const { machines: printedMachines } = await printed(
      "output",
      newest ?? "",
      TaskExecutionId ?? "",
      InvocationId ?? "",
      machine,
    );
    expect(one["machines"]).toEqual(
      (printedMachines as readonly object[]).map((own) => ({ TaskExecutionId, InvocationId, ...own })),
    );
  });
});

/** Without the number of requests, which depends on the order of responses. */
const withoutProgress = ({ progress: _, ...rest }: Record<string, unknown>): Record<string, unknown> => rest;
