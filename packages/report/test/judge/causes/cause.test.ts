import { describe, expect, it } from "vitest";
import { causeOf, type CauseEvidence } from "../../../src/index.ts";

const slugOf = (evidence: CauseEvidence): string => causeOf(evidence).slug;

describe("a status that explains a failure", () => {
  it.each([
    ["Undeliverable", "unreachable"],
    ["Delivery Timed Out", "delivery-timed-out"],
    ["DeliveryTimedOut", "delivery-timed-out"],
    ["Invalid Platform", "invalid-platform"],
    ["Access Denied", "command-access-denied"],
    ["Terminated", "max-errors-reached"],
    ["Cancelled", "cancelled"],
    ["Execution Timed Out", "execution-timed-out"],
    ["The maximum error count was exceeded.", "max-errors-reached"],
    ["The instance IDs list contains an invalid entry.", "invalid-instance-ids"],
    ["The provided role does not contain the correct SSM permissions.", "service-role-permissions"],
    ["Step fails when it is validating and resolving the step inputs", "automation-inputs-invalid"],
    ["No tasks to execute.", "no-tasks"],
    ["No Invocations to Execute", "no-targets"],
  ])("%s", (StatusDetails, slug) => {
    expect(slugOf({ Status: "Failed", StatusDetails })).toBe(slug);
  });

  it("takes precedence over the output", () => {
    expect(slugOf({ StatusDetails: "Undeliverable", texts: ["No space left on device"] })).toBe(
      "unreachable",
    );
  });
});

describe("a line that tools print", () => {
  it.each([
    [
      "package-manager-locked",
      "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4711 (unattended-upgr)",
    ],
    [
      "package-manager-locked",
      "E: Konnte Sperre /var/lib/dpkg/lock-frontend nicht bekommen. Diese wird von Prozess 4711 gehalten.",
    ],
    [
      "package-manager-locked",
      "E: Impossible d'obtenir le verrou /var/lib/dpkg/lock-frontend. Il est détenu par le processus 4711",
    ],
    [
      "package-manager-locked",
      "E: Não foi possível obter a trava /var/lib/dpkg/lock-frontend. Mantida pelo processo 4711",
    ],
    ["package-manager-locked", "E: ロック /var/lib/dpkg/lock-frontend が取得できませんでした。"],
    ["package-manager-locked", "Another app is currently holding the yum lock; waiting for it to exit..."],
    ["package-manager-locked", "System management is locked by the application with pid 2412 (zypper)."],
    [
      "dpkg-interrupted",
      "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem.",
    ],
    [
      "package-signature",
      "W: GPG error: http://deb.example.org stable InRelease: NO_PUBKEY 648ACFD622F3D138",
    ],
    [
      "package-signature",
      "Die folgenden Signaturen konnten nicht überprüft werden, weil ihr öffentlicher Schlüssel nicht verfügbar ist",
    ],
    ["package-dependencies", "The following packages have unmet dependencies:"],
    ["package-dependencies", "Les paquets suivants contiennent des dépendances non satisfaites :"],
    ["package-database-damaged", "Error: rpmdb open failed"],
    ["repository-unreadable", "Error: Failed to download metadata for repo 'appstream'"],
    [
      "repository-forbidden",
      "E: Fehlschlag beim Holen von http://archive.example.org/ubuntu/dists/jammy/InRelease 403",
    ],
    ["disk-full", "tar: /opt/app: Cannot write: No space left on device"],
    ["disk-full", "cp: Fehler beim Schreiben: Auf dem Gerät ist kein Speicherplatz mehr verfügbar"],
    ["disk-full", "tar: écriture impossible: Aucun espace disponible sur le périphérique"],
    ["disk-full", "gravação falhou: Não há espaço disponível no dispositivo"],
    ["disk-full", "書き込みエラー: デバイスに空き領域がありません"],
    ["disk-full", "There is not enough space on the disk. (0x80070070)"],
    ["out-of-memory", "[ 8123.1] Out of memory: Killed process 3132 (java)"],
    ["out-of-memory", "fork: Kann keinen Speicher reservieren: Nicht genügend Hauptspeicher verfügbar"],
    ["read-only-file-system", "touch: cannot touch '/etc/x': Read-only file system"],
    ["name-resolution", "Temporärer Fehler beim Auflösen von »archive.ubuntu.com«: name resolution"],
    ["name-resolution", "curl: (6) Could not resolve host: repo.internal"],
    ["certificate-expired", "curl: (60) SSL certificate problem: certificate has expired"],
    ["connection-refused", "curl: (7) Failed to connect to 10.0.0.1 port 443: Connection refused"],
    ["connection-refused", "wget: Verbindungsaufbau abgelehnt."],
    [
      "s3-access-denied",
      "fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden",
    ],
    [
      "s3-access-denied",
      "download failed: s3://artifacts/app.zip An error occurred (AccessDenied) when calling the GetObject operation",
    ],
    [
      "aws-access-denied",
      "User: arn:aws:sts::1:assumed-role/r/i is not authorized to perform: ec2:DescribeTags",
    ],
    [
      "aws-throttled",
      "An error occurred (ThrottlingException) when calling the PutInventory operation: Rate exceeded",
    ],
    ["windows-component-store", "Installation failed: 0x80073712"],
    ["windows-source-missing", "Installation fehlgeschlagen: 0x800F081F"],
    ["windows-update-disabled", "Exception from HRESULT: 0x80070422"],
    ["windows-update-failed", "Update KB5031356 failed: 0x800f09ff"],
    [
      "powershell-policy",
      "File C:\\ops\\a.ps1 cannot be loaded. For more information, see about_Execution_Policies at https://go.microsoft.com",
    ],
    ["command-not-found", "/tmp/_script.sh: line 3: jq: command not found"],
    ["command-not-found", "/tmp/_script.sh: Zeile 3: jq: Kommando nicht gefunden."],
    ["permission-denied", "bash: /opt/run.sh: Keine Berechtigung"],
    ["service-failed", "Job for nginx.service failed because the control process exited with error code."],
  ])("%s: %s", (slug, line) => {
    const cause = causeOf({
      Status: "Failed",
      StatusDetails: "Failed",
      ResponseCode: 1,
      texts: [`Starting\n${line}\nfailed to run commands: exit status 1`],
    });
    expect(cause).toMatchObject({ slug, evidence: line, from: "output" });
  });

  it("is one cause in every language if the rule is specific", () => {
    const english = causeOf({ texts: ["No space left on device"] });
    const japanese = causeOf({ texts: ["デバイスに空き領域がありません"] });
    expect(english.key).toBe(japanese.key);
  });

  it("is separated by the missing program, not by the language or the line", () => {
    const keyOf = (line: string): string => causeOf({ texts: [line] }).key;
    expect(keyOf("a.sh: line 6: jq: command not found")).toBe(
      keyOf("b.sh: linha 40: jq: comando não encontrado"),
    );
    expect(keyOf("a.sh: line 6: jq: command not found")).not.toBe(
      keyOf("a.sh: line 6: yq: command not found"),
    );
  });

  it("of a pending reboot counts only if the exit code explains nothing", () => {
    const texts = ["*** System restart required ***"];
    expect(slugOf({ ResponseCode: 1, texts })).toBe("reboot-pending");
    expect(slugOf({ ResponseCode: 137, texts })).toBe("killed");
    expect(slugOf({ ResponseCode: 1, texts: [...texts, "No space left on device"] })).toBe("disk-full");
  });

  it("shows what a timed-out command waited for", () => {
    const StatusDetails = "Execution Timed Out";
    expect(slugOf({ StatusDetails, texts: ["Waiting for process with pid 33 to finish."] })).toBe(
      "package-manager-locked",
    );
    expect(causeOf({ StatusDetails, texts: ["jq: command not found\nstill here"] })).toMatchObject({
      slug: "execution-timed-out",
      evidence: "still here",
    });
  });
});

