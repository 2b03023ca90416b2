import { endpoints } from "./endpoints.ts";
import type { Environment } from "./environment.ts";
import { files } from "./files.ts";
import { profiles } from "./profiles.ts";
import { proxies } from "./proxies.ts";
import { regionsAndKeys } from "./regions-and-keys.ts";
import { signIns } from "./sign-ins.ts";
import { sso } from "./sso.ts";

/** All environments, by what they vary. */
export const environmentsByTopic: Readonly<Record<string, readonly Environment[]>> = {
  profiles,
  "regions and keys": regionsAndKeys,
  "config files": files,
  endpoints,
  "proxies and certificates": proxies,
  "roles, programs and machines": signIns,
  SSO: sso,
};

export const allEnvironments: readonly Environment[] = Object.values(environmentsByTopic).flat();
