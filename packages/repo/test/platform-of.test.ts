import { expect, it } from "vitest";
import { platformOf } from "../src/platform-of.ts";

it.each([
  ["@oxfmt/binding-linux-x64-gnu", { os: ["linux"], cpu: ["x64"], libc: ["glibc"] }],
  ["@oxfmt/binding-linux-arm-musleabihf", { os: ["linux"], cpu: ["arm"], libc: ["musl"] }],
  ["@oxfmt/binding-win32-ia32-msvc", { os: ["win32"], cpu: ["ia32"] }],
  ["@oxlint-tsgolint/darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
  ["@turbo/windows-64", { os: ["win32"], cpu: ["x64"] }],
])("derives the platform of %s from its name", (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

it("rejects a name without a known platform", () => {
  expect(() => platformOf("@scope/binding-wasm")).toThrow(
    "The name @scope/binding-wasm does not contain a known platform.",
  );
});
