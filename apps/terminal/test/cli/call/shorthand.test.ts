import { describe, expect, it } from "vitest";
import { parseShorthand } from "../../../src/cli/call/shorthand.ts";

/** The values are those of the AWS CLI, except that it reads `=a` as a structure with an empty key. */
describe("shorthand", () => {
  it.each([
    ["Key=STATUS,Values=FAILED", { Key: "STATUS", Values: "FAILED" }],
    ["Key=STATUS,Values=FAILED,TIMED_OUT", { Key: "STATUS", Values: ["FAILED", "TIMED_OUT"] }],
    ["Values=a,b,Key=c", { Values: ["a", "b"], Key: "c" }],
    ["Key=STATUS,Values=[a,b]", { Key: "STATUS", Values: ["a", "b"] }],
    ["Values=[]", { Values: [] }],
    ["Values=[a , b]", { Values: ["a", "b"] }],
    [`Key="a,b",Values='c d'`, { Key: "a,b", Values: "c d" }],
    [String.raw`Key="say \"x\""`, { Key: 'say "x"' }],
    [String.raw`Key=a\,b`, { Key: "a,b" }],
    ["Key=tag:Name,Values=x", { Key: "tag:Name", Values: "x" }],
    ["Key = a , Values = b", { Key: "a", Values: "b" }],
    ["Key=", { Key: "" }],
    ["Key=2024-11-04T05:00:00Z", { Key: "2024-11-04T05:00:00Z" }],
    ["Outer={Inner=a,List=[b,{C=d}]}", { Outer: { Inner: "a", List: ["b", { C: "d" }] } }],
    ["Key=a=b", { Key: "a=b" }],
    ["Key=[,]", { Key: [""] }],
    ["Key=[a,]", { Key: ["a"] }],
    ["Key=a,,Values=b", { Key: "a", Values: "b" }],
    ["Key='a\\'", { Key: "a\\" }],
    ["Key='a\\\\'", { Key: "a\\" }],
    ["Key=日本,Values=é", { Key: "日本", Values: "é" }],
  ])("reads %s", (text, value) => {
    expect(parseShorthand(text)).toEqual(value);
  });

  it.each([
    ["Key", "Expected = after Key (column 4)"],
    ["=a", "Expected a key, such as Key=... (column 1)"],
    ["Key=a,Key=b", "Duplicate key Key"],
    ["Key=[a", "Expected a comma or ]"],
    ["Key=[a b", "Expected a comma or ]"],
    ['Key="a', 'Expected the closing " (column 5)'],
    ["Values=a,", "Expected a value (column 10)"],
    ["Values=a,,b", "Expected = after b (column 12)"],
    ['Key=a"b', 'Expected a comma before """ (column 6)'],
    ["Key=a]b", 'Expected a comma before "]"'],
    [" Key=a", "Expected a key, such as Key=... (column 1)"],
    ["Key=[a] ", "Spaces at the end (column 9)"],
  ])("rejects %s and names the column", (text, message) => {
    expect(() => parseShorthand(text)).toThrow(message);
  });
});