describe("an exit code with a known meaning", () => {
  it.each([
    [-1, "never-started"],
    [124, "timeout-command"],
    [126, "not-executable"],
    [127, "command-not-found"],
    [137, "killed"],
    [139, "crashed"],
    [143, "terminated-by-signal"],
    [194, "reboot-requested"],
    [3010, "reboot-requested"],
    [1618, "installer-busy"],
  ])("%i", (ResponseCode, slug) => {
    expect(slugOf({ Status: "Failed", StatusDetails: "Failed", ResponseCode })).toBe(slug);
  });
});

describe("a failure that matches no rule", () => {
  it("has the last error line as evidence, and is separated by it", () => {
    const texts = [
      "loading\nconfig error: no such key 'retries' in line 12\ndone with problems\nfailed to run commands: exit status 3",
    ];
    expect(causeOf({ Status: "Failed", ResponseCode: 3, texts })).toMatchObject({
      slug: "exit-3",
      key: "exit-3: config error: no such key 'retries' in line <n>",
      evidence: "config error: no such key 'retries' in line 12",
    });
  });

  it("prefers stderr to stdout", () => {
    expect(causeOf({ ResponseCode: 3, texts: ["bad thing happened", "all fine so far"] }).evidence).toBe(
      "bad thing happened",
    );
  });

  it("has no evidence if the end of the output is missing and no line is about an error", () => {
    const cause = causeOf({
      ResponseCode: 3,
      texts: ["installing a\ninstalling b\ninstall--output truncated--"],
    });
    expect(cause).not.toHaveProperty("evidence");
  });

  it("has the step's message if Automation returns one", () => {
    expect(causeOf({ Status: "Failed", message: "The volume vol-0123456789abcdef0 is busy." })).toMatchObject(
      {
        slug: "step-failed",
        evidence: "The volume vol-0123456789abcdef0 is busy.",
        from: "message",
      },
    );
  });

  it("is separated by what failed if there is no reason", () => {
    expect(causeOf({ Status: "FAILED", subject: "nightly-report" }).key).toBe("unexplained: nightly-report");
  });
});

describe("hostile output", () => {
  it("is one plain line of bounded length as evidence", () => {
    const line = `\u001B]0;owned\u0007\u001B[31merror\u001B[0m: \u202Egnp.exe ${"x".repeat(5000)}`;
    const { evidence = "" } = causeOf({ ResponseCode: 1, texts: [line] });
    expect(evidence.startsWith("error: gnp.exe xxx")).toBe(true);
    expect(Array.from(evidence)).toHaveLength(240);
  });

  // A rule with catastrophic backtracking would not finish.
  it.each([
    { of: "brackets", piece: "(", times: 24_000 },
    { of: "status codes", piece: "403 ", times: 6000 },
    { of: "names of services", piece: "s3 ", times: 8000 },
    { of: "scriptlets", piece: "%post(", times: 4000 },
    { of: "slashes", piece: "/", times: 24_000 },
    { of: "paths", piece: "a/", times: 12_000 },
    { of: "package lists", piece: "Packages", times: 3000 },
    { of: "units", piece: ".service/", times: 2600 },
  ])("of endless $of is also one bounded line", ({ piece, times }) => {
    const { evidence = "" } = causeOf({ ResponseCode: 1, texts: [piece.repeat(times)] });
    expect(piece.repeat(240)).toContain(evidence.slice(0, 200).trim());
    expect(evidence.length).toBeLessThanOrEqual(240);
  });
});
