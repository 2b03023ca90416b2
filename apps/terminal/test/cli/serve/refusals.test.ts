import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { runWith, type Circumstances } from "../../fake-host.ts";

const token = "0123456789abcdef0123456789abcdef";
const methods =
  "WINDOWPANE_TOKENS, WINDOWPANE_SIGNING_KEYS, or WINDOWPANE_ACCESS_TEAM with WINDOWPANE_ACCESS_AUDIENCE";

const serve = (argv: readonly string[], circumstances: Circumstances = {}): ReturnType<typeof runWith> =>
  runWith(["serve", "--port", "0", ...argv], { endsAtOnce: true, ...circumstances });

describe("windowpane serve refuses", () => {
  it.each<{
    readonly why: string;
    readonly argv: readonly string[];
    readonly circumstances?: Circumstances;
    readonly exitCode: number;
    readonly stderr: string;
  }>([
    {
      why: "AWS without authentication",
      argv: [],
      exitCode: 253,
      stderr: `No authentication is configured.\nGive --tokens-file, or set ${methods}.\n`,
    },
    {
      why: "AWS with an empty file of tokens",
      argv: ["--tokens-file", "tokens.txt"],
      circumstances: { files: { "tokens.txt": "# none yet\n" } },
      exitCode: 253,
      stderr: "--tokens-file tokens.txt has no entries.\nAdd lines of the form dashboard:read:TOKEN.\n",
    },
    {
      why: "a file of tokens with an entry that cannot be read",
      argv: ["--tokens-file", "tokens.txt"],
      circumstances: { files: { "tokens.txt": "dashboard:fly:secret\n" } },
      exitCode: 253,
      stderr: expect.stringMatching(
        /^Entry 1 of --tokens-file tokens\.txt (?!.*WINDOWPANE_TOKENS)/u,
      ) as string,
    },
    {
      why: "a demo with an empty file of tokens",
      argv: ["--demo", "--tokens-file", "tokens.txt"],
      circumstances: { files: { "tokens.txt": "# none yet\n" } },
      exitCode: 253,
      stderr: "--tokens-file tokens.txt has no entries.\nAdd lines of the form dashboard:read:TOKEN.\n",
    },
    {
      why: "a demo with --open and tokens in a variable",
      argv: ["--demo", "--open"],
      circumstances: { env: { WINDOWPANE_TOKENS: `reader:read:${token}` } },
      exitCode: 253,
      stderr:
        "--open cannot be combined with WINDOWPANE_TOKENS, because every client could read without them.\n" +
        "Remove --open to require authentication, or remove the variable.\n",
    },
    {
      why: "a demo with --open and Cloudflare Access",
      argv: ["--demo", "--open"],
      circumstances: { env: { WINDOWPANE_ACCESS_TEAM: "acme", WINDOWPANE_ACCESS_AUDIENCE: "tag" } },
      exitCode: 253,
      stderr:
        "--open cannot be combined with WINDOWPANE_ACCESS_TEAM, WINDOWPANE_ACCESS_AUDIENCE, because every client could read without them.\n" +
        "Remove --open to require authentication, or remove the variables.\n",
    },
    {
      why: "a host name with a scheme",
      argv: ["--demo", "--allowed-host", "https://windowpane.example.com"],
      exitCode: 252,
      stderr:
        '--allowed-host "https://windowpane.example.com" is not a valid host name.\n' +
        "Use a name such as windowpane.example.com, without scheme, port, path or wildcard.\n",
    },
    {
      why: "every host name",
      argv: ["--demo", "--allowed-host", "*"],
      exitCode: 252,
      stderr:
        '--allowed-host "*" is not a valid host name.\n' +
        "Use a name such as windowpane.example.com, without scheme, port, path or wildcard.\n",
    },
    {
      why: "an output format",
      argv: ["--demo", "--output", "json"],
      exitCode: 252,
      stderr: "--output does not apply to `windowpane serve`.\nOmit it.\n",
    },
    {
      why: "a demo with --open and a file of tokens",
      argv: ["--demo", "--open", "--tokens-file", "tokens.txt"],
      circumstances: { files: { "tokens.txt": `reader:read:${token}\n` } },
      exitCode: 252,
      stderr:
        "--open cannot be combined with --tokens-file or --signing-keys-file.\n" +
        "Omit --open to require authentication.\n",
    },
    {
      why: "AWS with --open",
      argv: ["--open"],
      circumstances: { env: { WINDOWPANE_TOKENS: `reader:read:${token}` } },
      exitCode: 252,
      stderr:
        "--open cannot be combined with --source aws, because every client could read that account.\n" +
        "Omit it and give --tokens-file, or serve the demo account with --demo.\n",
    },
    {
      why: "a demo without authentication on a public address",
      argv: ["--demo", "--host", "0.0.0.0"],
      exitCode: 253,
      stderr: `No authentication is configured.\nGive --tokens-file, or set ${methods}, or use --open for the demo account.\n`,
    },
    {
      why: "an invalid token, without showing it",
      argv: ["--demo"],
      circumstances: { env: { WINDOWPANE_TOKENS: token } },
      exitCode: 253,
      stderr: "Entry 1 of WINDOWPANE_TOKENS is invalid.\nUse the form dashboard:read:TOKEN.\n",
    },
    {
      why: "a missing file",
      argv: ["--demo", "--signing-keys-file", "keys.txt"],
      exitCode: 253,
      stderr:
        "--signing-keys-file keys.txt cannot be read: the file does not exist.\nCheck the path and the permissions.\n",
    },
    {
      why: "an invalid port",
      argv: ["--demo", "--port", "65536"],
      exitCode: 252,
      stderr: '--port "65536" is not valid.\nUse a whole number from 0 to 65535.\n',
    },
    {
      why: "a limit out of its range",
      argv: ["--demo", "--requests-per-page", "9"],
      exitCode: 252,
      stderr: '--requests-per-page "9" is not valid.\nUse a whole number from 10 to 100000.\n',
    },
    {
      why: "a duration without a unit",
      argv: ["--demo", "--request-timeout", "30"],
      exitCode: 252,
      stderr: '--request-timeout "30" is not valid.\nUse a duration from 1s to 1h, such as 30s.\n',
    },
    {
      why: "a limit of connections in words",
      argv: ["--demo", "--connections", "many"],
      exitCode: 252,
      stderr: '--connections "many" is not valid.\nUse a whole number from 1 to 65535.\n',
    },
    {
      why: "CORS for every origin",
      argv: ["--demo", "--cors", "*"],
      exitCode: 252,
      stderr:
        '--cors "*" is not a valid origin.\nUse a full origin such as https://example.com, in lower case, without a path, a wildcard or the default port.\n',
    },
    {
      why: "a base path that is a URL",
      argv: ["--demo", "--base-path", "https://tools.example.com/windowpane"],
      exitCode: 252,
      stderr:
        '--base-path "https://tools.example.com/windowpane" is not a valid path.\n' +
        "Use a path such as /tools/windowpane, percent-encoded and without a query.\n",
    },
    {
      why: "another machine's address",
      argv: ["--demo", "--open", "--host", "192.0.2.1"],
      exitCode: 253,
      stderr:
        "Listening on 192.0.2.1:0 failed: listen EADDRNOTAVAIL: address not available 192.0.2.1.\n" +
        "Choose another --host or --port.\n",
    },
  ])("$why", async ({ argv, circumstances, exitCode, stderr }) => {
    expect(await serve(argv, circumstances)).toEqual({ stdout: "", stderr, exitCode });
  });
});

describe("windowpane serve shows its authentication", () => {
  it.each([
    { argv: ["--demo"], env: {}, authentication: "none (demo account)" },
    {
      argv: ["--demo", "--host", "localhost"],
      env: {},
      authentication: "none (demo account)",
    },
    {
      argv: ["--demo"],
      env: { WINDOWPANE_TOKENS: `reader:read:${token}`, WINDOWPANE_SIGNING_KEYS: `AKID:read:${token}` },
      authentication: "bearer or signature",
    },
    { argv: [], env: { WINDOWPANE_TOKENS: `reader:read:${token}` }, authentication: "bearer" },
    { argv: ["--demo", "--open"], env: {}, authentication: "none (demo account)" },
  ])("$authentication: $argv", async ({ argv, env, authentication }) => {
    const { stdout, stderr, exitCode } = await serve(argv, { env, transport: mockTransport() });
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 0 });
    expect(stderr).toMatch(/^Serving (demo|aws) on http:\/\/(127\.0\.0\.1|\[::1\]):\d+\n/);
    expect(stderr).toContain(`  authentication  ${authentication}\n`);
    expect(stderr).not.toContain(token);
  });
});
