/** Where a command stores its whole output, as calls of other services. */
import { shellQuote } from "@windowpane/text";
import type { StoredOutput } from "../model/view-calls.ts";

/** Comments with the calls of other services that read what a command stored. Windowpane does not send them. */
export const storedNotes = (
  rests: readonly StoredOutput[],
  stream: readonly (string | undefined)[],
): readonly string[] => {
  const prefix = stream.filter((part) => part !== undefined).join("/");
  const lines = rests.flatMap(({ url, logGroup }) => [
    ...(url === undefined ? [] : [`# aws s3 ls --recursive ${shellQuote(s3Url(url))}`]),
    ...(logGroup === undefined
      ? []
      : [
          `# aws logs filter-log-events --log-group-name ${shellQuote(logGroup)} --log-stream-name-prefix ${shellQuote(prefix)}`,
        ]),
  ]);
  return lines.length === 0
    ? []
    : ["# the stored output, which windowpane does not read:", ...new Set(lines)];
};

/** The `s3://` form of an S3 URL; others unchanged. */
const s3Url = (url: string): string => {
  const [, bucket, key] = /^https:\/\/s3[^/]*\.amazonaws\.com[^/]*\/([^/]+)\/(.*)$/u.exec(url) ?? [];
  return bucket === undefined ? url : `s3://${bucket}/${key ?? ""}`;
};
