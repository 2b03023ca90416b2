/** The titles and first rows of the failures, timeline and diff screens at several sizes. */
import { describe, expect, it } from "vitest";
import { openInProcess, type InProcess } from "./harness/in-process.ts";

/** Whether everything is read. */
const isRead = (text: string): boolean => !/reading|looking/.test(text);

/** Presses a key and gives the titles and the first five rows of the screen that it opens. */
const rowsAfter = async (ui: InProcess, key: string, shows: RegExp): Promise<readonly string[]> => {
  ui.press(key);
  const text = await ui.until(
    (shown) => isRead(shown) && shows.test(shown),
    `${JSON.stringify(key)}: ${shows}`,
  );
  return text.split("\n").slice(6, 12);
};

const escape = "\u001b";
const causes = /machines +never ran +windows/;
const tasks = / {2}task +verdict/;

const sizes = [
  {
    columns: 80,
    rows: 24,
    frames: {
      failures: [
        "  cause                               machines   never ran  windows",
        "▌ ✖ A service does not start                 3          36  app-config-rollout",
        "  ✖ Package manager locked                  14              linux-patch-nightly…",
        "  ✖ Target names a machine that do…         10              ci-runner-cleanup",
        "  ✖ Reboot pending after patching            9              linux-patch-nightly…",
        "  ✖ Machine unreachable                      8              linux-patch-nightly…",
      ],
      members: [
        "  machine                result           window            evidence",
        "▌ app-eu-001             ✖ failed         app-config-roll…  payments.service: M…",
        "  app-eu-003             ✖ failed         app-config-roll…  payments.service: M…",
        "  app-eu-005             ✖ failed         app-config-roll…  payments.service: M…",
        "",
        "",
      ],
      timeline: [
        "  item                        result              took  ╵05:00           ╵06:00",
        "▌ linux-patch-nightly         ✖ PARTIAL         1h 21m  ███████████████████████",
        "   AWS-RunPatchBaseline       ✖ PARTIAL         1h 15m  █████████████████████▌",
        "    AWS-RunPatchBaseline      ✖ PARTIAL        24m 52s  ███████",
        "     web-prod-001             ✔ passed          1m 42s  ▌",
        "     web-prod-002             ✔ passed          1m 20s  ▌",
      ],
      diff: [
        "  machine                change              now              cause",
        '▌ =HYPERLINK("https://…  ✖ newly failing     ✖ failed         Exit code 1; the …',
        "  app-prod-004           ✖ newly failing     ✖ failed         Package manager l…",
        "  app-prod-005           ✖ newly failing     ✖ failed         Package manager l…",
        "  app-prod-006           ✖ newly failing     ✖ failed         Package manager l…",
        "  app-prod-007           ✖ newly failing     ✖ failed         Package manager l…",
      ],
    },
  },
  {
    columns: 120,
    rows: 40,
    frames: {
      failures: [
        "  cause                           machines   never ran  windows               first seen UTC    evidence",
        "▌ ✖ A service does not start             3          36  app-config-rollout    ·                 payments.service: Main …",
        "  ✖ Package manager locked              14              linux-patch-nightly…  ·                 Error: Failed to obtain…",
        "  ✖ Target names a machine tha…         10              ci-runner-cleanup     ·                 The instance IDs list c…",
        "  ✖ Reboot pending after patch…          9              linux-patch-nightly…  ·                 patched, reboot pending…",
        "  ✖ Machine unreachable                  8              linux-patch-nightly…  ·",
      ],
      members: [
        "  machine                     result           window                        evidence                id",
        "▌ app-eu-001                  ✖ failed         app-config-rollout            payments.service: Mai…  i-12fc98afeeff69a64",
        "  app-eu-003                  ✖ failed         app-config-rollout            payments.service: Mai…  i-4a89195e83f6ef38a",
        "  app-eu-005                  ✖ failed         app-config-rollout            payments.service: Mai…  i-fbe9935ad4564a44a",
        "",
        "",
      ],
      timeline: [
        "  item                        result              took  ╵05:00     ╵05:15      ╵05:30     ╵05:45      ╵06:00      ╵06:15",
        "▌ linux-patch-nightly         ✖ PARTIAL         1h 21m  ███████████████████████████████████████████████████████████████",
        "   AWS-RunPatchBaseline       ✖ PARTIAL         1h 15m  ██████████████████████████████████████████████████████████",
        "    AWS-RunPatchBaseline      ✖ PARTIAL        24m 52s  ███████████████████▌",
        "     web-prod-001             ✔ passed          1m 42s  █▌",
        "     web-prod-002             ✔ passed          1m 20s  ▐▌",
      ],
      diff: [
        "  machine                     change              before           now                          took  cause",
        '▌ =HYPERLINK("https://examp…  ✖ newly failing     ✔ passed         ✖ failed         2m 20s to 2m 15s  Exit code 1; the …',
        "  app-prod-004                ✖ newly failing     ✔ passed         ✖ failed         1m 32s to 1m 37s  Package manager l…",
        "  app-prod-005                ✖ newly failing     ✔ passed         ✖ failed         3m 50s to 3m 55s  Package manager l…",
        "  app-prod-006                ✖ newly failing     ✔ passed         ✖ failed         1m 21s to 1m 34s  Package manager l…",
        "  app-prod-007                ✖ newly failing     ✔ passed         ✖ failed          3m 38s to 4m 3s  Package manager l…",
      ],
    },
  },
  {
    columns: 200,
    rows: 60,
    frames: {
      failures: [
        "  cause                                               machines   never ran  windows                                first seen UTC    evidence",
        "▌ ✖ A service does not start                                 3          36  app-config-rollout                     ·                 payments.service: Main process exited, pid=9754, code=exited, stat…",
        "  ✖ Package manager locked                                  14              linux-patch-nightly, emergency-opens…  ·                 Error: Failed to obtain the transaction lock (logged in as: root),…",
        "  ✖ Target names a machine that does not exist              10              ci-runner-cleanup                      ·                 The instance IDs list contains an invalid entry.",
        "  ✖ Reboot pending after patching                            9              linux-patch-nightly, windows-patch-n…  ·                 patched, reboot pending (4)",
        "  ✖ Machine unreachable                                      8              linux-patch-nightly, windows-patch-n…  ·",
      ],
      members: [
        "  machine                     result           window                        evidence                                                                                                id",
        "▌ app-eu-001                  ✖ failed         app-config-rollout            payments.service: Main process exited, pid=9754, code=exited, status=78/CONFIG                          i-12fc98afeeff69a64",
        "  app-eu-003                  ✖ failed         app-config-rollout            payments.service: Main process exited, pid=13436, code=exited, status=78/CONFIG                         i-4a89195e83f6ef38a",
        "  app-eu-005                  ✖ failed         app-config-rollout            payments.service: Main process exited, pid=28676, code=exited, status=78/CONFIG                         i-fbe9935ad4564a44a",
        "",
        "",
      ],
      timeline: [
        "  item                        result              took  ╵05:00           ╵05:10            ╵05:20           ╵05:30            ╵05:40           ╵05:50            ╵06:00            ╵06:10",
        "▌ linux-patch-nightly         ✖ PARTIAL         1h 21m  ███████████████████████████████████████████████████████████████████████████████████████████████████████████████████████████████████████████████",
        "   AWS-RunPatchBaseline       ✖ PARTIAL         1h 15m  ████████████████████████████████████████████████████████████████████████████████████████████████████████████████████████████████████",
        "    AWS-RunPatchBaseline      ✖ PARTIAL        24m 52s  ████████████████████████████████████████████",
        "     web-prod-001             ✔ passed          1m 42s  ███",
        "     web-prod-002             ✔ passed          1m 20s  ▐██",
      ],
      diff: [
        "  machine                     change                     before           now                            took  cause",
        '▌ =HYPERLINK("https://examp…  ✖ newly failing            ✔ passed         ✖ failed           2m 20s to 2m 15s  Exit code 1; the output is cut before the error',
        "  app-prod-004                ✖ newly failing            ✔ passed         ✖ failed           1m 32s to 1m 37s  Package manager locked",
        "  app-prod-005                ✖ newly failing            ✔ passed         ✖ failed           3m 50s to 3m 55s  Package manager locked",
        "  app-prod-006                ✖ newly failing            ✔ passed         ✖ failed           1m 21s to 1m 34s  Package manager locked",
        "  app-prod-007                ✖ newly failing            ✔ passed         ✖ failed            3m 38s to 4m 3s  Package manager locked",
      ],
    },
  },
] as const;

