/** What a screen reader is given: it must make sense from top to bottom, without a table and without signs. */
import { expect, it } from "vitest";
import { overDemo } from "../harness/over-demo.ts";

const sign = /[^\p{Letter}\p{Number}\p{Punctuation}\s+=$|]/u;

it("says where one is, the verdict, and the selected row with its columns' names, each thing once", async () => {
  const demo = overDemo({ isScreenReader: true });
  await demo.press("enter", "enter", "m");
  expect(demo.frame().split("\n")).toEqual([
    "windowpane, demo, read just now",
    "windows, linux-patch-nightly, Sun 22 Nov 05:00, machines",
    "PARTIAL, 47 of 219 targets failed, 1 timed out, 3 could not be reached, 40 unknown, 128 passed; AWS did not pass 1 of 3 tasks, and no target shows why. Patches: 14 failed to install patches, 10 reboot pending, 3 not run, 34 unknown, 3 overwritten, 115 patched.",
    "47 failed, 1 timed out, 3 unreachable, 40 unknown, 128 passed, 14 patches failed, 10 reboot pending, 34 patches unknown, 3 overwritten, 115 patched, incomplete, 219 machines",
    "ScreenRow 1 of 219.",
    "machine: db-eu-03; what became of it: failed; cause: Disk full; patches: failed 1 (1 security); exit: 1; id: i-af512e18995a9ce25; took: 45s; started: Sun 22 Nov 06:08; task: AWS-RunPatchBaseline; evidence: [Errno 28] No space left on device: '/var/cache/dnf/amazonlinux.solv'.",
    "Free space on the named file system (old kernels, package caches, logs) or enlarge the volume, then run the task again.",
    "2 things could not be read: ! tells. The command does not list a machine that its invocation names.",
    "Keys: Enter output, Esc back, f only bad, / filter, F failures, ? help, P patches, q quit, : go to, t timeline, d diff, r reload, H history, s sort, y copy id, c CLI call, x export, p profile.",
  ]);
});

it("has no sign on any screen that a voice would spell out", async () => {
  const demo = overDemo({ isScreenReader: true });
  const ways = [
    [],
    ["enter"],
    ["enter"],
    ["enter"],
    ["esc", "t"],
    ["esc", "d"],
    ["F"],
    ["enter"],
    ["enter"],
    ["!"],
  ];
  for (const way of ways) {
    await demo.press(...way);
    expect(demo.frame()).not.toMatch(sign);
  }
});

it("names the line that is being typed, and has no cursor in it", async () => {
  const demo = overDemo({ isScreenReader: true });
  await demo.press("/");
  expect(demo.frame()).toContain("\nFilter: nothing typed yet\nEnter keep, Esc leave it");
  demo.type("status:failed");
  expect(demo.frame()).toContain("\nFilter: status:failed\n");
});
