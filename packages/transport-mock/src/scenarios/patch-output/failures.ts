/** Log lines of failed patch runs, for `lines` of `printPatchRun`. */
import type { PatchManager } from "./recipe.ts";

/** Reason of a failed patch run. */
export type PatchFailure =
  | "lock"
  | "repositoryUnreachable"
  | "diskFull"
  | "snapshot"
  | "unsupportedSystem"
  | "payloadDownload";

/**
 * The log lines and the exit code of a failure. Run Command reports the payload's codes from 130 on as 156; the log has the
 * real code next to the name of the error.
 */
export const patchFailure = (
  failure: PatchFailure,
  manager: Exclude<PatchManager, "windows">,
): { readonly lines: readonly string[]; readonly code: number } => {
  switch (failure) {
    case "lock":
      return { lines: locks[manager], code: 1 };
    case "repositoryUnreachable":
      return { lines: repositories[manager], code: 1 };
    case "diskFull":
      return { lines: ["[Errno 28] No space left on device: '/var/cache'"], code: 1 };
    case "snapshot":
      return { lines: hidden("Get Snapshot failed", 143), code: 156 };
    case "unsupportedSystem":
      return { lines: hidden("Unsupported Operating System", 146), code: 156 };
    case "payloadDownload":
      return {
        lines: ["Error code returned from curl is 22", "Unable to download payload: exit status 156"],
        code: 156,
      };
  }
};

type FailureLines = Readonly<Record<Exclude<PatchManager, "windows">, readonly string[]>>;

const locks: FailureLines = {
  apt: ["E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 4711 (unattended-upgr)"],
  dnf: ["Waiting for process with pid 4711 to finish.", "Error: timed out while waiting for the dnf lock"],
  yum: Array.from({ length: 100 }, () => "another process has acquired yum lock, waiting 2 s and retry."),
  zypper: ["System management is locked by the application with pid 4711 (zypper)."],
  macos: ["Could not acquire the lock of softwareupdate."],
};

const repositories: FailureLines = {
  apt: ["apt.cache.FetchFailedException: Temporary failure resolving 'archive.ubuntu.com'"],
  dnf: ["Curl error (28): Timeout was reached for https://cdn.example.net/mirror.list"],
  yum: ["Cannot find a valid baseurl for repo: amzn2-core/2/x86_64", "[Errno 256] No more mirrors to try."],
  zypper: ["Unable to refresh Zypp repository"],
  macos: ["Could not reach the catalog of updates."],
};

/** The payload fails while it handles its error, which hides the code. */
const hidden = (name: string, code: number): readonly string[] => [
  `PatchManagerError: ('${name}', ${code})`,
  "TypeError: unsupported operand type(s) for %: 'NoneType' and 'tuple'",
];
