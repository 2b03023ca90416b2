import type { TimeMark, TimeSpan } from "@windowpane/explorer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawnText } from "../../../src/tui/draw/pieces.ts";
import { axisLabels, cellAt, drawSpan, fitAxis, type SpanDrawing } from "../../../src/tui/draw/time-axis.ts";
import { glyphsFor } from "../../../src/tui/theme/glyphs.ts";

/** The hours may be more than 24. */
const instant = (clock: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(":").map(Number);
  return Date.UTC(2026, 10, 22, hours, minutes, seconds);
};

const at = (clock: string): Date => new Date(`2026-11-22T${clock}Z`);

/** Ten cells of six minutes: an hour. */
const axis = { from: at("03:00:00").getTime(), to: at("04:00:00").getTime(), width: 10 };

const ran = (from: Date, to: Date): TimeSpan => ({ kind: "ran", from, to, tone: "good" });

const draw = (span: TimeSpan, drawing: Partial<SpanDrawing> = {}): string =>
  drawSpan(span, {
    axis,
    marks: [],
    glyphs: glyphsFor({ speaksUnicode: true, isScreenReader: false }).bar,
    ...drawing,
  })
    .map(drawnText)
    .join("");

describe("a bar", () => {
  it.each([
    ["03:00:00", "04:00:00", "██████████"],
    ["03:12:00", "03:24:00", "  ██      "],
    ["03:15:00", "03:27:00", "  ▐█▌     "],
    // A duration of zero is visible, too.
    ["03:12:00", "03:12:00", "  ▌       "],
    ["03:59:59", "03:59:59", "          "],
  ])("from %s to %s", (start, end, picture) => {
    expect(draw(ran(at(start), at(end)))).toBe(picture);
  });

  it("ends at now while it runs, at the mark of now", () => {
    const now = at("03:30:00");
    const marks: readonly TimeMark[] = [{ at: now, kind: "now" }];
    const running: TimeSpan = { kind: "running", from: at("03:06:00"), to: now, tone: "running" };
    expect(draw(running, { marks })).toBe(" ▓▓▓▓│    ");
    const { bar } = glyphsFor({ speaksUnicode: false, isScreenReader: false });
    expect(draw(running, { marks, glyphs: bar })).toBe(" ====|    ");
  });

  it("leaves the marks of cutoff and end visible", () => {
    const marks: readonly TimeMark[] = [
      { at: at("03:36:00"), kind: "cutoff" },
      { at: at("03:54:00"), kind: "end" },
    ];
    expect(draw(ran(at("03:00:00"), at("03:12:00")), { marks })).toBe("██    ┊  ┃");
  });

  it("is the reason where nothing ran", () => {
    const wide = { ...axis, width: 40 };
    expect(draw({ kind: "notRun", why: "too many errors" }, { axis: wide })).toBe(
      " · not run: too many errors             ",
    );
  });

  it("is as wide as the axis, wherever it begins and ends", () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true }),
        fc.date({ noInvalidDate: true }),
        fc.nat(200),
        (start, end, width) => {
          const picture = draw(ran(start, end), { axis: { ...axis, width } });
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
    expect(axisLabels({ from: instant(from), to: instant(to), width }, () => 0, "╵")).toContain(text);
  });

  it("shows local time", () => {
    expect(axisLabels({ ...axis, width: 20 }, () => 330, "╵")).toBe("╵08:30    ╵09:00    ");
  });

  it("contains the end of the window when it is near, and not when it would compress everything into one cell", () => {
    const span = { from: at("03:00:00"), to: at("03:30:00") };
    const near = fitAxis({ ...span, marks: [{ at: at("03:50:00"), kind: "end" }] }, 40);
    expect(cellAt(near, at("03:50:00"))).toBeLessThan(40);
    const far = fitAxis({ ...span, marks: [{ at: at("07:00:00"), kind: "end" }] }, 40);
    expect(cellAt(far, at("03:30:00"))).toBeGreaterThan(38);
  });
});
