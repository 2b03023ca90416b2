import { operations, ServiceError, type OperationName, type Signal } from "@windowpane/core";
import { isSourceError, type Identity, type Opened, type Source } from "@windowpane/sources";
import { readOperations, type PolicyResource } from "@windowpane/fleet";
import { probe, readError, type PermissionTrial } from "./probe.ts";

/** What `doctor` found for one profile in one region. */
export interface Examination {
  readonly region: string | undefined;
  /** The caller, as STS returns it. Absent if the source has no identities or STS failed. */
  readonly identity?: Identity | undefined;
  /** Why the identity could not be read. */
  readonly identityProblem?: string | undefined;
  /** How far AWS's clock is ahead, in milliseconds, precise to a second or two. */
  readonly clockOffset?: number | undefined;
  /** Median response time in milliseconds. Absent if no request was sent. */
  readonly latency?: number;
  /** What grants the permissions. Absent if the source has none; then `permissions` is empty. */
  readonly permittedBy?: Source["permittedBy"];
  readonly permissions: readonly ExaminedPermission[];
  /** Whether every permission is granted that is not optional. */
  readonly complete: boolean;
}

/** A permission that was tried. */
export interface ExaminedPermission extends PermissionTrial {
  readonly action: string;
  readonly resource: PolicyResource;
  /** What does not work without the permission. */
  readonly lost: string;
  /** Whether only patch results need it. */
  readonly optional: boolean;
}

interface ExamineOptions {
  readonly now: () => number;
  readonly signal: Signal;
}

/** Examines an opened source. Rejects as `probe` does. */
export const examine = async ({ client, source }: Opened, options: ExamineOptions): Promise<Examination> => {
  const { region, permittedBy } = source;
  if (permittedBy === undefined) {
    const identity = await readIdentity(source.identity, options.signal);
    return { region, ...identity, permissions: [], complete: true };
  }
  const [identity, regions, trials] = await Promise.all([
    readIdentity(source.identity, options.signal),
    tryRegions(source.regions, options),
    probe({ client, ...options }),
  ]);
  const tried = readOperations.flatMap((operation): readonly ExaminedPermission[] => {
    const trial = trials.get(operation);
    if (trial === undefined) return [];
    const { resource, ifDenied } = operations[operation];
    return [
      { action: `ssm:${operation}`, resource, lost: ifDenied, optional: isOptional(operation), ...trial },
    ];
  });
  const permissions = [...tried, ...regions];
  return {
    region,
    ...identity,
    permittedBy,
    clockOffset: source.clockOffset?.(),
    latency: median(tried.map(({ milliseconds }) => milliseconds)),
    permissions,
    complete: permissions.every(({ state, optional }) => state === "allowed" || optional),
  };
};

/** Reads the identity. The other checks continue without: a network may reach Systems Manager but not STS. */
const readIdentity = async (
  read: Source["identity"],
  signal: Signal,
): Promise<Pick<Examination, "identity" | "identityProblem">> => {
  if (read === undefined) return {};
  try {
    return { identity: await read({ signal }) };
  } catch (error) {
    if (signal.aborted) throw error;
    return { identityProblem: error instanceof Error ? error.message : String(error) };
  }
};

/** Tries the permission of AWS Account Management, whose errors are the SDK's. */
const tryRegions = async (
  read: Source["regions"],
  { now, signal }: ExamineOptions,
): Promise<readonly ExaminedPermission[]> => {
  if (read === undefined) return [];
  const started = now();
  const examined = (
    trial: Pick<PermissionTrial, "state" | "code" | "message">,
  ): readonly ExaminedPermission[] => [
    {
      action: "account:ListRegions",
      resource: "*",
      lost: "`--region all` is not available; list the regions explicitly",
      optional: false,
      ...trial,
      real: true,
      milliseconds: now() - started,
    },
  ];
  try {
    await read({ signal });
    return examined({ state: "allowed" });
  } catch (error) {
    if (signal.aborted) throw error;
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const code = isSourceError(error) ? error.kind : name;
    return examined(readError(new ServiceError("ListRegions", { code, message })));
  }
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** Whether only patch results need an operation. */
const isOptional = (operation: OperationName): boolean => patchOperations.has(operation);

const patchOperations: ReadonlySet<OperationName> = new Set([
  "GetInventory",
  "DescribeInstancePatchStates",
  "DescribeInstancePatches",
]);
