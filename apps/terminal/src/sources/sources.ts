import type { Host } from "../host/host.ts";

/**
 * The kinds of source, by the word that `--source` takes. Each is loaded only when it is wanted: AWS's SDK is the largest
 * part of the program, and the demo has no use for it.
 */
export const sources: Host["sources"] = {
  aws: async (options) => (await import("./aws.ts")).awsSource(options),
  demo: async (options) => (await import("./demo.ts")).demoSource(options),
  http: async (options) => (await import("./http.ts")).httpSource(options),
  snapshot: async (options) => (await import("./snapshot.ts")).snapshotSource(options),
};
