/** Exit codes with a known meaning: of AWS's documents first, then of tools that the output names, then of the shell. */
import type { DocumentKind } from "./rules/documents.ts";
import type { ScannedText } from "./lines.ts";
import { patchCodes } from "./rules/patch-codes.ts";
import { sharedCauses, type CodeRule } from "./rules/rule.ts";

/** The rule for an exit code. Undefined if the number has no known meaning. */
export const codeRuleOf = (
  code: number | undefined,
  kinds: ReadonlySet<DocumentKind>,
  scanned: readonly ScannedText[],
): CodeRule | undefined => {
  if (code === undefined || code === 0) return undefined;
  const isSilent = scanned.every(({ empty }) => empty);
  return [neverStarted, ...patchCodes, ...toolCodes, ...shellCodes].find(
    ({ codes, documents, notDocuments = [], about, onlyIfSilent }) =>
      codes.includes(code) &&
      (documents === undefined || documents.some((kind) => kinds.has(kind))) &&
      !notDocuments.some((kind) => kinds.has(kind)) &&
      (onlyIfSilent !== true || isSilent) &&
      (about === undefined || scanned.some(({ lines }) => lines.some(({ text }) => about.test(text)))),
  );
};

/** Systems Manager reports -1 for a step that did not start. With any output, even `exit status`, -1 is the step's own code. */
const neverStarted: CodeRule = {
  slug: "never-started",
  title: "Step did not start",
  nextStep:
    "Check /var/log/amazon/ssm/errors.log (Windows: %PROGRAMDATA%\\Amazon\\SSM\\Logs) on the machine, and the steps before this one.",
  codes: [-1],
  onlyIfSilent: true,
};

const killed = {
  slug: "killed",
  title: "Killed (SIGKILL), often for lack of memory",
  nextStep:
    "Search the kernel log (dmesg, journalctl -k) for the OOM killer, free memory or use a larger machine, then run the task again.",
  certainty: "likely",
  otherwise: "The agent or a person stopped it: compare its duration with the task's timeout.",
} as const;

/** Codes of tools, which apply only if the output names the tool. */
const toolCodes: readonly CodeRule[] = [
  {
    ...killed,
    codes: [-1],
    // The agent writes this when the shell itself was killed.
    about: /\bsignal: killed\b/iu,
  },
  {
    slug: "package-privileges",
    title: "Package manager needs root",
    nextStep: "Run the step as root: remove runAsUser, or call the package manager with sudo.",
    codes: [5],
    about: /\bzypper\b/iu,
  },
  {
    slug: "repository-none",
    title: "No package repositories configured",
    nextStep: "Register the machine, or add and enable a repository, then run the task again.",
    codes: [6],
    about: /\bzypper\b/iu,
  },
  {
    slug: "package-manager-locked",
    title: "Package manager locked",
    nextStep:
      "Wait for the other package run to end, schedule the two at different times, and run the task again.",
    codes: [7],
    about: /\bzypper\b/iu,
  },
  {
    slug: "zypper-reboot-needed",
    title: "Updates installed, reboot needed",
    nextStep: "Reboot the machine; let the script treat zypper's 102 and 103 as success.",
    codes: [102, 103],
    about: /\bzypp(?:er)?\b|patch/iu,
  },
  {
    slug: "package-not-found",
    title: "Package not found",
    nextStep: "Check the package's name and that its repository is enabled on this operating system.",
    codes: [104],
    about: /\bzypper\b/iu,
  },
  {
    slug: "package-script-failed",
    title: "Package script failed",
    nextStep:
      "Read the package's output on the machine, correct what it names, and run the installation again.",
    codes: [107],
    about: /\bzypper\b/iu,
  },
];

const shellCodes: readonly CodeRule[] = [
  {
    slug: "timeout-command",
    title: "Stopped by timeout(1)",
    nextStep: "Raise the limit that the script passes to timeout, or find what it waits for.",
    codes: [124],
    overLines: true,
  },
  {
    slug: "not-executable",
    title: "Command found but not executable",
    nextStep: "Check the file's mode, its interpreter line and whether its file system is mounted noexec.",
    codes: [126],
  },
  {
    ...sharedCauses.commandNotFound,
    codes: [127],
  },
  {
    ...killed,
    codes: [137],
    overLines: true,
  },
  {
    slug: "crashed",
    title: "Crashed (segmentation fault or abort)",
    nextStep: "Check the kernel log and the core dump, and reinstall the program that crashed.",
    codes: [134, 135, 136, 139],
    overLines: true,
  },
  {
    slug: "terminated-by-signal",
    title: "Stopped from outside (SIGTERM or SIGINT)",
    nextStep: "Find out what stopped it: a reboot, a service manager or a person.",
    codes: [130, 143],
    overLines: true,
  },
  {
    ...sharedCauses.rebootRequested,
    codes: [194, 1641, 3010],
  },
  {
    ...sharedCauses.installerBusy,
    codes: [1618],
  },
  {
    slug: "installer-failed",
    title: "Windows Installer failed",
    nextStep: "Read the installer's log on the machine (msiexec /l*v).",
    codes: [1603],
  },
  {
    slug: "installer-source",
    title: "Installer package cannot be opened",
    nextStep: "Check that the MSI file is at the path given, complete, and readable by SYSTEM.",
    codes: [1619, 1620],
  },
  {
    slug: "installer-version",
    title: "Another version of the product is installed",
    nextStep: "Uninstall the other version, or pass the options for an upgrade, then run the task again.",
    codes: [1638],
  },
  {
    slug: "installer-arguments",
    title: "Invalid installer command line",
    nextStep: "Correct the arguments given to msiexec (see msiexec /?).",
    codes: [1639],
  },
  {
    slug: "installer-not-applicable",
    title: "Update does not apply to this machine",
    nextStep:
      "Check the update's prerequisites and platform, and remove the machine from the target if it does not need the update.",
    codes: [2_359_302, -2_145_124_329, 2_149_842_967],
  },
];
