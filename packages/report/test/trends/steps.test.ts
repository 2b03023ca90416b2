import { describe, expect, it } from "vitest";
import { localDays, stepOf, trendSteps } from "../../src/index.ts";

const at = (time: string): Date => new Date(time);

describe("the steps of a period", () => {
  it("are whole local days, the first and last one included", () => {
    const steps = trendSteps({
      since: at("2026-11-28T23:30:00Z"),
      until: at("2026-11-30T10:00:00Z"),
      timeZone: "Europe/Paris",
    });
    expect(steps.days).toEqual(["2026-11-29", "2026-11-30"]);
    expect(steps.bounds.map((bound) => new Date(bound).toISOString())).toEqual([
      "2026-11-28T23:00:00.000Z",
      "2026-11-29T23:00:00.000Z",
      "2026-11-30T23:00:00.000Z",
    ]);
  });

  it("are weeks from Monday", () => {
    const { days } = trendSteps({
      since: at("2026-11-18T00:00:00Z"),
      until: at("2026-11-30T00:00:00Z"),
      step: "week",
    });
    expect(days).toEqual(["2026-11-16", "2026-11-23", "2026-11-30"]);
  });

  it.each([
    // Clocks change at midnight: the day begins at 01:00.
    ["Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00.000Z"],
    ["Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00.000Z"],
    ["Pacific/Kiritimati", "2026-11-29", "2026-11-28T10:00:00.000Z"],
    ["Pacific/Pago_Pago", "2026-11-29", "2026-11-29T11:00:00.000Z"],
    ["Asia/Kathmandu", "2026-11-29", "2026-11-28T18:15:00.000Z"],
  ])("begin with the first minute of the day in %s", (timeZone, day, start) => {
    const noon = new Date(Date.parse(start) + 12 * 3_600_000);
    const steps = trendSteps({ since: noon, until: noon, timeZone });
    expect(steps.days).toEqual([day]);
    expect(new Date(steps.bounds[0] ?? 0).toISOString()).toBe(start);
    const dayOf = localDays(timeZone);
    expect([dayOf(new Date(Date.parse(start) - 1)), dayOf(at(start))]).toEqual([
      expect.not.stringMatching(day),
      day,
    ]);
  });

  it("have 23 and 25 hours when clocks change, and every time in one step", () => {
    const steps = trendSteps({
      since: at("2026-01-01T00:00:00Z"),
      until: at("2026-12-31T00:00:00Z"),
      timeZone: "America/New_York",
    });
    const hours = steps.bounds
      .slice(1)
      .map((bound, index) => (bound - (steps.bounds[index] ?? 0)) / 3_600_000);
    expect(hours.filter((length) => length === 23)).toHaveLength(1);
    expect(hours.filter((length) => length === 25)).toHaveLength(1);
    const dayOf = localDays("America/New_York");
    for (let time = steps.bounds[0] ?? 0; time < (steps.bounds.at(-1) ?? 0); time += 3_599_000)
      expect(steps.days[stepOf(steps, time) ?? -1]).toBe(dayOf(new Date(time)));
    expect(stepOf(steps, (steps.bounds[0] ?? 0) - 1)).toBeUndefined();
    expect(stepOf(steps, steps.bounds.at(-1) ?? 0)).toBeUndefined();
  });

  it("reject unknown time zones and periods that end before they begin", () => {
    const now = at("2026-11-30T00:00:00Z");
    expect(() => trendSteps({ since: now, until: now, timeZone: "Mars/Base" })).toThrow(RangeError);
    expect(() => trendSteps({ since: now, until: at("2026-11-29T00:00:00Z") })).toThrow(RangeError);
  });
});
