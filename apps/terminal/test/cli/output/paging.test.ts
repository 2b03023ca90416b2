import fc from "fast-check";
import { ServiceError, type Transport } from "@windowpane/core";
import { mockTransport, scenarioNamed } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { InterruptedError } from "../../../src/host/interrupted-error.ts";
import { UsageError } from "../../../src/host/usage-error.ts";
import { readStartingToken, writeStartingToken } from "../../../src/cli/output/starting-token.ts";
import { runWith, type Outcome } from "../../fake-host.ts";

const ids = ["f1ee7000-5c3a-4d0e-9b1f-6a2d84c1e001", "f1ee7000-2b7e-4f61-8c05-19e3d7a4b002"];
const fleet = (invocations: number): Transport =>
  mockTransport({ scenario: scenarioNamed(`fleet:${invocations}`) });

interface Document {
  readonly WindowExecutionTaskInvocationIdentities: readonly { readonly InvocationId: string }[];
  readonly NextToken?: string;
}

/** Parses the JSON document that a run printed. */
const read = ({
  stdout,
}: Outcome): { readonly found: readonly string[]; readonly token: string | undefined } => {
  const document = JSON.parse(stdout) as Document; // Its items are asserted on below.
  return {
    found: document.WindowExecutionTaskInvocationIdentities.map(({ InvocationId }) => InvocationId),
    token: document.NextToken,
  };
};

const list = (transport: Transport, ...argv: readonly string[]): Promise<Outcome> =>
  runWith(["invocations", ...ids, "--output", "json", ...argv], { transport });

describe("a starting token", () => {
  it.each([
    [{ token: undefined, skip: 3 }, '{"NextToken": null, "boto_truncate_amount": 3}'],
    [{ token: "abc", skip: 0 }, '{"NextToken": "abc"}'],
    [{ token: "ä\n", skip: 1 }, String.raw`{"NextToken": "\u00e4\n", "boto_truncate_amount": 1}`],
  ])("has the format of the AWS CLI: %s", (cursor, text) => {
    expect(atob(writeStartingToken(cursor))).toBe(text);
    expect(readStartingToken(writeStartingToken(cursor))).toEqual(cursor);
  });

  it.each(["raw-token", btoa("[1]"), btoa('"x"'), "AAAA"])(
    "is sent to the service unchanged if it has another format: %s",
    (token) => {
      expect(readStartingToken(token)).toEqual({ token, skip: 0 });
    },
  );

  it.each([
    ["None___3", { token: undefined, skip: 3 }],
    ["abc___2", { token: "abc", skip: 2 }],
    [btoa("{}"), { token: undefined, skip: 0 }],
  ])("is read in other formats of the AWS CLI: %s", (token, position) => {
    expect(readStartingToken(token)).toEqual(position);
  });

  it.each([
    '{"Marker":"x"}',
    '{"NextToken":"a","x":1}',
    '{"NextToken":5}',
    '{"NextToken":null,"boto_truncate_amount":-1}',
    '{"NextToken":null,"boto_truncate_amount":1.5}',
  ])("is refused if it belongs to no list: %s", (text) => {
    expect(() => readStartingToken(btoa(text))).toThrow(UsageError);
  });
});

describe("a list", () => {
  it("returns every item once and in order, with any page size, limit and filter", async () => {
    const transport = fleet(57);
    const whole = read(await list(transport)).found;
    expect(whole).toHaveLength(57);
    const property = fc.asyncProperty(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 10, max: 40 }),
      fc.constantFrom([], ["--status", "SUCCESS"], ["--filter", "-status:success"]),
      async (maxItems, pageSize, filter) => {
        const all = read(await list(transport, ...filter)).found;
        const pieces: string[] = [];
        const paging = ["--max-items", String(maxItems), "--page-size", String(pageSize), ...filter];
        let token: string | undefined;
        do {
          const start: readonly string[] = token === undefined ? [] : ["--starting-token", token];
          const piece = read(await list(transport, ...paging, ...start));
          expect(piece.found.length).toBeLessThanOrEqual(maxItems);
          pieces.push(...piece.found);
          token = piece.token;
        } while (token !== undefined);
        expect(pieces).toEqual(all);
      },
    );
    await fc.assert(property, { numRuns: 15 });
  });

  it("prints the token to stderr if the format has no field for it", async () => {
    const { stdout, stderr } = await list(
      fleet(20),
      "--output",
      "ndjson",
      "--max-items",
      "3",
      "--page-size",
      "10",
    );
    expect(stdout.trim().split("\n")).toHaveLength(3);
    expect(stderr).toBe(
      "There are more items. Continue with --starting-token eyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAzfQ==\n",
    );
  });

  it("ends text output with a labelled line for the token", async () => {
    const { stdout } = await list(fleet(20), "--output", "text", "--max-items", "3", "--page-size", "10");
    const lines = stdout.split("\n");
    expect(lines).toHaveLength(5);
    expect(lines[3]).toBe("NEXTTOKEN\teyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAzfQ==");
  });

  it("applies --query once, over all pages", async () => {
    const query = "length(WindowExecutionTaskInvocationIdentities)";
    const { stdout } = await list(fleet(57), "--page-size", "10", "--query", query);
    expect(stdout).toBe("57\n");
  });

  it("prints the rows of a page while it requests the next, and requests no unneeded page", async () => {
    const events: string[] = [];
    const inner = fleet(40);
    let printed = (): void => {};
    const transport: Transport = {
      name: "spy",
      send: async (operation, input, options) => {
        events.push("request");
        // Respond only after the rows of the previous page are printed.
        if (events.length > 1) await new Promise<void>((resolve) => (printed = resolve));
        return inner.send(operation, input, options);
      },
    };
    await runWith(["invocations", ...ids, "--output", "ndjson", "--page-size", "10", "--max-items", "25"], {
      transport,
      onWrite: (text) => {
        events.push(`${text.trim().split("\n").length} rows`);
        printed();
      },
    });
    expect(events).toEqual(["request", "request", "10 rows", "request", "10 rows", "5 rows"]);
  });
});

