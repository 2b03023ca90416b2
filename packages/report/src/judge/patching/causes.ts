import type { CauseRule } from "../causes/rules/rule.ts";
import type { PatchOutcome } from "../../model/patch.ts";

/** The causes of machines that are not patched although their command passed. */
export const notPatchedCauses: Partial<Record<PatchOutcome, CauseRule>> = {
  failed: {
    slug: "patches-failed",
    title: "Patches failed to install",
    nextStep:
      "List the failed patches (windowpane patches) and search for them in the output of the command.",
  },
  missing: {
    slug: "patches-missing",
    title: "Patches still missing after the installation",
    nextStep:
      "List the missing patches (windowpane patches), then run the installation again or check the repositories of the machine.",
  },
  rejected: {
    slug: "patches-rejected",
    title: "Rejected patches are installed",
    nextStep:
      "List them (windowpane patches), then uninstall them or remove them from the baseline's rejected patches.",
  },
  rebootPending: {
    slug: "patches-reboot-pending",
    title: "Reboot pending after patching",
    nextStep:
      "Reboot the machine and scan it again: the patches take effect after the reboot, and the state clears after the scan.",
  },
};
