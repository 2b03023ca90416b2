/** Where the whole output of a command lies. */
import type { CommandInvocation, CommandPlugin } from "./command-machine.ts";
import type { OutputRest } from "../../model/output.ts";
import { present } from "../../model/present.ts";

type Configured = Pick<CommandInvocation, "CloudWatchOutputConfig" | "DocumentName">;

/** Where the whole text lies, if the command was told to write it anywhere. */
export const restOf = (
  url: string | undefined,
  { CloudWatchOutputConfig, DocumentName }: Configured,
): OutputRest | undefined => {
  const { CloudWatchOutputEnabled, CloudWatchLogGroupName } = CloudWatchOutputConfig ?? {};
  // Without a name of its own the group is called after the document.
  const logGroup =
    CloudWatchOutputEnabled === true ? CloudWatchLogGroupName || `/aws/ssm/${DocumentName ?? ""}` : undefined;
  const rest = present({ url: url || undefined, logGroup });
  return Object.keys(rest).length === 0 ? undefined : rest;
};

/** The place in S3 that a command writes to, as the list names it; undefined without one. */
export const bucketUrl = ({
  OutputS3BucketName = "",
  OutputS3KeyPrefix = "",
}: CommandPlugin): string | undefined =>
  OutputS3BucketName === "" ? undefined : `s3://${OutputS3BucketName}/${OutputS3KeyPrefix}`;

/** That place in a word: a URL, or a log group. */
export const restName = (rest: OutputRest | undefined): string | undefined =>
  rest?.url ?? (rest?.logGroup === undefined ? undefined : `the log group ${rest.logGroup}`);
