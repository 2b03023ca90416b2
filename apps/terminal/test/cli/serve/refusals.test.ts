import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { runWith, type Circumstances } from "../../fake-host.ts";

const token = "0123456789abcdef0123456789abcdef";
const methods =
  "WINDOWPANE_TOKENS, WINDOWPANE_SIGNING_KEYS, or WINDOWPANE_ACCESS_TEAM with WINDOWPANE_ACCESS_AUDIENCE";

const serve = (argv: readonly string[], circumstances: Circumstances = {}): ReturnType<typeof runWith> =>
  runWith(["serve", "--port", "0", ...argv], { endsAtOnce: true, ...circumstances });

describe("windowpane serve refuses to start", () => {
  it.each<{
    readonly why: string;
    readonly argv: readonly string[];
    readonly circumstances?: Circumstances;
    readonly exitCode: number;
    readonly stderr: string;
  }>([
    {
      why: "with AWS behind it and no authentication",
      argv: [],
      exitCode: 253,
      stderr: `No authentication is configured.\nSet ${methods}.\n`,
    },
    {
      why: "with AWS behind it and a file of tokens that holds none",
      argv: ["--tokens-file", "tokens.txt"],
      circumstances: { files: { "tokens.txt": "# nobody yet\n" } },
      exitCode: 253,
      stderr: `No authentication is configured.\nSet ${methods}.\n`,
    },
    {
      why: "open to everybody with AWS behind it",
      argv: ["--open"],
      circumstances: { env: { WINDOWPANE_TOKENS: `reader:read:${token}` } },
      exitCode: 252,
      stderr:
        "--open cannot stand beside --source aws: everybody could read that account.\n" +
        "Leave it out and give --tokens-file, or serve a made-up account with --demo.\n",
    },
    {
      why: "a demo without authentication on an address that others reach",
      argv: ["--demo", "--host", "0.0.0.0"],
      exitCode: 253,
      stderr: "No authentication is configured.\n" + `Set ${methods}, or use --open for the demo account.\n`,
    },
    {
      why: "with a token that cannot be read, which it does not show",
      argv: ["--demo"],
      circumstances: { env: { WINDOWPANE_TOKENS: token } },
      exitCode: 253,
      stderr: "Entry 1 of WINDOWPANE_TOKENS is invalid.\nUse the form dashboard:read:TOKEN.\n",
    },
    {
      why: "with a file that is not there",
      argv: ["--demo", "--signing-keys-file", "keys.txt"],
      exitCode: 253,
      stderr: "keys.txt cannot be read: ENOENT: keys.txt.\nCheck the path and its rights.\n",
    },
    {
      why: "on a port that there is not",
      argv: ["--demo", "--port", "65536"],
      exitCode: 252,
      stderr: '--port cannot be "65536".\nGive a whole number from 0 to 65535.\n',
    },
    {
      why: "for pages of every origin",
      argv: ["--demo", "--cors", "*"],
      exitCode: 252,
      stderr:
        '--cors cannot be "*".\nGive a whole origin such as https://example.com, without a path or a star.\n',
    },
    {
      why: "on an address that is not this machine's",
      argv: ["--demo", "--open", "--host", "192.0.2.1"],
      exitCode: 253,
      stderr:
        "192.0.2.1:0 cannot be listened on: listen EADDRNOTAVAIL: address not available 192.0.2.1.\n" +
        "Give another --host or --port.\n",
    },
  ])("$why", async ({ argv, circumstances, exitCode, stderr }) => {
    expect(await serve(argv, circumstances)).toEqual({ stdout: "", stderr, exitCode });
  });
});

describe("windowpane serve says who may call", () => {
  it.each([
    { argv: ["--demo"], env: {}, who: "everybody who reaches it, as the account is made up" },
    {
      argv: ["--demo", "--host", "localhost"],
      env: {},
      who: "everybody who reaches it, as the account is made up",
    },
    {
      argv: ["--demo"],
      env: { WINDOWPANE_TOKENS: `reader:read:${token}`, WINDOWPANE_SIGNING_KEYS: `AKID:read:${token}` },
      who: "who proves it by bearer or signature",
    },
    { argv: [], env: { WINDOWPANE_TOKENS: `reader:read:${token}` }, who: "who proves it by bearer" },
    {
      argv: ["--demo", "--open"],
      env: { WINDOWPANE_TOKENS: `reader:read:${token}` },
      who: "everybody who reaches it, as the account is made up",
    },
  ])("$who: $argv", async ({ argv, env, who }) => {
    const { stdout, stderr, exitCode } = await serve(argv, { env, transport: mockTransport() });
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 0 });
    expect(stderr).toMatch(/^Serving (demo|aws) on http:\/\/(127\.0\.0\.1|\[::1\]):\d+\n/);
    expect(stderr).toContain(`  who may call       ${who}\n`);
    expect(stderr).not.toContain(token);
  });
});
