import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBackground, replySorter } from "../../../src/tui/terminal/replies.ts";

const escape = "\u001b";
const answer = `${escape}]11;rgb:ffff/ffff/ffff${escape}\\`;
const device = `${escape}[?64;1;2c`;

/** Sorts chunks of input. */
const sort = (pieces: readonly string[], isAsking = true) => {
  const sorter = replySorter(() => isAsking);
  const sorted = pieces.map((piece) => sorter.push(piece));
  return {
    keys: sorted.map(({ keys }) => keys).join("") + sorter.release(),
    replies: sorted.flatMap(({ replies }) => replies),
  };
};

describe("replies of the terminal", () => {
  it("are separated from keys, wherever they are", () => {
    expect(sort([`jj${answer}k${device}\r`])).toEqual({
      keys: "jjk\r",
      replies: [{ kind: "background", colour: "rgb:ffff/ffff/ffff" }, { kind: "device" }],
    });
  });

  it("are found however they are split, and no key is lost", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(70), { maxLength: 6 }), (cuts) => {
        const all = `/web${escape}[A${answer}x${device}${escape}`;
        const places = [0, ...cuts.toSorted((a, b) => a - b), all.length];
        const pieces = places.slice(1).map((end, index) => all.slice(places[index], end));
        expect(sort(pieces)).toEqual({
          keys: `/web${escape}[Ax${escape}`,
          replies: [{ kind: "background", colour: "rgb:ffff/ffff/ffff" }, { kind: "device" }],
        });
      }),
    );
  });

  it.each(["]", "[", "[A", "Ob", "]0;title", "[200~", "]11 ", "[?25h"])(
    "are not waited for after the last one: Esc %s passes at once",
    (rest) => {
      const sorter = replySorter(() => false);
      expect(sorter.push(escape + rest)).toEqual({ keys: escape + rest, replies: [] });
      expect(sorter.isHolding()).toBe(false);
    },
  );

  it("are separated from keys also when they are late", () => {
    expect(sort([answer], false).keys).toBe("");
  });
});

describe("the background", () => {
  it.each([
    ["rgb:0000/0000/0000", "dark"],
    ["rgb:ffff/ffff/ffff", "light"],
    ["rgb:fdfd/f6f6/e3e3", "light"],
    ["rgb:0000/2b2b/3636", "dark"],
    ["rgb:1e/1e/1e", "dark"],
    ["rgb:f/f/f", "light"],
    ["rgba:ffff/ffff/ffff/8000", "light"],
    ["rgb:00/00/ff", "dark"],
    ["#ffffff", undefined],
    ["", undefined],
  ])("%s is %s", (colour, background) => {
    expect(readBackground(colour)).toBe(background);
  });
});
