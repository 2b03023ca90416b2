import { sharedCauses, type CodeRule } from "./rule.ts";

/** Exit codes with a meaning of their own. -1 is Systems Manager's: the step never started. */
export const responseCodes: readonly CodeRule[] = [
  {
    slug: "never-started",
    title: "Step never started",
    nextStep:
      "Look at /var/log/amazon/ssm/errors.log (Windows: %PROGRAMDATA%\\Amazon\\SSM\\Logs) on the machine, and at the steps before this one.",
    codes: [-1],
  },
  {
    slug: "timeout-command",
    title: "Stopped by timeout(1)",
    nextStep: "Raise the limit that the script gives to timeout, or find what it waits for.",
    codes: [124],
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
    slug: "killed",
    title: "Killed (SIGKILL), mostly for want of memory",
    nextStep:
      "Look for the OOM killer in the kernel log (dmesg), free memory or take a larger machine, and run it again.",
    codes: [137],
  },
  {
    slug: "crashed",
    title: "Crashed (segmentation fault or abort)",
    nextStep: "Look at the kernel log and the core dump; reinstall the program that crashed.",
    codes: [134, 135, 136, 139],
  },
  {
    slug: "terminated-by-signal",
    title: "Stopped from outside (SIGTERM or SIGINT)",
    nextStep: "Find out what stopped it: a reboot, a service manager or a person.",
    codes: [130, 143],
  },
  {
    slug: "reboot-requested",
    title: "Script asked for a reboot",
    nextStep:
      "Reboot the machine and run the task again; the agent reboots by itself only when the script ends with 194 or 3010 and the document allows it.",
    codes: [194, 1641, 3010],
  },
  {
    ...sharedCauses.installerBusy,
    codes: [1618],
  },
  {
    slug: "installer-failed",
    title: "Windows Installer failed",
    nextStep: "Read the installer's own log on the machine (msiexec /l*v).",
    codes: [1603],
  },
];
