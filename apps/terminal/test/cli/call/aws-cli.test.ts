import { beforeAll, describe, expect, it } from "vitest";
import { runWith } from "../../fake-host.ts";
import { startEndpoint } from "../../local-endpoint.ts";
import { findAwsCli, runAwsCli } from "./aws-cli/aws-cli.ts";
import { account, commandLines, different, recorded, valueOf, type Recorded } from "./aws-cli/compare.ts";

const results = recorded();
const program = await findAwsCli();

const ours = async (argv: readonly string[]): Promise<Recorded> => {
  const { exitCode, stdout } = await runWith(["call", ...argv], { transport: account() });
  return { argv, exitCode, stdout };
};

describe("call beside the AWS CLI 2", () => {
  it("has a recorded result for every command line; run `npm run record:aws-cli`", () => {
    expect(results.map(({ argv }) => argv)).toEqual(commandLines());
  });

  const keyOf = ({ argv }: Pick<Recorded, "argv">): string => JSON.stringify(argv);
  const onPurpose = new Map(different().map((row) => [keyOf(row), row]));
  const same = results.filter((result) => !onPurpose.has(keyOf(result)));

  it.each(same.map((result) => ({ ...result, line: result.argv.join(" ") })))(
    "answers as the AWS CLI does: $line",
    async ({ argv, exitCode, stdout }) => {
      const result = await ours(argv);
      expect(result.exitCode).toBe(exitCode);
      expect(valueOf(result)).toEqual(valueOf({ argv, stdout }));
    },
  );

  it.each([...onPurpose.values()].map((row) => ({ ...row, line: row.argv.join(" ") })))(
    "differs from the AWS CLI as documented, $why: $line",
    async ({ argv, exitCode }) => {
      const result = await ours(argv);
      expect(result.exitCode).toBe(exitCode);
      const recording = results.find((candidate) => keyOf(candidate) === keyOf({ argv }));
      expect({ ...result, stdout: valueOf(result) }).not.toEqual(
        recording && { ...recording, stdout: valueOf(recording) },
      );
    },
  );

  // Starting the AWS CLI takes half a second, so only some lines run here. record.ts runs all.
  const sample = results.filter((_, index) => index % 40 === 0);

  describe.skipIf(program === undefined)("with an AWS CLI 2 on PATH", () => {
    let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
    beforeAll(async () => {
      endpoint = await startEndpoint(account());
      return () => endpoint.close();
    });

    it.each(sample.map((result) => ({ ...result, line: result.argv.join(" ") })))(
      "finds the recorded result: $line",
      async ({ argv, exitCode, stdout }) => {
        expect(await runAwsCli(program ?? "", endpoint.url, argv)).toEqual({ exitCode, stdout });
      },
    );
  });
});
