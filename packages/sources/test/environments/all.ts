import { endpoints } from "./endpoints.ts";
import type { Environment } from "./environment.ts";
import { files } from "./files.ts";
import { profiles } from "./profiles.ts";
import { signIns } from "./sign-ins.ts";
import { sso } from "./sso.ts";

/** All environments, by what they vary. */
export const environmentsByTopic: Readonly<Record<string, readonly Environment[]>> = {
  "profiles, regions and keys": profiles,
  "config files": files,
  "endpoints, proxies and certificates": endpoints,
  "roles, programs and machines": signIns,
  SSO: sso,
};

export const allEnvironments: readonly Environment[] = Object.values(environmentsByTopic).flat();
