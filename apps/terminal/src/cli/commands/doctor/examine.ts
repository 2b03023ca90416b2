import { operations, ServiceError, type Signal } from "@windowpane/core";
import type { Opened } from "../../../sources/connect.ts";
import type { Identity, Source } from "../../../host/host.ts";
import { isOptional, readingNames, type PolicyResource } from "./permissions.ts";
import { probe, readError, type Trial } from "./probe.ts";

/** What is known of one place to ask: one profile in one region. */
export interface Examination {
  readonly region: string | undefined;
  /** Who STS says is asking; absent where the source has no identities or STS did not answer. */
  readonly identity?: Identity | undefined;
  /** Why there is no identity, though there should be. */
  readonly identityProblem?: string | undefined;
  /** By how many milliseconds AWS's clock is ahead, to a second or two; absent where nobody tells. */
  readonly clockOffset?: number | undefined;
  /** The median of the answers' times, in milliseconds; absent where nothing was tried. */
  readonly latency?: number;
  /** As the source has it; absent where there are no permissions to try, and so none below. */
  readonly permittedBy?: Source["permittedBy"];
  readonly permissions: readonly Examined[];
  /** Whether every permission is there that is not optional. */
  readonly complete: boolean;
}

/** One permission, tried. */
export interface Examined extends Trial {
  readonly action: string;
  readonly resource: PolicyResource;
  /** What is lost without it. */
  readonly lost: string;
  /** Whether everything but patch results works without it. */
  readonly optional: boolean;
}

/** Tries what may be asked over an opened source, where somebody could say no. Rejects as `probe` does. */
export const examine = async (
  { client, source }: Opened,
  { now, signal }: { readonly now: () => number; readonly signal: Signal },
): Promise<Examination> => {
  const { region, permittedBy } = source;
  if (permittedBy === undefined) {
    return { region, ...(await askIdentity(source.identity, signal)), permissions: [], complete: true };
  }
  const [identity, regions, trials] = await Promise.all([
    askIdentity(source.identity, signal),
    tryRegions(source.regions, { now, signal }),
    probe({ client, now, signal }),
  ]);
  const trialed = readingNames.flatMap((operation) => {
    const trial = trials.get(operation);
    if (trial === undefined) return [];
    const { resource, withoutIt } = operations[operation];
    return [
      { action: `ssm:${operation}`, resource, lost: withoutIt, optional: isOptional(operation), ...trial },
    ];
  });
  const examined = [...trialed, ...regions];
  return {
    region,
    ...identity,
    permittedBy,
    clockOffset: source.clockOffset?.(),
    latency: median(trialed.map(({ milliseconds }) => milliseconds)),
    permissions: examined,
    complete: examined.every(({ state, optional }) => state === "allowed" || optional),
  };
};

const askIdentity = async (
  ask: Opened["source"]["identity"],
  signal: Signal,
): Promise<Pick<Examination, "identity" | "identityProblem">> => {
  if (ask === undefined) return {};
  try {
    return { identity: await ask({ signal }) };
  } catch (error) {
    if (signal.aborted) throw error;
    // Other answers do not hang on it: a network may reach Systems Manager and not STS.
    return { identityProblem: error instanceof Error ? error.message : String(error) };
  }
};

/** Another service's permission, so its errors are the SDK's own. */
const tryRegions = async (
  ask: Opened["source"]["regions"],
  { now, signal }: { readonly now: () => number; readonly signal: Signal },
): Promise<readonly Examined[]> => {
  if (ask === undefined) return [];
  const begun = now();
  const examined = (trial: Pick<Trial, "state" | "code" | "message">): readonly Examined[] => [
    {
      action: "account:ListRegions",
      resource: "*",
      lost: "`--region all` does not know the regions; name them instead",
      optional: false,
      ...trial,
      real: true,
      milliseconds: now() - begun,
    },
  ];
  try {
    await ask({ signal });
    return examined({ state: "allowed" });
  } catch (error) {
    if (signal.aborted) throw error;
    const { name: code, message } = error instanceof Error ? error : new Error(String(error));
    return examined(readError(new ServiceError("ListRegions", { code, message })));
  }
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
