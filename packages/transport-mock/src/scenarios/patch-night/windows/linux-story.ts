import { lastNight, type Trouble } from "../troubles.ts";

/** What went wrong when linux-patch-nightly ran, beside chance. All passed six nights ago. */
export const linuxStory: readonly Trouble[] = [
  // The same few, again and again.
  { machines: "web-prod-017", ending: "aptLock", from: 29, to: 0 },
  { machines: "app-prod-004", ending: "dnfLock", from: 29, to: 0 },
  { machines: "db-eu-03", ending: "dnfDiskFull", from: 9, to: 0 },
  { machines: "web-prod-055", ending: "undeliverable", from: 21, to: 0 },
  { machines: "app-prod-019", ending: "rpmdbBroken", from: 14, to: 0 },
  // Recovered last night.
  { machines: "app-prod-011 app-prod-012", ending: "certificateExpired", from: 5, to: 1 },
  { machines: "web-prod-024", ending: "aptDiskFull", from: 4, to: 1 },
  { machines: "db-prod-11", ending: "yumLock", from: 25, to: 12 },

  lastNight("web-prod-003 web-prod-021 web-prod-022 web-prod-038 web-prod-051", "aptLock"),
  lastNight("web-prod-009", "aptLockGerman"),
  lastNight("web-prod-010", "aptLockFrench"),
  lastNight("web-prod-026 web-prod-028", "aptDiskFull"),
  lastNight("web-prod-027", "aptDiskFullFrench"),
  lastNight("web-prod-029", "aptDiskFullGerman"),
  lastNight("web-prod-031", "aptKey"),
  lastNight("web-prod-040 web-prod-041", "aptMirror404"),
  lastNight("web-prod-056", "undeliverable"),
  lastNight("web-prod-012 web-prod-013 web-prod-014", "rebootPending"),
  lastNight("web-prod-058", "bidirectional"),
  lastNight("web-prod-059", "escapes"),
  lastNight("app-prod-005 app-prod-006", "dnfLock"),
  lastNight("app-prod-007", "yumLock"),
  lastNight("app-prod-030 app-prod-031", "dnfDiskFull"),
  lastNight("app-prod-033", "dnfDiskFullPortuguese"),
  lastNight("app-prod-041 app-prod-042", "gpgCheck"),
  lastNight("app-prod-045 app-prod-046", "repository404"),
  lastNight("app-prod-060 app-prod-061 app-prod-062 app-prod-063 app-prod-064", "mirrorTimeout"),
  lastNight("app-prod-070", "certificateExpired"),
  lastNight("app-prod-072 app-prod-073 app-prod-074", "bucketDenied"),
  lastNight("app-prod-050", "outOfMemory"),
  lastNight("app-prod-077", "longOutput"),
  lastNight("app-prod-078", "endlessOutput"),
  lastNight("app-prod-079", "endlessErrors"),
  lastNight("db-eu-07", "executionTimedOut"),
  lastNight("db-eu-08", "deliveryTimedOut"),
];

/** Runs that succeed and yet leave something to say of the patches. Trouble on the same machine comes before it. */
export const linuxPatchResults: readonly Trouble[] = [
  { machines: "web-prod-005 app-prod-021", ending: "patchedRebootPending", from: 3, to: 0 },
  lastNight("web-prod-006 app-prod-022 app-prod-023 db-prod-05", "patchedRebootPending"),
  lastNight("web-prod-007 web-prod-008", "patchedHeldBack"),
  lastNight("app-prod-025", "patchedUnreported"),
];
