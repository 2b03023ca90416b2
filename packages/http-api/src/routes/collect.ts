import { jsonResponse } from "../route/route-response.ts";
import { structure, text, word } from "../schema/schema.ts";
import { readJsonBody } from "../parameters/json-body.ts";
import { shown } from "../parameters/common.ts";
import { invalidRequest, ProblemError, type RequestFault } from "../problem/problem-error.ts";
import { route } from "../route/route.ts";
import type { CollectRequest } from "../route/start-collection.ts";

const location = {
  Account: text("AWS account, 12 digits."),
  Region: text("Region, such as `eu-central-1`."),
};

/** The trigger of a collection. */
export const collectRoutes = [
  route({
    id: "startCollection",
    method: "POST",
    path: "/v1/collect",
    tag: "Service",
    summary: "Start a collection",
    about:
      "Collects the finished executions of one account and region into the archive soon, instead of at the next regular time. The body is `Account` and `Region`, or an event of Systems Manager from Amazon EventBridge, so that an API destination can send its events unchanged. The response does not wait for the collection. A request while a collection of the same account and region waits has no effect, so requests can be repeated.",
    role: "collect",
    operations: [],
    formats: [
      {
        media: "application/json",
        schema: structure({
          ...location,
          status: word(["queued", "waiting"], "`waiting` if an earlier request still waits."),
        }),
      },
    ],
    status: 202,
    body: {
      type: "object",
      description: "The account and region, or an event of EventBridge, which has other members, too.",
      properties: {
        ...location,
        source: text("Source of an event: `aws.ssm`."),
        account: text("Account of an event."),
        region: text("Region of an event."),
      },
    },
    pathParameters: {},
    queryParameters: {},
    problems: ["not-allowed", "not-found", "body-too-large", "unsupported-media-type"],
    handle: async ({ body, headers, collect }) => {
      const request = readLocation(readJsonBody(headers, body));
      if (collect === undefined) {
        throw new ProblemError("not-found", {
          detail: "This server does not collect executions. Ask its operator to configure an archive.",
        });
      }
      const status = await collect(request);
      if (status === "unknown") {
        throw new ProblemError("not-found", {
          detail: `This server reads no account ${request.Account} in ${request.Region}. Check the account and the region, or ask its operator to add them.`,
        });
      }
      return jsonResponse({ ...request, status }, "moving", { status: 202 });
    },
  }),
];

/** Reads the account and region of an event or of our own form. */
const readLocation = (body: object): CollectRequest => {
  const isEvent = Object.hasOwn(body, "detail-type") || Object.hasOwn(body, "source");
  const names = isEvent ? eventNames : ownNames;
  const faults: RequestFault[] = isEvent ? faultsOfEvent(body) : unknownMembers(body);
  const read = (name: string, pattern: RegExp, example: string): string => {
    const value: unknown = Object.hasOwn(body, name) ? Reflect.get(body, name) : undefined;
    if (typeof value === "string" && pattern.test(value)) return value;
    const problem = value === undefined ? "is missing" : `is ${shown(JSON.stringify(value))}`;
    faults.push({ parameter: name, detail: `The member ${problem}. Use a value such as ${example}.` });
    return "";
  };
  const request = {
    Account: read(names.Account, /^\d{12}$/u, "111122223333"),
    Region: read(names.Region, /^[a-z]{2,}(?:-[a-z]+)+-\d$/u, "eu-central-1"),
  };
  if (faults.length > 0) throw invalidRequest(faults);
  return request;
};

const ownNames = { Account: "Account", Region: "Region" } as const;
const eventNames = { Account: "account", Region: "region" } as const;

/** A rule for another service would cause collections without a reason. */
const faultsOfEvent = (body: object): RequestFault[] => {
  const source: unknown = Reflect.get(body, "source");
  if (source === "aws.ssm") return [];
  const detail = `The source of the event is ${shown(JSON.stringify(source) ?? "missing")}. Send events of aws.ssm.`;
  return [{ parameter: "source", detail }];
};

const unknownMembers = (body: object): RequestFault[] =>
  Object.keys(body)
    .filter((name) => name !== "Account" && name !== "Region")
    .slice(0, 20)
    .map((name) => ({
      parameter: name.slice(0, 60),
      detail: "Unknown member. The body has only Account and Region.",
    }));