describe.each(sizes)("on $columns x $rows", ({ columns, rows, frames }) => {
  it("shows failures by cause, their machines, the timeline of an execution and a diff", async () => {
    const ui = openInProcess(["--demo"], { columns, rows });
    await ui.until((text) => isRead(text) && text.includes("web-health"), "the windows");
    expect(await rowsAfter(ui, "F", causes)).toEqual(frames.failures);
    expect(await rowsAfter(ui, "\r", /machine +result/)).toEqual(frames.members);
    await rowsAfter(ui, escape, causes);
    await rowsAfter(ui, escape, /last 24 hours/);
    await rowsAfter(ui, "\r", /started UTC/);
    await rowsAfter(ui, "\r", tasks);
    expect(await rowsAfter(ui, "t", /the window ends/)).toEqual(frames.timeline);
    await rowsAfter(ui, escape, tasks);
    expect(await rowsAfter(ui, "d", /Compared with the run/)).toEqual(frames.diff);
    ui.press("q");
    expect((await ui.outcome).exitCode).toBe(0);
  });
});

describe("the other screens", () => {
  it("shows the AWS CLI calls, the gaps and the keys, and exports the execution", async () => {
    const files: string[] = [];
    const ui = openInProcess(["--demo"], { columns: 100, rows: 60, onFile: (path) => void files.push(path) });
    await ui.until((text) => isRead(text) && text.includes("web-health"), "the windows");
    await rowsAfter(ui, "\r", /started UTC/);
    await rowsAfter(ui, "\r", tasks);
    ui.press("c");
    await ui.until((text) => text.includes("aws ssm get-maintenance-window-execution"), "the calls");
    ui.press("y");
    await ui.until((text) => text.includes("Copied"), "the notice of the copy");
    expect(ui.fake.written()).toMatch(/\x1b\]52;c;[\w+/=]+\x07/);
    await rowsAfter(ui, escape, tasks);
    ui.press("!");
    await ui.until((text) => text.includes("gaps") && text.includes("ListCommandInvocations"), "the gaps");
    await rowsAfter(ui, escape, tasks);
    ui.press("?");
    await ui.until((text) => text.includes("Moving") && text.includes("(not here)"), "the keys");
    await rowsAfter(ui, escape, tasks);
    ui.press("x");
    await ui.until((text) => text.includes("left out") && text.includes("included"), "the formats");
    ui.press("\r");
    await ui.until((text) => text.includes("Write to"), "the prompt for a path");
    ui.press("\r");
    await ui.until((text) => text.includes("Wrote linux-patch-nightly"), "the notice of the file");
    expect(files).toEqual([expect.stringMatching(/^linux-patch-nightly-[\da-f]{8}\.md$/)]);
    ui.press("q");
    await ui.outcome;
  });
});
