/** Incorrect transports: for each rule of the contract, one that breaks this rule and no other. */
import {
  isOperationName,
  ServiceError,
  TransportError,
  untilAborted,
  type CallOptions,
  type OperationName,
  type Transport,
} from "@windowpane/core";
import { isDeepStrictEqual } from "node:util";
import { rules, type RuleName, type TransportSubject, type WireResponse } from "../src/index.ts";
import { smallSubject } from "./small-transport.ts";

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";
const TASKS = "DescribeMaintenanceWindowExecutionTasks";
const ITEMS = "WindowExecutionTaskInvocationIdentities";

type Members = Readonly<Record<string, unknown>>;
/** `send` without the types of inputs, so that a fault can change any of them. */
export type Send = (operation: OperationName, input: Members, options: CallOptions) => Promise<unknown>;

/** Puts a fault around the small transport. The fault is created with the transport, and may keep state. */
export const sending = (fault: (send: Send) => Send): Partial<TransportSubject> => ({
  create: async () => {
    const { name, send } = await smallSubject.create();
    return { name, send: fault(send) };
  },
});

/** Changes the response to one operation. */
export const changing = (
  operation: OperationName,
  change: (response: Members, input: Members) => unknown,
): Partial<TransportSubject> =>
  sending((send) => async (name, input, options) => {
    const response = (await send(name, input, options)) as Members; // The small transport returns objects.
    return name === operation ? change(response, input) : response;
  });

export const itemsOf = (response: Members): readonly object[] => (response[ITEMS] ?? []) as readonly object[]; // Only read from responses to LIST.

/** Changes the input of one operation before it is sent. */
const asking = (operation: OperationName, change: (input: Members) => Members): Partial<TransportSubject> =>
  sending(
    (send) => (name, input, options) => send(name, name === operation ? change(input) : input, options),
  );

const failing =
  (error: (operation: OperationName) => Error, requests = 1) =>
  (onRequest: () => void): Transport => ({
    name: "failing",
    async send(operation, _input, { signal }) {
      if (signal?.aborted === true) throw signal.reason;
      for (let count = 0; count < requests; count += 1) onRequest();
      throw error(operation);
    },
  });

const lost = (operation: OperationName): Error => new TransportError(operation, "No response.");
const throttledWith =
  (retryable?: boolean) =>
  (operation: OperationName): Error =>
    new ServiceError(operation, { code: "ThrottlingException", status: 400, retryable });

/** A session that every request waits for, and that the first request creates with its own signal. */
const poisoned = (send: Send): Send => {
  let session: Promise<void> | undefined;
  return async (operation, input, options) => {
    session ??= untilAborted(Promise.resolve(), options.signal);
    await session;
    return send(operation, input, options);
  };
};

/** Forgets the tokens of a list once the list was read to its end. */
const forgetting = (send: Send): Send => {
  const ended = new Set<unknown>();
  return async (operation, input, options) => {
    const { MaxResults, NextToken } = input;
    if (NextToken === undefined) ended.delete(MaxResults);
    else if (ended.has(MaxResults))
      throw new ServiceError(operation, { code: "ValidationException", status: 400 });
    const response = (await send(operation, input, options)) as Members;
    if (response["NextToken"] === undefined) ended.add(MaxResults);
    return response;
  };
};

/** Takes the same token for a request for the next page. */
const advancing = (send: Send): Send => {
  let before: Members | undefined;
  return async (operation, input, options) => {
    const isRepeated = input["NextToken"] !== undefined && isDeepStrictEqual(before, input);
    before = { ...input };
    const response = (await send(operation, input, options)) as Members;
    return isRepeated ? send(operation, { ...input, NextToken: response["NextToken"] }, options) : response;
  };
};

/** Keeps the input in a variable that requests share. */
const sharing = (send: Send): Send => {
  let current: Members = {};
  return async (operation, input, options) => {
    if (operation !== LIST) return send(operation, input, options);
    current = input;
    await Promise.resolve();
    return send(operation, current, options);
  };
};

