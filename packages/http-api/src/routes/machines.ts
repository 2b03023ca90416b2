import { answerList } from "../answer/answer-list.ts";
import { filter } from "../parameters/filters.ts";
import { awsNumber, awsPathText, awsText } from "../parameters/parameter.ts";
import { route } from "../route.ts";
import { listForms } from "./list-forms.ts";

const operation = "DescribeInstancePatches";

/** What is known of a machine. */
export const machineRoutes = [
  route({
    id: "listPatches",
    method: "GET",
    path: "/v1/machines/{instanceId}/patches",
    tag: "Machines",
    summary: "The patches of a machine",
    about:
      "The patches that the newest patch operation on the machine found, with their state. Which operation that was is in the report: a later scan or installation replaces what a run left.",
    role: "read",
    operations: [operation],
    forms: listForms(operation, "PatchComplianceData"),
    pathParameters: { instanceId: awsPathText(operation, "InstanceId") },
    queryParameters: {
      filter,
      maxResults: awsNumber(operation, "MaxResults"),
      nextToken: awsText(operation, "NextToken"),
    },
    problems: ["no-such-thing"],
    answer: (asked) => {
      const { filter: terms, ...query } = asked.query;
      return answerList(asked, {
        operation,
        input: { InstanceId: asked.path.instanceId },
        terms,
        includeSensitive: false,
        ...query,
      });
    },
  }),
];
