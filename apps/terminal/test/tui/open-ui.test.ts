import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { archiveNow, makeArchive } from "../cli/made-archive.ts";
import { openInProcess } from "./harness/in-process.ts";

it("ends when the process is interrupted, and restores the terminal", async () => {
  const interrupt = new AbortController();
  const ui = openInProcess(["--demo"], { interrupt });
  await ui.until((text) => text.includes("linux-patch-nightly"), "the windows");
  interrupt.abort();
  expect((await ui.outcome).exitCode).toBe(130);
  expect(ui.fake.written()).toContain("\u001b[?1049l\u001b[?25h");
});

it("writes to the home folder for a path that begins with ~", async () => {
  const files: string[] = [];
  const ui = openInProcess(["--demo"], {
    columns: 100,
    env: { HOME: "/home/anna" },
    onFile: (path) => void files.push(path),
  });
  await ui.until((text) => text.includes("read just now"), "the windows");
  await ui.after("\r", "started UTC");
  await ui.after("x", "left out");
  await ui.until((text) => !text.includes("reading"), "the whole execution");
  await ui.after("\r", "Write to");
  ui.press("\u0015~/a.md");
  await ui.after("\r", "Wrote ~/a.md");
  expect(files).toEqual(["/home/anna/a.md"]);
  ui.press("q");
  await ui.outcome;
});

it("shows the trends of the archive that --archive names, and is not opened without that file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "windowpane-ui-"));
  try {
    const file = join(folder, "archive.db");
    const { exitCode, stderr } = await openInProcess(["--demo", "--archive", file]).outcome;
    expect([exitCode, stderr]).toEqual([252, expect.stringContaining(`There is no archive at ${file}.`)]);
    await makeArchive(file);
    const ui = openInProcess(["--demo", "--archive", file], { columns: 100, now: archiveNow });
    await ui.until((text) => text.includes("linux-patch-nightly"), "the windows");
    await ui.after("T", "28 runs");
    await ui.until((text) => /patch-nightly .* PARTIAL/.test(text), "the window of the archive");
    ui.press("q");
    await ui.outcome;
  } finally {
    rmSync(folder, { recursive: true });
  }
});
