import type { CauseRule } from "../causes/rules/rule.ts";
import type { PatchOutcome } from "../../model/patch.ts";

/** Why a machine whose command passed is not patched. */
export const notPatchedCauses: Partial<Record<PatchOutcome, CauseRule>> = {
  failed: {
    slug: "patches-failed",
    title: "Patches failed to install",
    nextStep: "List the failed patches (windowpane patches), and look for them in the output of the command.",
  },
  missing: {
    slug: "patches-missing",
    title: "Patches still missing after the installation",
    nextStep:
      "List the missing patches (windowpane patches); run the installation again, or check the repositories of the machine.",
  },
  rejected: {
    slug: "patches-rejected",
    title: "Rejected patches are installed",
    nextStep:
      "List them (windowpane patches); remove them, or take them off the baseline's rejected patches.",
  },
  rebootPending: {
    slug: "patches-reboot-pending",
    title: "Reboot pending after patching",
    nextStep:
      "Reboot the machine, then scan it again: the installed patches take effect only then, and the state clears after the scan.",
  },
};
