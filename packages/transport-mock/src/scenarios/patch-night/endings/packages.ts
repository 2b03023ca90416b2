/** Failures of Linux package managers: locks, keys, mirrors, certificates. */
import { failed, lines, type StepEnding, type PrintContext } from "./ending.ts";

/** Endings of package managers. */
export const packages = {
  aptLock: failed(100, {
    stdout: reading,
    stderr: ({ draw }) =>
      lines(
        `E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process ${pid(draw)} (unattended-upgr)`,
        "E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another process using it?",
      ),
  }),
  aptLockGerman: failed(100, {
    stdout: () => "Paketlisten werden gelesen...\nAbhängigkeitsbaum wird aufgebaut...",
    stderr: ({ draw }) =>
      lines(
        `E: Sperre /var/lib/dpkg/lock-frontend konnte nicht bezogen werden. Sie wird vom Prozess ${pid(draw)} (unattended-upgr) gehalten.`,
        "E: Sperren des dpkg-Frontends (/var/lib/dpkg/lock-frontend) nicht möglich; wird es von einem anderen Prozess verwendet?",
      ),
  }),
  aptLockFrench: failed(100, {
    stdout: () => "Lecture des listes de paquets...\nConstruction de l'arbre des dépendances...",
    stderr: ({ draw }) =>
      lines(
        `E: Impossible d'obtenir le verrou /var/lib/dpkg/lock-frontend. Il est détenu par le processus ${pid(draw)} (unattended-upgr)`,
        "E: Impossible de verrouiller l'interface de dpkg (/var/lib/dpkg/lock-frontend), un autre processus l'utilise-t-il ?",
      ),
  }),
  aptKey: failed(100, {
    stdout: reading,
    stderr: () =>
      lines(
        "W: GPG error: https://packages.example.com/apt stable InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY 7FCC7D46ACCC4CF8",
        "E: The repository 'https://packages.example.com/apt stable InRelease' is not signed.",
      ),
  }),
  aptMirror404: failed(100, {
    stdout: reading,
    stderr: ({ draw }) =>
      lines(
        `E: Failed to fetch http://archive.example.net/ubuntu/pool/main/o/openssl/libssl3_3.0.2-0ubuntu1.${draw.whole(12, 19)}_amd64.deb  404  Not Found [IP: 10.20.${draw.whole(0, 9)}.${draw.whole(2, 250)} 80]`,
        "E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?",
      ),
  }),
  yumLock: failed(1, {
    stdout: ({ draw }) =>
      lines(
        `Existing lock /var/run/yum.pid: another copy is running as pid ${pid(draw)}.`,
        "Another app is currently holding the yum lock; waiting for it to exit...",
      ),
    stderr: () => "Error: timed out while waiting for the yum lock",
  }),
  dnfLock: failed(1, {
    stdout: ({ draw }) => `Waiting for process with pid ${pid(draw)} to finish.`,
    stderr: ({ draw }) =>
      lines(
        `Error: Failed to obtain the transaction lock (logged in as: root), held by pid ${pid(draw)}.`,
        "Failed to obtain rpm transaction lock. Another transaction is in progress.",
      ),
  }),
  rpmdbBroken: failed(1, {
    stderr: ({ draw }) =>
      lines(
        `error: rpmdb: BDB0113 Thread/process ${pid(draw)}/${draw.whole(139_000_000, 140_999_999)} failed: BDB1507 Thread died in Berkeley DB library`,
        "error: db5 error(-30973) from dbenv->failchk: BDB0087 DB_RUNRECOVERY: Fatal error, run database recovery",
        "error: cannot open Packages database in /var/lib/rpm",
        "Error: Error: rpmdb open failed",
      ),
  }),
  gpgCheck: failed(1, {
    stdout: downloading,
    stderr: ({ draw }) =>
      lines(
        'The GPG keys listed for the "Internal extras" repository are already installed but they are not correct for this package.',
        `Public key for telemetry-agent-2.${draw.whole(1, 9)}.${draw.whole(0, 30)}-1.x86_64.rpm is not installed. Failing package is: telemetry-agent`,
        "Error: GPG check FAILED",
      ),
  }),
  repository404: failed(1, {
    stderr: ({ draw }) =>
      lines(
        "Errors during downloading metadata for repository 'internal-updates':",
        `  - Status code: 404 for https://mirror-${draw.whole(1, 4)}.example.net/al2023/${draw.whole(20, 29)}/x86_64/repodata/repomd.xml (IP: 10.20.4.${draw.whole(2, 250)})`,
        "Error: Failed to download metadata for repo 'internal-updates': Cannot download repomd.xml: All mirrors were tried",
      ),
  }),
  mirrorTimeout: failed(1, {
    stderr: ({ draw }) =>
      lines(
        "Errors during downloading metadata for repository 'amazonlinux':",
        `  - Curl error (28): Timeout was reached for https://cdn.example.net/al2023/core/mirrors/x86_64/mirror.list [Connection timed out after ${draw.whole(30_000, 30_009)} milliseconds]`,
        "Error: Failed to download metadata for repo 'amazonlinux': Cannot prepare internal mirrorlist: Curl error (28): Timeout was reached",
      ),
  }),
  certificateExpired: failed(1, {
    stderr: ({ draw }) =>
      lines(
        "Errors during downloading metadata for repository 'internal-updates':",
        `  - Curl error (60): SSL peer certificate or SSH remote key was not OK for https://mirror-${draw.whole(1, 4)}.example.net/al2023/x86_64/repodata/repomd.xml [SSL certificate problem: certificate has expired]`,
        "Error: Failed to download metadata for repo 'internal-updates': Cannot download repomd.xml",
      ),
  }),
} as const satisfies Record<string, StepEnding>;

function pid(draw: PrintContext["draw"]): number {
  return draw.whole(900, 32_000);
}

function reading(): string {
  return "Reading package lists...\nBuilding dependency tree...\nReading state information...";
}

function downloading({ draw }: PrintContext): string {
  return `Downloading Packages:\nTotal ${draw.whole(4, 40)} MB/s | ${draw.whole(60, 220)} MB 00:0${draw.whole(1, 9)}`;
}
