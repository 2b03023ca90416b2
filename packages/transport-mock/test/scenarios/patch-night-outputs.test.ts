import { describe, expect, test } from "vitest";
import type { PluginPlan } from "../../src/plan/plan.ts";
import { combined, OUTPUT_LIMIT } from "../../src/view/printed.ts";
import { execution, invocationsOf, machinesOf } from "./patch-night-account.ts";

const lastNight = ["linux-patch-nightly", "windows-patch-nightly", "app-config-rollout", "ci-runner-cleanup"];

interface Printed extends Pick<PluginPlan, "ResponseCode" | "details"> {
  readonly machine: string;
  readonly stdout: string;
  readonly stderr: string;
}

const printed: readonly Printed[] = [
  ...lastNight.map((name) => execution(name)),
  execution("orders-drain", 2),
]
  .flatMap(({ tasks }) => tasks.flatMap(invocationsOf))
  .flatMap(machinesOf)
  .flatMap(({ InstanceId, plugins }) =>
    plugins.map(({ ResponseCode, details, stdout, stderr }) => ({
      machine: InstanceId,
      ResponseCode,
      details,
      stdout,
      stderr,
    })),
  );

const telling = (pattern: RegExp): readonly Printed[] =>
  printed.filter(({ stdout, stderr }) => pattern.test(stdout) || pattern.test(stderr));

