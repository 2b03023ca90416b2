/** AWS Organizations and Account Management: lists of accounts, units and regions. */
import { jsonError, jsonResponse, regionsOf, type LoopbackCall, type LoopbackState } from "./call.ts";
import { ROOT, type LoopbackAccount } from "./organization.ts";

/** Responds to a request of Organizations, in AWS JSON 1.1. */
export const respondOrganizations = (call: LoopbackCall, state: LoopbackState): Response => {
  const { options, faults, management, now } = state;
  const { key, request, body } = call;
  const operation = (request.headers.get("x-amz-target") ?? "").split(".").at(-1) ?? "";
  if ((faults.throttledOrganizations ?? 0) > 0) {
    faults.throttledOrganizations = (faults.throttledOrganizations ?? 0) - 1;
    return jsonError(
      400,
      "TooManyRequestsException",
      "You have sent too many requests in too short a period of time.",
    );
  }
  if (key.expiration !== undefined && key.expiration <= now()) {
    return jsonError(400, "ExpiredTokenException", "The security token included in the request is expired");
  }
  if (key.account !== management && options.delegated?.includes(key.account) !== true) {
    return jsonError(400, "AccessDeniedException", "You don't have permissions to access this resource.");
  }
  const input = inputOf(body);
  const parent = textMember(input, "ParentId");
  const members = [...state.accounts.values()];
  const unitIds = new Set([ROOT, ...(options.units ?? []).map(({ id }) => id)]);
  if (parent !== undefined && !unitIds.has(parent)) {
    return jsonError(400, "ParentNotFoundException", "You specified parent that doesn't exist.");
  }
  switch (operation) {
    case "ListAccounts":
      return page(
        "Accounts",
        members.map((account) => accountOf(account, state)),
        input,
        state,
      );
    case "ListAccountsForParent": {
      const own = members.filter(({ unit = ROOT }) => unit === parent);
      return page(
        "Accounts",
        own.map((account) => accountOf(account, state)),
        input,
        state,
      );
    }
    case "ListOrganizationalUnitsForParent": {
      const own = (options.units ?? []).filter((unit) => (unit.parent ?? ROOT) === parent);
      return page(
        "OrganizationalUnits",
        own.map(({ id }) => ({
          Id: id,
          Name: id,
          Arn: `arn:aws:organizations::${management}:ou/o-loopback/${id}`,
        })),
        input,
        state,
      );
    }
    case "ListRoots":
      return page(
        "Roots",
        [
          {
            Id: ROOT,
            Name: "Root",
            Arn: `arn:aws:organizations::${management}:root/o-loopback/${ROOT}`,
            PolicyTypes: [],
          },
        ],
        input,
        state,
      );
    default:
      return jsonError(400, "UnknownOperationException", "");
  }
};

/** Responds to `account:ListRegions`, in REST JSON. */
export const respondAccount = ({ key, request }: LoopbackCall, state: LoopbackState): Response => {
  if (new URL(request.url).pathname !== "/listRegions")
    return jsonError(404, "UnknownOperationException", "");
  if (state.accounts.get(key.account)?.denied?.includes("account:ListRegions") === true) {
    return new Response(
      JSON.stringify({ message: `User: ${key.arn} is not authorized to perform: account:ListRegions` }),
      {
        status: 403,
        headers: { "content-type": "application/json", "x-amzn-errortype": "AccessDeniedException" },
      },
    );
  }
  const Regions = regionsOf(state, key.account).map((RegionName) => ({
    RegionName,
    RegionOptStatus: "ENABLED_BY_DEFAULT",
  }));
  return new Response(JSON.stringify({ Regions }), { headers: { "content-type": "application/json" } });
};

const accountOf = (account: LoopbackAccount, { management }: LoopbackState): object => {
  const { id, name = `account-${id}`, status = "ACTIVE" } = account;
  return {
    Id: id,
    Arn: `arn:aws:organizations::${management}:account/o-loopback/${id}`,
    Email: `${id}@example.com`,
    Name: name,
    Status: status,
    State: status,
    JoinedMethod: "CREATED",
    JoinedTimestamp: 1_700_000_000,
  };
};

const page = (
  list: string,
  items: readonly object[],
  input: object,
  { options }: LoopbackState,
): Response => {
  const { pageSize = 20 } = options;
  const from = Number(textMember(input, "NextToken") ?? 0);
  const next = from + pageSize;
  return jsonResponse(200, {
    [list]: items.slice(from, next),
    ...(next < items.length ? { NextToken: String(next) } : {}),
  });
};

const inputOf = (body: Uint8Array): object => {
  const value: unknown = JSON.parse(new TextDecoder().decode(body) || "{}");
  return typeof value === "object" && value !== null ? value : {};
};

const textMember = (input: object, name: string): string | undefined => {
  const value: unknown = Reflect.get(input, name);
  return typeof value === "string" ? value : undefined;
};
