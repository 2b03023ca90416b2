import { expect, it } from "vitest";
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