describe("last night's outputs contain", () => {
  test.each([
    [
      "the lock of dpkg, held by a process",
      /Could not get lock \/var\/lib\/dpkg\/lock-frontend\. It is held by process \d+ \(unattended-upgr\)/,
      1,
      6,
    ],
    ["the lock of dpkg in German", /Sperre \/var\/lib\/dpkg\/lock-frontend/, 1, 1],
    ["the lock of dpkg in French", /verrou \/var\/lib\/dpkg\/lock-frontend/, 1, 1],
    ["the lock of yum", /yum\.pid: another copy is running/, 1, 1],
    ["the lock of dnf", /Waiting for process with pid \d+/, 1, 3],
    ["a broken rpm database", /rpmdb open failed/, 1, 1],
    ["a full disk under dnf", /\[Errno 28\] No space left on device: '\/var\/cache\/dnf/, 1, 3],
    ["a full disk under apt", /dpkg: error processing archive[^]*No space left on device/, 1, 2],
    ["a full disk in French", /Aucun espace disponible sur le périphérique/, 1, 1],
    ["a full disk in Portuguese", /Não há espaço disponível no dispositivo/, 1, 1],
    ["a full disk in German", /kein Speicherplatz mehr verfügbar/, 1, 1],
    ["a pending reboot on Linux", /'InstalledPendingRebootCount': '[1-9][^]*exit code 194/, 194, 3],
    ["a pending reboot on Windows", /InstalledPendingReboot$/m, 194, 2],
    ["access denied to S3", /\(403\) when calling the HeadObject[^]*AccessDenied/, 156, 3],
    ["a kill by the kernel", /Killed/, 137, 1],
    ["a missing key", /NO_PUBKEY/, 1, 1],
    ["a GPG check that failed", /Error: GPG check FAILED$/m, 1, 3],
    ["a mirror without the file", /404 {2}Not Found/, 1, 2],
    ["a mirror without metadata", /Status code: 404/, 1, 2],
    ["a mirror that does not respond", /Curl error \(28\): Timeout was reached/, 1, 6],
    ["a certificate that expired", /certificate has expired/, 1, 1],
    ["0x80240438", /0x80240438/, 1, 4],
    ["0x8024402C", /0x8024402C/, 1, 2],
    ["0x80070005", /0x80070005/, 1, 4],
    ["0x80070005 in Japanese", /アクセスが拒否されました/, 1, 2],
    ["0x800f0922", /0x800f0922/, 1, 2],
    ["0x80073712", /0x80073712/, 1, 2],
    ["the execution policy", /running scripts is disabled on this system/, 1, 2],
    ["a command that is not found", /command not found/, 127, 2],
    ["a command that is not found, in Portuguese", /comando não encontrado/, 127, 1],
    ["a missing permission", /Permission denied/, 126, 3],
    ["a unit that failed", /Job for payments\.service failed/, 1, 3],
  ])("%s", (_, pattern, code, machines) => {
    const found = telling(pattern);
    expect(new Set(found.map(({ ResponseCode }) => ResponseCode))).toEqual(new Set([code]));
    expect(new Set(found.map(({ machine }) => machine)).size).toBe(machines);
  });

  test("-1 and no output for undeliverable commands", () => {
    const silent = printed.filter(({ ResponseCode }) => ResponseCode === -1);
    expect(silent.every(({ stdout, stderr }) => stdout === "" && stderr === "")).toBe(true);
    const details = new Set(silent.map((step) => step.details));
    expect(details).toEqual(
      new Set(["Undeliverable", "Delivery Timed Out", "Terminated", "Access Denied", "Invalid Platform"]),
    );
  });

  test("a stopped step with the exit code of a kill, distinguished by its details", () => {
    const stopped = printed.filter(({ ResponseCode }) => ResponseCode === 137);
    expect(stopped.map(({ details }) => details).toSorted()).toEqual(["Execution Timed Out", "Failed"]);
  });

  test("one cause on several machines with different details", () => {
    const texts = telling(/It is held by process/).map(({ stdout }) => /process \d+/.exec(stdout)?.[0]);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe("long outputs", () => {
  test.each([
    ["a list's 2,500 characters", "stdout", 2500, /Curl error \(28\)/],
    ["24,000 characters", "stdout", 24_000, /No space left on device/],
    ["8,000 characters of errors", "stderr", 8000, /GPG check FAILED/],
  ] as const)("go beyond %s and say why only at their end", (_, stream, limit, reason) => {
    const found = printed.filter((step) => step[stream].length > limit && reason.test(step[stream]));
    expect(found).not.toEqual([]);
    for (const step of found) expect(step[stream].slice(0, limit)).not.toMatch(reason);
  });
});

describe("hostile output contains", () => {
  test.each([
    ["a change of the window title", "\u001B]0;"],
    ["a write to the clipboard", "\u001B]52;"],
    ["a clearing of the screen", "\u001B[2J"],
    ["a move of the cursor", "\u001B[1;1H"],
    ["a bell", "\u0007"],
    ["an 8-bit control sequence", "\u009B"],
    ["a misleading link", "\u001B]8;;https://"],
    ["a spreadsheet's command", "=cmd|"],
    ["a formula that starts with @", "\n@SUM"],
    ["a formula that starts with +", "\n+1"],
    ["a formula that starts with -", "\n-2"],
    ["a script", "<script>"],
    ["an image of Markdown", "![tracker]("],
    ["a right-to-left override", "\u202E"],
    ["a zero-width space", "\u200B"],
    ["a progress bar", "%\u0020[####"],
    ["a line that ends in CR LF", "\r\n"],
    ["a NUL", "\u0000"],
    ["an emoji of several parts", "👨‍👩‍👧‍👦"],
    ["wide letters", "更新"],
  ])("%s", (_, text) => {
    expect(printed.some(({ stdout, stderr }) => stdout.includes(text) || stderr.includes(text))).toBe(true);
  });

  test("hostile text that names and owners contain, too", () => {
    const invocations = lastNight.flatMap((name) => execution(name).tasks.flatMap(invocationsOf));
    const names = invocations.flatMap(machinesOf).map(({ InstanceName }) => InstanceName);
    const owners = [...invocations, ...execution("store-kiosk-agent").tasks.flatMap(invocationsOf)].map(
      ({ OwnerInformation }) => OwnerInformation,
    );
    for (const text of ["\u001B]0;", "=HYPERLINK(", "\u202E"]) {
      expect(names.some((name) => name?.includes(text))).toBe(true);
    }
    for (const text of ["<script>", "=HYPERLINK(", "\u202E", "\u001B]0;", "📁"]) {
      expect(owners.some((owner) => owner?.includes(text))).toBe(true);
    }
  });
});

describe("AWS-RunPatchBaseline", () => {
  test("runs the step for the machine's platform and skips the other with a success", () => {
    const [machine] = invocationsOf(execution("linux-patch-nightly", 1).tasks[0] ?? expect.fail()).flatMap(
      machinesOf,
    );
    expect(machine?.plugins.map(({ Name }) => Name)).toEqual(["PatchWindows", "PatchLinux"]);
    expect(machine?.plugins[0]).toMatchObject({ outcome: "Success", ResponseCode: 0 });
    expect(machine?.plugins[0]?.stdout).toContain("skipped");
    expect(machine?.plugins[1]?.stdout).toMatch(
      /root \[INFO\]: Running with snapshot id = .* and operation = Install$/m,
    );
  });
});

test("the start of each output is enough for lists", () => {
  const plans = ["linux-patch-nightly", "windows-patch-nightly"]
    .flatMap((name) => execution(name).tasks.flatMap(invocationsOf))
    .flatMap(machinesOf)
    .flatMap(({ plugins }) => plugins);
  let shorter = 0;
  for (const { stdout, stderr, startOfStdout } of plans) {
    const start = startOfStdout?.(OUTPUT_LIMIT + 1) ?? stdout;
    if (start.length < stdout.length) shorter += 1;
    expect(combined(start, stderr)).toBe(combined(stdout, stderr));
  }
  expect(shorter).toBeGreaterThan(50);
});
