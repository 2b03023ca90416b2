import { expect, it } from "vitest";
import { platformOf } from "../src/platform-of.ts";

it.each([
  ["@oxfmt/binding-linux-x64-gnu", { os: ["linux"], cpu: ["x64"], libc: ["glibc"] }],
  ["@oxfmt/binding-linux-arm-musleabihf", { os: ["linux"], cpu: ["arm"], libc: ["musl"] }],
  ["@oxfmt/binding-win32-ia32-msvc", { os: ["win32"], cpu: ["ia32"] }],
  ["@oxlint-tsgolint/darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
  ["@turbo/windows-64", { os: ["win32"], cpu: ["x64"] }],
])("reads the platform of %s off its name", (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

it("refuses a name without a platform instead of guessing", () => {
  expect(() => platformOf("@scope/binding-wasm")).toThrow("@scope/binding-wasm does not name its platform");
});
