import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readBytes } from "../../src/host/read-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "windowpane-read-"));
});
afterEach(() => rmSync(folder, { force: true, recursive: true }));

const signal = new AbortController().signal;

it("reads a file, and rejects with Node's error", async () => {
  const path = join(folder, "file");
  writeFileSync(path, "text");
  expect((await readBytes(path, { signal })).toString()).toBe("text");
  await expect(readBytes(folder, { signal })).rejects.toThrow("EISDIR");
  await expect(readBytes(join(folder, "none"), { signal })).rejects.toThrow("ENOENT");
});

describe.skipIf(process.platform === "win32")("a pipe", () => {
  let path: string;
  beforeEach(() => {
    path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
  });

  it("is read to its end", async () => {
    const text = "x".repeat(300_000);
    const [bytes] = await Promise.all([readBytes(path, { signal }), appendFile(path, text)]);
    expect(bytes.toString()).toBe(text);
  });

  it("is an error when nothing writes to it", async () => {
    await expect(readBytes(path, { signal, silence: 20 })).rejects.toThrow(
      `nothing was written to the pipe ${path} for 0.02 s`,
    );
  });

  it("is left on Ctrl-C", async () => {
    const interrupt = new AbortController();
    const read = readBytes(path, { signal: interrupt.signal });
    interrupt.abort(new Error("interrupted"));
    await expect(read).rejects.toThrow("interrupted");
    await expect(readBytes(path, { signal: interrupt.signal })).rejects.toThrow("interrupted");
  });
});
