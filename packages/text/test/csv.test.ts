import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { csvCell, csvLine, hostileTexts, safePart } from "../src/index.ts";

describe("a CSV cell", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "' =1"],
    ["\r\n=1", "' =1"],
    ["\u200b=1", "'=1"],
    ["\uff1dHYPERLINK(1)", "'\uff1dHYPERLINK(1)"],
    ["\uff0b1", "'\uff0b1"],
    ["\uff0d1", "'\uff0d1"],
    ["\uff20A1", "'\uff20A1"],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ["a=1", "a=1"],
  ])("escapes a formula: %j", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it("quotes only if necessary, keeps numbers and spaces, and is one line", () => {
    expect(csvLine(["a,b", 'say "x"', "two\nlines", " a  b ", -1, true, undefined, null, ""])).toBe(
      '"a,b","say ""x""",two lines, a  b ,-1,true,,,\r\n',
    );
  });

  it.each(hostileTexts)("parses to the safe text: $what", ({ text }) => {
    const [[cell = ""] = []] = parse(csvLine([text, "end"]));
    expect(cell.replace(/^'/, "")).toBe(safePart(text));
    expect(cell).not.toMatch(/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/);
  });
});