/** The faults that are written by hand. Those per operation and per HTTP response are created below. */
const written: { readonly [Name in RuleName]?: Partial<TransportSubject> } = {
  "has a name": { create: async () => ({ ...(await smallSubject.create()), name: " " }) },
  "treats an undefined member as absent": changing(LIST, (response, input) =>
    "Filters" in input && input["Filters"] === undefined ? { [ITEMS]: [] } : response,
  ),
  "returns an empty list from ListCommandInvocations for a command that does not exist": changing(
    "ListCommandInvocations",
    (response) =>
      isDeepStrictEqual(response, { CommandInvocations: [] })
        ? Promise.reject(new ServiceError("ListCommandInvocations", { code: "InvalidCommandId" }))
        : response,
  ),
  "rejects an unknown page token": asking(LIST, ({ NextToken, ...input }) =>
    String(NextToken).startsWith("Describe") ? { ...input, NextToken } : input,
  ),
  "rejects the page token of another list": asking(TASKS, ({ NextToken: _, ...input }) => input),
  "rejects a page token that was issued for another filter": asking(LIST, ({ NextToken, ...input }) =>
    NextToken === undefined || String(NextToken) === "bm90IG91cnM="
      ? { ...input, ...(NextToken === undefined ? {} : { NextToken }) }
      : {
          ...input,
          NextToken: `${LIST} ${JSON.stringify(input["Filters"])} ${String(NextToken).split(" ").at(-1)}`,
        },
  ),
  "rejects with a TransportError if no response is received": {
    broken: failing(() => new Error("socket hang up")),
  },
  "does not retry if no response is received": { broken: failing(lost, 3) },
  "rejects with a retryable ServiceError if throttled": { throttled: failing(throttledWith(false)) },
  "does not retry if throttled": { throttled: failing(throttledWith(), 3) },
  "rejects with the signal's reason if already aborted": sending((send) => async (name, input, options) => {
    if (options.signal?.aborted === true) throw new Error("The operation was aborted.");
    return send(name, input, options);
  }),
  "sends nothing if already aborted": {
    broken: (onRequest) => ({
      name: "eager",
      async send(operation, _input, { signal }) {
        onRequest();
        throw signal?.aborted === true ? signal.reason : lost(operation);
      },
    }),
  },
  "rejects with the signal's reason if aborted in flight": {
    hanging: () => ({
      name: "wrapping",
      send: (operation, _input, { signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener("abort", () =>
            reject(new TransportError(operation, "Aborted.", { cause: signal.reason })),
          );
        }),
    }),
  },
  "returns the response or rejects with the signal's reason, at any time of the abort": sending(
    (send) => async (name, input, options) => {
      const response = await send(name, input, options);
      await Promise.resolve();
      if (options.signal?.aborted === true) return { [ITEMS]: [] };
      return response;
    },
  ),
  "does not change the response if aborted afterwards": sending((send) => async (name, input, options) => {
    const response = { ...((await send(name, input, options)) as Members) };
    options.signal?.addEventListener("abort", () =>
      setImmediate(() => Object.assign(response, { [ITEMS]: [] })),
    );
    return response;
  }),
  "works after an aborted request": sending(poisoned),
  "returns every item once and in the same order for every page size": changing(LIST, (response, input) =>
    input["MaxResults"] === 99 ? { ...response, [ITEMS]: itemsOf(response).toReversed() } : response,
  ),
  "returns one page per request with at most MaxResults items": asking(LIST, (input) =>
    input["MaxResults"] === 100 ? { ...input, MaxResults: 110 } : input,
  ),
  "continues a list from a page token": sending(forgetting),
  "returns the same page for the same token, so that a lost response can be requested again":
    sending(advancing),
  "reads two lists at the same time": sending(sharing),
  "applies the STATUS filter to all pages": changing(LIST, (response, input) =>
    input["Filters"] !== undefined && input["NextToken"] !== undefined
      ? { ...response, [ITEMS]: itemsOf(response).map((item) => ({ ...item, Status: "OTHER" })) }
      : response,
  ),
};

/** A fault for each rule about one operation. */
const forOperation = (rule: string): Partial<TransportSubject> | undefined => {
  const named =
    /^(returns the response to|does not change the input of|rejects) (\w+)(?: in AWS's| with a Service|$)/u.exec(
      rule,
    );
  const operation = named?.[2];
  if (named === null || operation === undefined || !isOperationName(operation)) return undefined;
  if (named[1] === "returns the response to")
    return changing(operation, (response) => ({ ...response, $metadata: { attempts: 1 } }));
  if (named[1] === "does not change the input of")
    return changing(operation, (response, input) => (Object.assign(input, { sent: true }), response));
  return sending((send) => async (name, input, options) => {
    try {
      return await send(name, input, options);
    } catch (cause) {
      if (name !== operation || options.signal?.aborted === true) throw cause;
      throw new ServiceError(name, { code: "NotFound", status: 400, cause });
    }
  });
};

/** Reads the response of one rule as an empty page, or rejects it if the rule accepts it. */
const forResponse = async (rule: RuleName): Promise<Partial<TransportSubject>> => {
  let special: WireResponse | undefined;
  await rules[rule]({
    ...smallSubject,
    responding: (response) => smallSubject.responding((special = response)),
  });
  if (special === undefined) throw new Error(`There is no fault for "${rule}".`);
  return {
    responding: (response) => {
      if (!isDeepStrictEqual(response, special)) return smallSubject.responding(response);
      return {
        name: "lenient",
        send: async (operation) => {
          if (rule.startsWith("accepts")) throw lost(operation);
          return {};
        },
      };
    },
  };
};

/** A subject that breaks this rule. */
export const breaking = async (rule: RuleName): Promise<TransportSubject> => ({
  ...smallSubject,
  ...(written[rule] ?? forOperation(rule) ?? (await forResponse(rule))),
});
