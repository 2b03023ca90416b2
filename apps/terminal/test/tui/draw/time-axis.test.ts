import type { TimelineRow } from "@windowpane/report";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { glyphsFor } from "../../../src/tui/theme/glyphs.ts";
import { axisOf, axisText, placeOn } from "../../../src/tui/draw/time-axis.ts";
import { drawBar, type BarDrawing } from "../../../src/tui/draw/bar.ts";

/** Hours may be more than a day has. */
const instant = (clock: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(":").map(Number);
  return Date.UTC(2026, 10, 22, hours, minutes, seconds);
};

const at = (clock: string): Date => new Date(`2026-11-22T${clock}Z`);

const row = (fields: Partial<TimelineRow>): TimelineRow => ({
  level: "machine",
  depth: 3,
  key: "1",
  WindowExecutionId: "w",
  name: "i-0",
  reason: "",
  open: false,
  ...fields,
});

/** Ten cells of six minutes: an hour. */
const axis = { from: at("03:00:00").getTime(), to: at("04:00:00").getTime(), width: 10 };

const draw = (fields: Partial<TimelineRow>, drawing: Partial<BarDrawing> = {}): string =>
  drawBar(row(fields), {
    axis,
    glyphs: glyphsFor({ speaksUnicode: true, isScreenReader: false }).bar,
    now: undefined,
    limits: undefined,
    tone: "good",
    ...drawing,
  })
    .map((piece) => piece[1])
    .join("");

describe("a bar", () => {
  it.each([
    ["03:00:00", "04:00:00", "██████████"],
    ["03:12:00", "03:24:00", "  ██      "],
    ["03:15:00", "03:27:00", "  ▐█▌     "],
    // What took no time is seen all the same.
    ["03:12:00", "03:12:00", "  ▌       "],
    ["03:59:59", "03:59:59", "          "],
  ])("from %s to %s", (start, end, picture) => {
    expect(draw({ StartTime: at(start), EndTime: at(end) })).toBe(picture);
  });

  it("of what runs goes on to now, where the line of now stands", () => {
    const now = at("03:30:00");
    expect(draw({ StartTime: at("03:06:00"), open: true }, { now })).toBe(" ▓▓▓▓│    ");
    expect(
      draw(
        { StartTime: at("03:06:00"), open: true },
        { now, glyphs: glyphsFor({ speaksUnicode: false, isScreenReader: false }).bar },
      ),
    ).toBe(" ====|    ");
  });

  it("leaves the lines of cutoff and end in sight", () => {
    const limits = { end: at("03:54:00"), cutoff: at("03:36:00"), changedSince: false };
    expect(draw({ StartTime: at("03:00:00"), EndTime: at("03:12:00") }, { limits })).toBe("██    ┊  ┃");
  });

  it("is the reason, where nothing ran", () => {
    const wide = { ...axis, width: 40 };
    const notRun = { why: "max-errors", reason: "MaxErrors was reached." } as const;
    expect(draw({ notRun, StartTime: at("03:00:00"), EndTime: at("04:00:00") }, { axis: wide })).toBe(
      " · never ran: too many errors           ",
    );
  });

  it("is as wide as the axis, wherever it begins and ends", () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true }),
        fc.date({ noInvalidDate: true }),
        fc.nat(200),
        (start, end, width) => {
          const picture = draw({ StartTime: start, EndTime: end }, { axis: { ...axis, width } });
          expect(picture.length).toBe(width);
        },
      ),
    );
  });
});

describe("the axis", () => {
  it.each([
    ["03:00:00", "04:00:00", 40, "╵03:00    ╵03:15    ╵03:30    ╵03:45    "],
    ["03:00:00", "03:00:20", 40, "╵03:00:00           ╵03:00:10           "],
    ["03:07:00", "09:00:00", 40, "      ╵04:00       ╵06:00        ╵08:00 "],
    ["03:00:00", "04:00:00", 5, "     "],
    ["00:00:00", "72:00:00", 40, "╵22 Nov      ╵23 Nov      ╵24 Nov      "],
    ["00:00:00", "9000:00:00", 60, " ╵3 Dec         ╵3 Mar        ╵1 Jun        ╵30 Aug         "],
  ])("from %s to %s on %i cells", (from, to, width, text) => {
    expect(axisText({ from: instant(from), to: instant(to), width }, () => 0, "╵")).toContain(text);
  });

  it("says local time", () => {
    expect(axisText({ ...axis, width: 20 }, () => 330, "╵")).toBe("╵08:30    ╵09:00    ");
  });

  it("holds the window's end when that is near, and not when it would press everything into one cell", () => {
    const span = { from: at("03:00:00"), to: at("03:30:00") };
    const near = axisOf({ ...span, near: [at("03:50:00")] }, 40);
    expect(placeOn(near, at("03:50:00"))).toBeLessThan(40);
    const far = axisOf({ ...span, near: [at("07:00:00"), undefined] }, 40);
    expect(placeOn(far, at("03:30:00"))).toBeGreaterThan(38);
  });
});
