/** Where the whole output of a command is stored. */
import type { CommandInvocation, CommandPlugin } from "./command-machine.ts";
import type { OutputRest } from "../../model/output.ts";
import { present } from "../../model/present.ts";

type Configured = Pick<CommandInvocation, "CloudWatchOutputConfig" | "DocumentName">;

/** Where the whole text is stored, if the command writes it to S3 or CloudWatch Logs. */
export const restOf = (
  url: string | undefined,
  { CloudWatchOutputConfig, DocumentName }: Configured,
): OutputRest | undefined => {
  const { CloudWatchOutputEnabled, CloudWatchLogGroupName } = CloudWatchOutputConfig ?? {};
  // Without a configured name, the log group is named after the document.
  const logGroup =
    CloudWatchOutputEnabled === true ? CloudWatchLogGroupName || `/aws/ssm/${DocumentName ?? ""}` : undefined;
  const rest = present({ url: url || undefined, logGroup });
  return Object.keys(rest).length === 0 ? undefined : rest;
};

/** The S3 URL that a command writes to, from the list; undefined without a bucket. */
export const bucketUrl = ({
  OutputS3BucketName = "",
  OutputS3KeyPrefix = "",
}: CommandPlugin): string | undefined =>
  OutputS3BucketName === "" ? undefined : `s3://${OutputS3BucketName}/${OutputS3KeyPrefix}`;

/** The stored output as a phrase: a URL, or a log group. */
export const restName = (rest: OutputRest | undefined): string | undefined =>
  rest?.url ?? (rest?.logGroup === undefined ? undefined : `the log group ${rest.logGroup}`);