/** Fails all requests from the given number on. */
const failingFrom = (request: number, inner: Transport, fail: () => unknown): Transport => {
  let requests = 0;
  return {
    name: "failing",
    send: async (operation, input, options) => {
      requests += 1;
      if (requests >= request) throw fail();
      return inner.send(operation, input, options);
    },
  };
};

const denied = (): ServiceError =>
  new ServiceError("DescribeMaintenanceWindowExecutionTaskInvocations", { code: "AccessDeniedException" });

describe("an incomplete list", () => {
  it("is printed as a valid document with the token of the rest, and exits with 254", async () => {
    const inner = fleet(30);
    const broken = await list(failingFrom(3, inner, denied), "--page-size", "10");
    expect(broken.exitCode).toBe(254);
    const { found, token } = read(broken);
    expect(found).toHaveLength(20);
    expect(broken.stderr).toBe(
      "DescribeMaintenanceWindowExecutionTaskInvocations failed: AccessDeniedException\n" +
        "Request the permission ssm:DescribeMaintenanceWindowExecutionTaskInvocations; " +
        "`windowpane doctor` checks all permissions and prints a policy.\n" +
        `The list is incomplete. Continue with --starting-token ${String(token)}\n`,
    );
    const rest = await list(inner, "--page-size", "10", "--starting-token", String(token));
    expect([...found, ...read(rest).found]).toEqual(read(await list(inner)).found);
  });

  it.each(["table", "ndjson", "csv"])("prints the token once, to stderr, as %s", async (format) => {
    const broken = await list(failingFrom(2, fleet(30), denied), "--page-size", "10", "--output", format);
    expect(broken.stderr.match(/--starting-token/g)).toHaveLength(1);
    expect(broken.stdout).not.toBe("");
  });

  it("prints no result of --query", async () => {
    const query = "length(WindowExecutionTaskInvocationIdentities)";
    const broken = await list(failingFrom(2, fleet(30), denied), "--page-size", "10", "--query", query);
    expect(broken.stdout).toBe("");
    expect(broken.exitCode).toBe(254);
  });

  it("prints nothing if the first page fails", async () => {
    const broken = await list(failingFrom(1, fleet(30), denied));
    expect(broken.stdout).toBe("");
    expect(broken.stderr).not.toContain("--starting-token");
  });

  it("prints the token to continue with if it is interrupted, and exits with 130", async () => {
    const interrupt = new AbortController();
    const inner = fleet(30);
    const transport = failingFrom(2, inner, () => {
      interrupt.abort(new InterruptedError());
      return interrupt.signal.reason;
    });
    const argv = ["invocations", ...ids, "--output", "json", "--page-size", "10"];
    const broken = await runWith(argv, { transport, interrupt });
    expect(broken.exitCode).toBe(130);
    const { found, token } = read(broken);
    expect(found).toHaveLength(10);
    expect(broken.stderr).toBe(
      `Interrupted.\nThe list is incomplete. Continue with --starting-token ${String(token)}\n`,
    );
    expect(read(await list(inner, "--starting-token", String(token))).found).toHaveLength(20);
  });

  it("prints the token even if the reader of the pipe is interrupted, too", async () => {
    const interrupt = new AbortController();
    const transport = failingFrom(3, fleet(30), () => {
      interrupt.abort(new InterruptedError());
      return interrupt.signal.reason;
    });
    const argv = ["invocations", ...ids, "--output", "json", "--page-size", "10"];
    // The pipe accepts the second page and is closed afterwards.
    const broken = await runWith(argv, { transport, interrupt, patience: 12_000 });
    expect(broken.exitCode).toBe(130);
    expect(broken.stderr).toContain("Continue with --starting-token ");
  });

  it("retries throttled requests, without a message on a pipe", async () => {
    const inner = fleet(12);
    let requests = 0;
    const transport: Transport = {
      name: "busy",
      send: async (operation, input, options) => {
        requests += 1;
        if (requests < 4)
          throw new ServiceError(operation, { code: "ThrottlingException", message: "Rate exceeded" });
        return inner.send(operation, input, options);
      },
    };
    const outcome = await list(transport);
    expect(read(outcome).found).toHaveLength(12);
    expect(outcome.stderr).toBe("");
  });
});
