import { ServiceError } from "@windowpane/core";
import { mockTransport, organizationMembers, type OrganizationMember } from "@windowpane/transport-mock";
import type { LocationsOptions, SourceLocation } from "../fleet/locations.ts";
import { checkKnown, isRequested } from "../fleet/narrow.ts";
import type { Platform, Source } from "../source/source.ts";
import { withTurns } from "./demo-source.ts";

/**
 * The accounts and regions of the demo's organization. The role of one account cannot be assumed.
 *
 * @throws SourceError for an account or region that it does not have.
 */
export const demoLocations = (
  options: Pick<LocationsOptions, "accounts" | "regions" | "platform">,
): readonly SourceLocation[] => {
  const all = organizationMembers.map((member) => locationOf(member, options.platform));
  checkKnown(options, all);
  return all.filter((location) => isRequested(options, location));
};

const locationOf = (
  { Account, AccountName, Region, scenario, seed }: OrganizationMember,
  platform: Platform,
): SourceLocation => {
  const role = `arn:aws:iam::${Account}:role/WindowpaneRead`;
  return {
    origin: { Account, AccountName, Region },
    role,
    open: async (): Promise<Source> => {
      if (scenario === undefined) throw roleDenied(role);
      const clock = { now: () => platform.now() };
      return {
        transport: withTurns(mockTransport({ clock, scenario, seed })),
        region: Region,
        identity: async () => ({ Account, Arn: role }),
      };
    },
  };
};

const roleDenied = (role: string): ServiceError =>
  new ServiceError("AssumeRole", {
    code: "AccessDenied",
    message: `User: arn:aws:iam::111122223333:user/demo is not authorized to perform: sts:AssumeRole on resource: ${role}`,
    status: 403,
    retryable: false,
  });
