import { expect, it } from "vitest";
import { readConnection } from "../../src/commands/submit-prompt.ts";

it.each([
  ["prod eu-west-1", "prod", "eu-west-1"],
  ["eu-west-1 prod", "prod", "eu-west-1"],
  ["  prod  ", "prod", undefined],
  ["us-gov-west-1", undefined, "us-gov-west-1"],
  ["night shift us-east-1", "night shift", "us-east-1"],
  ["", undefined, undefined],
  ["us-east-1 eu-west-1", "us-east-1", "eu-west-1"],
])("reads %j as profile %j and region %j", (text, profile, region) => {
  expect(readConnection(text)).toEqual({ profile, region });
});
