/**
 * AWS SDK for JavaScript version 2 over a socket. It is no longer supported and has 100 MB, so it is not a dependency: set
 * `WINDOWPANE_AWS_SDK_2` to a folder where it is installed.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { isPaged, operationNames, operations, type OperationName } from "@windowpane/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { everyInput } from "@windowpane/transport-mock";
import { filtered } from "./account.ts";
import { responseTo, itemsOf, lists } from "./expected.ts";
import { key, serve, temporary, type Served } from "./serve.ts";

const folder = process.env["WINDOWPANE_AWS_SDK_2"] ?? "";
const reason = folder === "" ? "no aws-sdk 2 here; WINDOWPANE_AWS_SDK_2 names its folder" : undefined;

/** The parts of the SDK that the tests use. */
interface SdkCall {
  promise(): Promise<Readonly<Record<string, unknown>>>;
  eachPage(callback: (error: unknown, page: Readonly<Record<string, unknown>> | null) => boolean): void;
}
type Client = Readonly<Record<string, (input: object) => SdkCall>>;
interface Sdk {
  readonly SSM: new (config: object) => Client;
}

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

const clientOf = (config: object = {}, { url } = served): Client => {
  // Suppresses the end-of-support message on the console.
  process.env["AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE"] = "1";
  const load = createRequire(join(folder, "package.json"));
  const { SSM } = load("aws-sdk") as Sdk; // The type is declared above.
  return new SSM({
    endpoint: url,
    region: "eu-central-1",
    ...key,
    retryDelayOptions: { base: 0 },
    ...config,
  });
};

const callOf = (client: Client, operation: OperationName, input: object = everyInput[operation]): SdkCall => {
  const name = operation.charAt(0).toLowerCase() + operation.slice(1);
  const call = client[name]?.(input);
  if (call === undefined) throw new Error(`the SDK has no ${name}`);
  return call;
};

const readPages = (call: SdkCall): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  new Promise((resolve, reject) => {
    const pages: Readonly<Record<string, unknown>>[] = [];
    call.eachPage((error, page) => {
      if (error instanceof Error) reject(error);
      else if (page === null) resolve(pages);
      else pages.push(page);
      return true;
    });
  });

/** Removes members that are newer than this SDK. */
const withoutNewMembers = (item: unknown): unknown => {
  if (typeof item !== "object" || item === null || !("AvailableSecurityUpdateCount" in item)) return item;
  const { AvailableSecurityUpdateCount: _, ...known } = item;
  return known;
};

describe("AWS SDK version 2", () => {
  it.for(operationNames)("gets the mock's data: %s", async (operation, { skip }) => {
    if (reason !== undefined) return skip(reason);
    expect({ ...(await callOf(clientOf(), operation).promise()) }).toEqual(
      await responseTo(operation, everyInput[operation]),
    );
  });

  it.for([...lists.map((operation) => [operation, everyInput[operation]] as const), ...filtered])(
    "reads all pages of a list: %s",
    async ([operation, input], { skip }) => {
      if (reason !== undefined) return skip(reason);
      if (!isPaged(operation)) throw new Error(`${operation} is not a list`);
      const pages = await readPages(callOf(clientOf(), operation, { ...input, MaxResults: 10 }));
      const items = pages.flatMap((page) => page[operations[operation].items]);
      expect(items).toEqual((await itemsOf(operation, input)).map(withoutNewMembers));
    },
  );

  it("signs with a temporary key", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    await expect(callOf(clientOf(temporary), "DescribeMaintenanceWindows").promise()).resolves.toBeDefined();
  });

  it.for([
    ["another secret", { secretAccessKey: "other" }, "InvalidSignatureException"],
    ["an unknown key", { accessKeyId: "AKIDUNKNOWN" }, "UnrecognizedClientException"],
  ] as const)("receives errors by name: %s", async ([, config, code], { skip }) => {
    if (reason !== undefined) return skip(reason);
    await expect(callOf(clientOf(config), "DescribeMaintenanceWindows").promise()).rejects.toMatchObject({
      code,
      statusCode: 400,
    });
  });

  it("receives a modelled error with its name and message", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const call = callOf(clientOf(), "GetMaintenanceWindow", { WindowId: "mw-00000000000000000" });
    await expect(call.promise()).rejects.toMatchObject({
      code: "DoesNotExistException",
      message: "Maintenance window mw-00000000000000000 does not exist",
    });
  });

  it("corrects a clock that is wrong by an hour", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const elsewhere = await serve({ now: () => new Date(Date.now() + 3_600_000) });
    try {
      await callOf(clientOf({ correctClockSkew: true }, elsewhere), "DescribeMaintenanceWindows").promise();
    } finally {
      await elsewhere.close();
    }
    expect(elsewhere.mock.requests).toBe(1);
  });
});
