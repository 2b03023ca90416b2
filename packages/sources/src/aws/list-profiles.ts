import { parseKnownFiles } from "@smithy/core/config";
import type { KnownProfile } from "../source/source.ts";
import { profileNames } from "./profile.ts";

/** The profiles of the AWS config files, by name, as the SDK itself reads them. Nothing of their credentials is looked at. */
export const listProfiles = async (): Promise<readonly KnownProfile[]> => {
  // `ignoreCache`: whoever has just added one in another window wants to see it.
  const profiles = await parseKnownFiles({ ignoreCache: true });
  return profileNames(profiles)
    .toSorted((one, other) => one.localeCompare(other))
    .map((name) => ({ name, region: profiles[name]?.["region"] }));
};
