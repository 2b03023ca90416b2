import { isWindowpaneError, ServiceError, type Transport } from "@windowpane/core";
import {
  isNotInSnapshotError,
  isSnapshotError,
  readSnapshot,
  snapshotTransport,
  type Snapshot,
} from "@windowpane/transport-snapshot";
import { SourceError } from "../source/source-error.ts";
import type { OpenSource, SourceOptions } from "../source/source.ts";
import { refuseAwsOptions } from "../source/refuse-aws-options.ts";

/**
 * A file that `windowpane snapshot` wrote.
 *
 * @throws UsageError when there is no such file; ConfigurationError when it is no snapshot that can be read.
 */
export const snapshotSource: OpenSource = async (options) => {
  const { detail: path } = options;
  refuseAwsOptions(options, "a snapshot");
  const text = await readText(options, path);
  const snapshot = await read(path, text);
  const { Account, region } = snapshot.origin;
  return {
    transport: withFileWords(snapshotTransport(snapshot), path),
    region,
    identity: Account === undefined ? undefined : async () => ({ Account }),
  };
};

/** AWS's advice, to check the region and the history's 30 days, is none for a file. */
const withFileWords = (transport: Transport, path: string): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    try {
      return await transport.send(operation, input, options);
    } catch (error) {
      // The other refusals of a snapshot are AWS's own, as they were when it was taken.
      if (!(isWindowpaneError(error) && error.kind === "service" && isNotInSnapshotError(error.cause)))
        throw error;
      const advice = `Ask the account itself (--source aws), or take a snapshot that holds it; \`windowpane executions --source ${path}\` lists what is in this one.`;
      const { code, message, status } = error;
      throw new ServiceError(operation, {
        code,
        message,
        status,
        cause: new SourceError("not-found", message, advice, { cause: error }),
      });
    }
  },
});

const readText = async ({ platform }: SourceOptions, path: string): Promise<string> => {
  try {
    return await platform.readFile(path);
  } catch (error) {
    if (/^[a-z]+:\/\//i.test(path)) {
      throw new SourceError(
        "usage",
        `There is no source "${path}".`,
        "An address begins with http:// or https://.",
        {
          cause: error,
        },
      );
    }
    const isMissing = error instanceof Error && /\bENOENT\b/.test(error.message);
    if (isMissing && !/[/\\]|\.json$/i.test(path)) {
      throw new SourceError(
        "usage",
        `There is no source "${path}", nor a file of that name.`,
        "Use --source aws, demo for a made-up account, an http:// address, or a snapshot's file.",
        { cause: error },
      );
    }
    const reason = isMissing ? "there is no such file" : sentenceOf(error);
    throw new SourceError(
      "usage",
      `The snapshot "${path}" cannot be read: ${reason}.`,
      "`windowpane snapshot` writes one.",
      { cause: error },
    );
  }
};

const read = async (path: string, text: string): Promise<Snapshot> => {
  try {
    return await readSnapshot(text);
  } catch (error) {
    if (!isSnapshotError(error)) throw error;
    const wrong = error.message.slice(0, -error.advice.length).trim();
    throw new SourceError("configuration", `${path}: ${wrong}`, error.advice, { cause: error });
  }
};

const sentenceOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return /\bEISDIR\b/.test(text) ? "it is a folder" : text;
};
