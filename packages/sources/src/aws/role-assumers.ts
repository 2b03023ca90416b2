import type { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from "@aws-sdk/client-sts";

type StsOptions = Parameters<typeof getDefaultRoleAssumer>[0];
type RoleAssumer = ReturnType<typeof getDefaultRoleAssumer>;
type RoleAssumerWithWebIdentity = ReturnType<typeof getDefaultRoleAssumerWithWebIdentity>;

/**
 * The SDK's own ways to assume a role, with a client of our settings. The SDK would give one endpoint to all clients of its
 * credential chain, STS and SSO alike. The client is loaded when a role is assumed.
 */
export const roleAssumers = (
  options: () => StsOptions,
): { readonly roleAssumer: RoleAssumer; readonly roleAssumerWithWebIdentity: RoleAssumerWithWebIdentity } => {
  let assumer: Promise<RoleAssumer> | undefined;
  return {
    async roleAssumer(source, input) {
      assumer ??= import("@aws-sdk/client-sts").then((sts) => sts.getDefaultRoleAssumer(options()));
      return (await assumer)(source, input);
    },
    async roleAssumerWithWebIdentity(input) {
      const sts = await import("@aws-sdk/client-sts");
      return sts.getDefaultRoleAssumerWithWebIdentity(options())(input);
    },
  };
};
