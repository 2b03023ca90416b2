import { partitions } from "@windowpane/core";

/** The account and region that a text names. */
export interface Where {
  readonly region?: string;
  readonly account?: string;
}

/**
 * Reads region and account from labels in the text, then from the host of a console URL, then from an ARN:
 * in AWS's own samples the ARN of an event names another region than the event.
 */
export const readWhere = (text: string): Where => {
  const arn = (arnPattern.exec(text) ?? anyArnPattern.exec(text))?.groups;
  const host = consolePattern.exec(text)?.groups;
  const region = labelledRegion.exec(text)?.[1] ?? host?.["region"] ?? arn?.["region"];
  const account = labelledAccount.exec(text)?.[1] ?? host?.["account"] ?? arn?.["account"];
  return {
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  };
};

const region = `(?:${partitions.map(({ regionPattern }) => regionPattern).join("|")})`;

/** `"region":"us-east-2"`, `?region=us-east-2`, `--region us-east-2`; JSON inside JSON has many backslashes. */
const labelledRegion = new RegExp(String.raw`\bregion["'\\\s:=]{1,24}(${region})\b`, "i");

const labelledAccount = /\b(?:aws)?account(?:[-_]?id)?["'\\\s:=]{1,24}(\d{12})\b/i;

const consoleHosts = partitions
  .flatMap(({ consoleHost }) => consoleHost?.replaceAll(".", String.raw`\.`) ?? [])
  .join("|");

/**
 * `us-east-2.console.aws.amazon.com`, also the other partitions' and, with several sessions, `123456789012-ab12cd34.` before it.
 * A longer host name that begins like that does not count.
 */
const consolePattern = new RegExp(
  String.raw`https://(?:(?<account>\d{12})-\w{1,20}\.)?(?<region>${region})\.(?:${consoleHosts})(?=[/?#\s"'|>)\]]|$)`,
);

const arnPattern = new RegExp(
  String.raw`\barn:(?:${partitions.map(({ id }) => id).join("|")}):(?:ssm|ec2):(?<region>${region}):(?<account>\d{12}):`,
);

/** An alarm's or a topic's, which are where its machine is. */
const anyArnPattern = new RegExp(
  String.raw`\barn:(?:${partitions.map(({ id }) => id).join("|")}):[a-z0-9-]{2,32}:(?<region>${region}):(?<account>\d{12}):`,
);
