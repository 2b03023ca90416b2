import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readParameters } from "../../src/index.ts";

const one = "i-0123456789abcdef0";
const two = "mi-0123456789abcdef0";

describe("the parameters of an invocation", () => {
  it("contain the document and the machines, as in AWS's sample", () => {
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

  it("can have spaces in keys, as in older samples", () => {
    expect(readParameters(`{ "instance Ids": ["${one}"] }`).instanceIds).toEqual([one]);
  });

  it("keep instance IDs that do not match AWS's pattern", () => {
    expect(readParameters('{"instanceIds":["i-bogus"]}').instanceIds).toEqual(["i-bogus"]);
  });

  it.each([
    ["key and values", { targets: [{ key: "tag:role", values: ["web"] }] }],
    ["Key and Values", { Targets: [{ Key: "tag:role", Values: ["web"] }] }],
    ["targetKey and targetValues", { targets: [{ targetKey: "tag:role", targetValues: ["web"] }] }],
  ])("contain targets by %s", (_, parameters) => {
    expect(readParameters(JSON.stringify(parameters))).toMatchObject({
      instanceIds: [],
      targets: [{ key: "tag:role", values: ["web"] }],
    });
  });

  it("contain machines in a target of IDs", () => {
    expect(
      readParameters(JSON.stringify({ targets: [{ Key: "InstanceIds", Values: [one] }] })).instanceIds,
    ).toEqual([one]);
  });

  it("of an automation contain machines at any depth", () => {
    expect(
      readParameters(JSON.stringify({ parameters: { InstanceId: [one], AssumeRole: ["i-am-a-role"] } }))
        .instanceIds,
    ).toEqual([one]);
  });

  it("ignore instance IDs in the parameters of a command", () => {
    expect(
      readParameters(JSON.stringify({ instanceIds: [one], parameters: { InstanceId: [two] } })).instanceIds,
    ).toEqual([one]);
  });

  it.each([
    ["nothing", undefined],
    ["no JSON", "{oops"],
    ["a list", "[1]"],
    ["null", "null"],
  ])("are not valid: %s", (_, text) => {
    expect(readParameters(text)).toMatchObject({ readable: false, instanceIds: [], targets: [] });
  });

  it("never throw for any text", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readParameters(text)));
  });

  it("stop at hostile nesting", () => {
    expect(readParameters(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`).instanceIds).toEqual([]);
  });
});
