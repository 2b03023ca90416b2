import { parseKnownFiles } from "@smithy/core/config";
import type { KnownProfile } from "../source/source.ts";
import { profileNames } from "./profile.ts";

/** The profiles of the AWS config files, sorted by name. Their credentials are not read. */
export const listProfiles = async (): Promise<readonly KnownProfile[]> => {
  // Profiles added while the program runs are listed too.
  const profiles = await parseKnownFiles({ ignoreCache: true });
  return profileNames(profiles)
    .toSorted((one, other) => one.localeCompare(other))
    .map((name) => ({ name, region: profiles[name]?.["region"] }));
};
