import type { CollectedLocation, Gap } from "@windowpane/report";
import { budgetOf } from "../limits/with-budget.ts";
import { flagOf } from "../parameters/common.ts";
import { account, region } from "../parameters/selection.ts";
import { DAY } from "../parameters/since.ts";
import { listWindows } from "../period/list-period.ts";
import { publicGaps } from "../problem/public-gaps.ts";
import { jsonResponse } from "../route/route-response.ts";
import { route, type RouteRequest } from "../route/route.ts";
import { originMembers, originNames } from "../schema/judged-members.ts";
import { flag, listOf, ref, structure, text, time } from "../schema/schema.ts";

/** The accounts and regions that the server reads. */
export const accountRoutes = [
  route({
    id: "listAccounts",
    method: "GET",
    path: "/v1/accounts",
    tag: "Service",
    summary: "List the accounts and regions of the server",
    about:
      "Each account and region, whether its windows can be listed, and until when it was collected into the archive. One that cannot be read has a gap with the reason and what to do. A server of one account has one item, whose account it does not know.",
    role: "read",
    operations: ["DescribeMaintenanceWindows"],
    formats: [
      {
        media: "application/json",
        scans: true,
        stored: false,
        schema: structure({
          locations: listOf(
            structure(
              {
                ...originMembers,
                readable: flag("Whether the windows can be listed. Absent if it was not checked."),
                gap: ref("Gap", "Why they cannot be listed."),
                collectedUntil: time("Until when executions were collected completely. Absent if never."),
                lastRun: time("Start of the last run in the archive. Absent without runs."),
                problem: text("Why the newest collection is not complete. Absent if it is complete."),
              },
              [...originNames, "readable", "gap", "collectedUntil", "lastRun", "problem"],
            ),
            "In the order in which lists have their items.",
          ),
          complete: flag("Whether all of them can be read. Also true if it was not checked."),
        }),
      },
    ],
    pathParameters: {},
    queryParameters: {
      account,
      region,
      check: flagOf("Whether to list the windows of each account and region.", true),
    },
    handle: async (request) => {
      const gaps = request.query.check ? await gapsOfLocations(request) : undefined;
      const collected = await collectedLocations(request);
      const locations = locationsOf(request).map(({ Account, Region, name }) => {
        const gap = gaps?.find(({ origin }) => origin?.Account === Account && origin?.Region === Region);
        const { collectedUntil, lastRun, problem } =
          collected.find((one) => one.Account === Account && one.Region === Region) ?? {};
        return {
          ...{ Account, AccountName: name, Region },
          ...(gaps === undefined ? {} : { readable: gap === undefined }),
          ...{ gap, collectedUntil, lastRun, problem },
        };
      });
      return jsonResponse({ locations, complete: (gaps ?? []).length === 0 }, "moving");
    },
  }),
];

interface NamedLocation {
  readonly Account?: string | undefined;
  readonly Region?: string | undefined;
  readonly name?: string | undefined;
}

const locationsOf = ({ fleet, selection = {} }: RouteRequest): readonly NamedLocation[] => {
  const { accounts, regions } = selection;
  return (fleet?.members ?? [{}]).filter(
    ({ Account = "", Region = "" }: NamedLocation) =>
      (accounts?.includes(Account) ?? true) && (regions?.includes(Region) ?? true),
  );
};

/** Lists all windows, which ends with the locations that cannot be read. */
const gapsOfLocations = async ({ client, limits, signal }: RouteRequest): Promise<readonly Gap[]> => {
  const { gaps } = await listWindows({ client: client(budgetOf(limits, "requestsPerScan")), signal });
  return publicGaps(gaps, false);
};

const collectedLocations = async (request: RouteRequest): Promise<readonly CollectedLocation[]> => {
  const { history, now, signal, selection } = request;
  const since = new Date(now.getTime() - DAY);
  return (await history?.collections?.({ since, ...selection, signal }))?.locations ?? [];
};
