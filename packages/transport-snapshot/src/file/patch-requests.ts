/** Type of the inventory item that holds a machine's patch state. */
export const PATCH_SUMMARY = "AWS:PatchSummary";

/** The states of patches that a snapshot keeps by name. */
export const KEPT_PATCH_STATES = [
  "Missing",
  "Failed",
  "InstalledRejected",
  "InstalledPendingReboot",
] as const;
