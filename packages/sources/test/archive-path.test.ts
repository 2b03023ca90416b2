import { expect, it } from "vitest";
import { archivePath } from "../src/index.ts";

it.each<[string | undefined, Record<string, string>, string]>([
  ["runs.sqlite", { WINDOWPANE_ARCHIVE: "other" }, "runs.sqlite"],
  ["~/runs.sqlite", { HOME: "/home/me" }, "/home/me/runs.sqlite"],
  [undefined, { WINDOWPANE_ARCHIVE: "$HOME/wp.sqlite", HOME: "/home/me" }, "/home/me/wp.sqlite"],
  ["", { XDG_DATA_HOME: "/data" }, "/data/windowpane/archive.sqlite"],
  [undefined, { HOME: "/home/me" }, "/home/me/.local/share/windowpane/archive.sqlite"],
])("names the archive's file: %s with %j", (given, env, path) => {
  expect(archivePath(given, { env })).toBe(path);
});

it.each([":memory:", "file:runs.sqlite?mode=memory", "FILE:runs.sqlite"])(
  "refuses %s, which SQLite would not read as the name of a file",
  (given) => {
    expect(() => archivePath(given, { env: {} })).toThrow(`The archive ${given} is not the path of a file.`);
    expect(() => archivePath(undefined, { env: { WINDOWPANE_ARCHIVE: given } })).toThrow("is not the path");
  },
);
