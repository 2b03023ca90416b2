/** The built program with AWS's client over a faulty AWS: the same report, or one with gaps. */
import { ServiceError, type Transport } from "@windowpane/core";
import { mockTransport, patchNight, type MockFault } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildProgram, createAwsMachine, type Ended } from "./aws-machine.ts";
import { startLocalAws } from "./local-aws.ts";

/** The built program uses the machine's clock, so the account's times are relative to it. */
const now = new Date();
const since = new Date(now.getTime() - 24 * 3_600_000).toISOString();

const account = (faults: readonly MockFault[] = []): Transport =>
  mockTransport({ scenario: patchNight, clock: { now: () => now }, faults });

const keys = "[profile keys]\naws_access_key_id = AKIAKEYS\naws_secret_access_key = s\nregion = eu-west-1\n";
const machine = createAwsMachine({ program: "faults", config: keys });

interface Answer {
  readonly verdict: string;
  readonly complete: boolean;
  readonly counts: object;
  readonly verdicts: object;
  readonly groups: readonly { readonly key: string; readonly members: readonly unknown[] }[];
  readonly gaps: readonly { readonly code: string; readonly operation: string }[];
}

const ask = async (ssm: Transport): Promise<Ended & { readonly answer: Answer }> => {
  const aws = await startLocalAws({ ssm });
  try {
    const argv = ["failures", "--profile", "keys", "--since", since, "--output", "json"];
    const ended = await machine.run([...argv, "--endpoint-url", aws.url]);
    return { ...ended, answer: JSON.parse(ended.stdout) as Answer }; // The report's own shape.
  } finally {
    await aws.close();
  }
};

/** The parts that faults must not change. */
const essence = ({ verdict, counts, verdicts, groups, gaps }: Answer): object => ({
  verdict,
  counts,
  verdicts,
  groups: groups.map(({ key, members }) => [key, members.length]),
  gaps: gaps.map(({ code, operation }) => `${code} ${operation}`),
});

/** Without the progress that the program tells every few seconds on a slow machine, and about slow requests. */
const notesOf = (stderr: string): readonly string[] =>
  stderr.split("\n").filter((line) => !/^(?:Still reading after|No response to) /.test(line));

let quiet: Awaited<ReturnType<typeof ask>>;
beforeAll(async () => {
  await buildProgram("faults");
  quiet = await ask(account());
});
afterAll(() => machine.remove());

describe("the report is the same, although", () => {
  it.each<{ readonly although: string; readonly faults: readonly MockFault[] }>([
    {
      // With three random faults in ten, one request would fail all ten attempts in about one of a hundred runs.
      although: "one request in ten is throttled",
      faults: [{ kind: "throttling", rate: 0, burst: 0, probability: 0.1 }],
    },
    {
      although: "the service fails in bursts",
      faults: [
        { kind: "server-error", after: 5, times: 3 },
        { kind: "server-error", after: 60, times: 3, status: 503 },
      ],
    },
    { although: "empty pages come between", faults: [{ kind: "empty-page", every: 3 }] },
  ])("$although", async ({ faults }) => {
    const { answer, stderr, exitCode } = await ask(account(faults));
    expect(essence(answer)).toEqual(essence(quiet.answer));
    // The account's own gaps are on stderr in both cases.
    expect({ notes: notesOf(stderr), exitCode }).toEqual({ notes: notesOf(quiet.stderr), exitCode: 0 });
  });
});

describe("the report has a gap if", () => {
  it("an operation is not allowed", async () => {
    const { answer } = await ask(
      account([{ kind: "access-denied", operations: ["ListCommandInvocations"] }]),
    );
    expect(answer.complete).toBe(false);
    expect(answer.gaps).toContainEqual(
      expect.objectContaining({ code: "AccessDeniedException", operation: "ListCommandInvocations" }),
    );
    expect(answer.verdicts).not.toEqual({});
  });

  it("the session expires during the run", async () => {
    const inner = account();
    let requests = 0;
    const ending: Transport = {
      name: "ending",
      send: (operation, ...rest) => {
        requests += 1;
        if (requests <= 40) return inner.send(operation, ...rest);
        const refusal = {
          code: "ExpiredTokenException",
          message: "The security token is expired",
          status: 400,
        };
        return Promise.reject(new ServiceError(operation, refusal));
      },
    };
    const { answer } = await ask(ending);
    expect(answer.complete).toBe(false);
    expect(answer.verdict).not.toBe("PASSED");
    expect(answer.gaps.map(({ code }) => code)).toContain("ExpiredTokenException");
  });
});
