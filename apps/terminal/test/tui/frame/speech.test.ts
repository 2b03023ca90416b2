/** The frame for a screen reader: it makes sense from top to bottom, without a table and without signs. */
import { expect, it } from "vitest";
import { overDemo } from "../harness/over-demo.ts";

const sign = /[^\p{Letter}\p{Number}\p{Punctuation}\s+=$|]/u;

it("gives the breadcrumb, the verdict, and the selected row with the titles of its columns, each fact once", async () => {
  const demo = overDemo({ isScreenReader: true });
  await demo.press("enter", "enter", "m");
  expect(demo.frame().split("\n")).toEqual([
    "windowpane, demo, read just now",
    "windows, linux-patch-nightly mw-a4d97a3bb1bd4307a, Sun 22 Nov 05:00, machines",
    "PARTIAL, 47 of 219 targets failed, 1 timed out, 3 unreachable, 40 unknown, 128 passed; AWS reports that 1 of 3 tasks did not pass, but no target shows why. Patches: 14 failed to install patches, 10 reboot pending, 3 not run, 34 unknown, 3 overwritten, 115 patched.",
    "47 failed, 1 timed out, 3 unreachable, 40 unknown, 128 passed, 14 patches failed, 10 reboot pending, 34 patches unknown, 3 overwritten, 115 patched, incomplete, 219 machines",
    "Row 1 of 219.",
    "machine: db-eu-03; result: failed; cause: Disk full; patches: failed 1 (1 security); first seen: Tue 17 Nov 05:00; exit: 1; id: i-af512e18995a9ce25; took: 45s; started: Sun 22 Nov 06:08; task: AWS-RunPatchBaseline; evidence: [Errno 28] No space left on device: '/var/cache/dnf/amazonlinux.solv'.",
    "6th night in a row, since Tue 17 Nov 05:00, in 9 of 30 executions",
    "Free space on the named file system (old kernels, package caches, logs) or enlarge the volume, then run the task again.",
    "2 gaps: press ! for details. i-b69b9703d2ab11d62 of AWS-RunPatchBaseline: The command does not list a machine that its invocation names.",
    "Keys: Enter output, Esc back, f failed only, / filter, ? help, C causes, F failures, P patches, q quit, : go to, t timeline, d diff, r reload, H history, T trends, a year, s sort, y copy ID, I failed IDs, c CLI call, x export.",
  ]);
});

it("has no sign on any screen that a screen reader would spell out", async () => {
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

it("names the prompt, and has no cursor in it", async () => {
  const demo = overDemo({ isScreenReader: true });
  await demo.press("/");
  expect(demo.frame()).toContain("\nFilter: empty\nEnter apply, Esc close");
  demo.type("status:failed");
  expect(demo.frame()).toContain("\nFilter: status:failed\n");
});
