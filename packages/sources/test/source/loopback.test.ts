import { expect, it } from "vitest";
import { isLoopback } from "../../src/source/loopback.ts";

it.each([
  ["localhost", true],
  ["api.localhost", true],
  ["127.0.0.1", true],
  ["127.8.9.1", true],
  ["[::1]", true],
  ["128.0.0.1", false],
  ["127.0.0.1.example.com", false],
  ["localhost.example.com", false],
  ["windowpane.example", false],
])("host %s is this machine: %o", (name, stays) => {
  expect(isLoopback(name)).toBe(stays);
});
