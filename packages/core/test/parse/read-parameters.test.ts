import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readParameters } from "../../src/index.ts";

const one = "i-0123456789abcdef0";
const two = "mi-0123456789abcdef0";

describe("the parameters of an invocation", () => {
  it("name document and machines, as AWS's sample has them", () => {
    const text = JSON.stringify({
      comment: "",
      documentName: "AWS-RunShellScript",
      instanceIds: [one, two, one],
      parameters: { commands: ["df"] },
      timeoutSeconds: 600,
    });
    expect(readParameters(text)).toMatchObject({
      readable: true,
      documentName: "AWS-RunShellScript",
      instanceIds: [one, two],
      targets: [],
    });
  });

  it("are read with the blanks that older samples have inside keys", () => {
    expect(readParameters(`{ "instance Ids": ["${one}"] }`).instanceIds).toEqual([one]);
  });

  it("keep a machine whose id breaks AWS's pattern: that is a reason to fail", () => {
    expect(readParameters('{"instanceIds":["i-bogus"]}').instanceIds).toEqual(["i-bogus"]);
  });

  it.each([
    ["key and values", { targets: [{ key: "tag:role", values: ["web"] }] }],
    ["Key and Values", { Targets: [{ Key: "tag:role", Values: ["web"] }] }],
    ["targetKey and targetValues", { targets: [{ targetKey: "tag:role", targetValues: ["web"] }] }],
  ])("name targets by %s", (_, parameters) => {
    expect(readParameters(JSON.stringify(parameters))).toMatchObject({
      instanceIds: [],
      targets: [{ key: "tag:role", values: ["web"] }],
    });
  });

  it("name machines by a target of ids", () => {
    expect(
      readParameters(JSON.stringify({ targets: [{ Key: "InstanceIds", Values: [one] }] })).instanceIds,
    ).toEqual([one]);
  });

  it("of an automation name machines at any depth", () => {
    expect(
      readParameters(JSON.stringify({ parameters: { InstanceId: [one], AssumeRole: ["i-am-a-role"] } }))
        .instanceIds,
    ).toEqual([one]);
  });

  it("do not take a command's own parameter for a machine that it runs on", () => {
    expect(
      readParameters(JSON.stringify({ instanceIds: [one], parameters: { InstanceId: [two] } })).instanceIds,
    ).toEqual([one]);
  });

  it.each([
    ["nothing", undefined],
    ["no JSON", "{oops"],
    ["a list", "[1]"],
    ["null", "null"],
  ])("are not readable: %s", (_, text) => {
    expect(readParameters(text)).toMatchObject({ readable: false, instanceIds: [], targets: [] });
  });

  it("never throw, whatever the text", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readParameters(text)));
  });

  it("stop at hostile nesting", () => {
    expect(readParameters(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`).instanceIds).toEqual([]);
  });
});
