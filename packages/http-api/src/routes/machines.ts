import { listResponse } from "../response/list-response.ts";
import { filterOf } from "../parameters/filters.ts";
import { awsNumber, awsPathText, awsText } from "../parameters/parameter.ts";
import { route } from "../route/route.ts";
import { listFormats } from "./list-formats.ts";

const operation = "DescribeInstancePatches";

/** Machines. */
export const machineRoutes = [
  route({
    id: "listPatches",
    method: "GET",
    path: "/v1/machines/{instanceId}/patches",
    tag: "Machines",
    summary: "List the patches of a machine",
    about:
      "Patches with their state, as of the latest patch operation on the machine. A later scan or installation replaces the state of earlier runs; the report names the operation.",
    role: "read",
    operations: [operation],
    formats: listFormats(operation, "PatchComplianceData"),
    pathParameters: { instanceId: awsPathText(operation, "InstanceId") },
    queryParameters: {
      filter: filterOf(operation),
      maxResults: awsNumber(operation, "MaxResults"),
      nextToken: awsText(operation, "NextToken"),
    },
    problems: ["not-found"],
    handle: (request) => {
      const { filter: terms, ...query } = request.query;
      return listResponse(request, {
        operation,
        input: { InstanceId: request.path.instanceId },
        terms,
        includeSensitive: false,
        ...query,
      });
    },
  }),
];
