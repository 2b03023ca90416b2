import { readFileSync, statSync } from "node:fs";
import { expect, it } from "vitest";

const dist = new URL("../../dist/", import.meta.url);

/** The document, its styles, and the scripts that the browser loads before it draws the list of windows. */
const firstView = (): readonly string[] => {
  const document = readFileSync(new URL("index.html", dist), "utf8");
  return [
    "index.html",
    ...[...document.matchAll(/(?:href|src)="(assets\/[^"]+)"/gu)].map(([, name = ""]) => name),
  ];
};

it.each([
  ["br", 110],
  ["gz", 130],
])("sends at most, with the coding %s, %d kB for the first view", (coding, most) => {
  const files = firstView();
  expect(files.length).toBeGreaterThan(5);
  const bytes = files.reduce((sum, file) => sum + statSync(new URL(`${file}.${coding}`, dist)).size, 0);
  expect(bytes / 1000).toBeLessThanOrEqual(most);
});
