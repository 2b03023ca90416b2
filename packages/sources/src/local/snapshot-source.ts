import { isWindowpaneError, ServiceError, type Transport } from "@windowpane/core";
import {
  isNotInSnapshotError,
  isSnapshotError,
  readSnapshot,
  snapshotTransport,
  type Snapshot,
} from "@windowpane/transport-snapshot";
import { refuseAwsOptions } from "../source/refuse-aws-options.ts";
import { SourceError } from "../source/source-error.ts";
import { whyUnreadable } from "../source/why-unreadable.ts";
import type { OpenSource, Platform } from "../source/source.ts";

/**
 * A file that `windowpane snapshot` wrote.
 *
 * @throws SourceError if the file does not exist or is not a readable snapshot.
 */
export const snapshotSource: OpenSource = async (options) => {
  const { detail: path, platform } = options;
  refuseAwsOptions(options, "a snapshot");
  const snapshot = await parse(path, await readFile(platform, path));
  const { Account, region } = snapshot.origin;
  return {
    transport: withSnapshotAdvice(snapshotTransport(snapshot), path),
    region,
    identity: Account === undefined ? undefined : async () => ({ Account }),
  };
};

/** Replaces AWS's advice, to check the region and the 30 days of history, which does not apply to a file. */
const withSnapshotAdvice = (transport: Transport, path: string): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    try {
      return await transport.send(operation, input, options);
    } catch (error) {
      // A snapshot's other errors are AWS's own, as they were when it was taken.
      if (!(isWindowpaneError(error) && error.kind === "service" && isNotInSnapshotError(error.cause)))
        throw error;
      const advice = `Use --source aws, or take a snapshot that contains it. \`windowpane executions --source ${path}\` lists what this one contains.`;
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

const readFile = async (
  { readBytes }: Pick<Platform, "readBytes">,
  path: string,
): Promise<Uint8Array<ArrayBuffer>> => {
  try {
    return await readBytes(path);
  } catch (error) {
    const { message, advice } = unreadable(path, error);
    throw new SourceError("usage", message, advice, { cause: error });
  }
};

const unreadable = (path: string, error: unknown): { readonly message: string; readonly advice: string } => {
  const text = error instanceof Error ? error.message : String(error);
  if (/^[a-z]+:\/\//i.test(path)) {
    return { message: `There is no source "${path}".`, advice: "Use a URL with http:// or https://." };
  }
  const isMissing = /\bENOENT\b/.test(text);
  if (isMissing && !/[/\\]|\.json$/i.test(path)) {
    return {
      message: `There is no source "${path}", and no file of that name.`,
      advice:
        "Use --source aws, demo for the demo account, archive, an http:// URL, or the path of a snapshot.",
    };
  }
  return {
    message: `The snapshot "${path}" cannot be read: ${whyUnreadable(error)}.`,
    advice: "Run `windowpane snapshot` to write one.",
  };
};

const parse = async (path: string, file: Uint8Array<ArrayBuffer>): Promise<Snapshot> => {
  if (new TextDecoder().decode(file.subarray(0, 15)) === "SQLite format 3") {
    throw new SourceError(
      "usage",
      `${path} is not a snapshot.`,
      `If it is an archive, use --source archive:${path}.`,
    );
  }
  try {
    return await readSnapshot(file);
  } catch (error) {
    if (!isSnapshotError(error)) throw error;
    const wrong = error.message.slice(0, -error.advice.length).trim();
    throw new SourceError("configuration", `${path}: ${wrong}`, error.advice, { cause: error });
  }
};
