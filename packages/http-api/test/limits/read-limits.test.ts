import { describe, expect, it } from "vitest";
import {
  connectionLimit,
  defaultLimits,
  EnvironmentError,
  limitFlag,
  limitNames,
  limitTable,
  limitVariable,
  rangeOf,
  readLimits,
  type LimitRow,
} from "../../src/index.ts";

const readOne = (row: LimitRow, text: string) =>
  readLimits({ nameOf: limitFlag, textOf: (one) => (one === row ? text : undefined) });

describe("the table of limits", () => {
  it.each([...limitNames.map((name): LimitRow => limitTable[name]), connectionLimit])(
    "has a default of --$name in its range, and a name in kebab case",
    ({ name, value, open = value, least, most, about, effect }) => {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/u);
      expect(value).toBeGreaterThanOrEqual(least);
      expect(value).toBeLessThanOrEqual(most);
      expect(open === Infinity || (open >= least && open <= most)).toBe(true);
      expect([about, effect]).not.toContain("");
    },
  );

  it("names the variables of the Worker after the flags", () => {
    expect(limitVariable(limitTable.requestsPerScan)).toBe("WINDOWPANE_REQUESTS_PER_SCAN");
    expect(limitFlag(limitTable.timeoutMs)).toBe("--request-timeout");
  });
});

describe("a limit", () => {
  it.each(limitNames)("is read from its default: %s", (name) => {
    const row = limitTable[name];
    const text = row.unit === "milliseconds" ? `${row.value}ms` : String(row.value);
    expect(readOne(row, text)).toEqual({ [name]: defaultLimits[name] });
  });

  it.each(
    limitNames.flatMap((name) => {
      const { unit, least, most } = limitTable[name];
      const suffix = unit === "milliseconds" ? "ms" : "";
      return ["", "x", "-1", "1e3", "0x10", "1.5.1s", `${least - 1}${suffix}`, `${most + 1}${suffix}`].map(
        (text) => [name, text] as const,
      );
    }),
  )("is refused with its range: %s %j", (name, text) => {
    const row = limitTable[name];
    const read = (): unknown => readOne(row, text);
    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow(`--${row.name} "${text}" is not valid.`);
    expect(read).toThrow(expect.objectContaining({ advice: `Use ${rangeOf(row)}.` }));
  });

  it("of duration needs a unit", () => {
    expect(readOne(limitTable.timeoutMs, "2m")).toEqual({ timeoutMs: 120_000 });
    expect(() => readOne(limitTable.timeoutMs, "30")).toThrow('--request-timeout "30" is not valid.');
    expect(rangeOf(limitTable.timeoutMs)).toBe("a duration from 1s to 1h, such as 30s");
  });
});
