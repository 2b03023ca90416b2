import type { Bucket } from "@windowpane/report";
import type { Tone } from "./palette.ts";

/** How a bucket is called and what it means. */
export const bucketWords: Readonly<Record<Bucket, { readonly word: string; readonly tone: Tone }>> = {
  passed: { word: "passed", tone: "good" },
  failed: { word: "failed", tone: "bad" },
  timedOut: { word: "timed out", tone: "bad" },
  undeliverable: { word: "undeliverable", tone: "bad" },
  neverRan: { word: "never ran", tone: "warn" },
  cancelled: { word: "cancelled", tone: "warn" },
  unknown: { word: "unknown", tone: "warn" },
  running: { word: "running", tone: "running" },
  pending: { word: "pending", tone: "muted" },
};
