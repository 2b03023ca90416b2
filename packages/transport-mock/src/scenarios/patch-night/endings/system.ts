/** Failures of the operating system: disk, memory, permissions, reboots, services. */
import { failed, lines, type StepEnding } from "./ending.ts";

/** Endings of a Linux system. */
export const system = {
  dnfDiskFull: failed(1, {
    stdout: () => "Running transaction check\nTransaction check succeeded.\nRunning transaction test",
    stderr: ({ draw }) =>
      lines(
        "Error: Transaction test error:",
        `  installing package kernel-6.1.${draw.whole(90, 140)}-1.amzn2023.x86_64 needs ${draw.whole(20, 480)}MB more space on the /boot filesystem`,
        "[Errno 28] No space left on device: '/var/cache/dnf/amazonlinux.solv'",
      ),
  }),
  dnfDiskFullPortuguese: failed(1, {
    stderr: ({ draw }) =>
      lines(
        "Erro: Erro no teste de transação:",
        `  a instalação do pacote kernel-6.1.${draw.whole(90, 140)} precisa de mais ${draw.whole(20, 480)}MB no sistema de arquivos /boot`,
        "[Errno 28] Não há espaço disponível no dispositivo: '/var/cache/dnf/amazonlinux.solv'",
      ),
  }),
  aptDiskFull: failed(100, {
    stdout: ({ draw }) =>
      `Unpacking linux-modules-5.15.0-${draw.whole(90, 130)}-generic ...\nNeed to get ${draw.whole(80, 300)} MB of archives.`,
    stderr: ({ draw }) =>
      lines(
        `dpkg: error processing archive /var/cache/apt/archives/linux-modules-5.15.0-${draw.whole(90, 130)}-generic_amd64.deb (--unpack):`,
        " cannot copy extracted data for './lib/modules/kernel/fs/xfs/xfs.ko' to '/lib/modules/kernel/fs/xfs/xfs.ko.dpkg-new': failed to write (No space left on device)",
        "E: Sub-process /usr/bin/dpkg returned an error code (1)",
      ),
  }),
  aptDiskFullFrench: failed(100, {
    stdout: ({ draw }) => `Il est nécessaire de prendre ${draw.whole(80, 300)} Mo dans les archives.`,
    stderr: () =>
      lines(
        "dpkg: erreur de traitement de l'archive /var/cache/apt/archives/linux-modules-5.15.0-117-generic_amd64.deb (--unpack) :",
        " impossible de copier les données extraites : échec de l'écriture (Aucun espace disponible sur le périphérique)",
        "E: Le sous-processus /usr/bin/dpkg a renvoyé un code d'erreur (1)",
      ),
  }),
  aptDiskFullGerman: failed(100, {
    stderr: () =>
      lines(
        "dpkg: Fehler beim Bearbeiten des Archivs /var/cache/apt/archives/linux-modules-5.15.0-117-generic_amd64.deb (--unpack):",
        " Kopieren der extrahierten Daten nicht möglich: Schreiben fehlgeschlagen (Auf dem Gerät ist kein Speicherplatz mehr verfügbar)",
      ),
  }),
  diskFullJapanese: failed(1, {
    stderr: ({ draw }) =>
      `tar: /srv/backup/db-${draw.whole(1000, 9999)}.tar: 書き込みできません: デバイスに空き領域がありません\ntar: 回復不能なエラーです: 直ちに終了します`,
  }),
  rebootPending: failed(194, {
    patches: (draw) => ({ counts: { InstalledPendingReboot: draw.whole(1, 6) } }),
    stdout: () =>
      "A reboot is required to finish the installation of patches. Exiting with code 194 so that the agent reboots the node.",
  }),
  bucketDenied: failed(156, {
    isBare: true,
    stderr: ({ draw }) =>
      lines(
        `Unable to download the patch baseline snapshot ${snapshot(draw.whole(0, 0xffff))} from https://s3.eu-central-1.amazonaws.com/patch-baseline-snapshot-eu-central-1/`,
        "An error occurred (403) when calling the HeadObject operation: Forbidden",
        "AccessDenied: the instance profile may not read the snapshot bucket",
      ),
  }),
  outOfMemory: failed(137, {
    isBare: true,
    stdout: ({ draw }) =>
      `Loading repositories...\n[${draw.whole(100_000, 900_000)}.${draw.whole(100, 999)}] oom-kill:constraint=CONSTRAINT_NONE,task=dnf,pid=${draw.whole(900, 32_000)},uid=0`,
    stderr: ({ draw }) =>
      `/var/lib/amazon/ssm/document/_script.sh: line 14: ${draw.whole(900, 32_000)} Killed                  dnf -y upgrade --security`,
  }),
  commandNotFound: failed(127, {
    stderr: ({ draw }) => `_script.sh: line ${draw.whole(2, 9)}: jq: command not found`,
  }),
  commandNotFoundPortuguese: failed(127, {
    stderr: ({ draw }) => `_script.sh: linha ${draw.whole(2, 9)}: jq: comando não encontrado`,
  }),
  permissionDenied: failed(126, {
    stderr: ({ draw }) =>
      `_script.sh: line ${draw.whole(2, 9)}: /opt/deploy/bin/rollout-${draw.whole(10, 40)}: Permission denied`,
  }),
  unitFailed: failed(1, {
    stdout: () => "payments.service: rendering configuration\npayments.service: restarting",
    stderr: ({ draw }) =>
      lines(
        "Job for payments.service failed because the control process exited with error code.",
        'See "systemctl status payments.service" and "journalctl -xeu payments.service" for details.',
        `payments.service: Main process exited, pid=${draw.whole(900, 32_000)}, code=exited, status=78/CONFIG`,
      ),
  }),
} as const satisfies Record<string, StepEnding>;

const snapshot = (number: number): string =>
  `5d8c1a02-77aa-4c55-9e31-0000${number.toString(16).padStart(8, "0")}`;
