import type { Command } from "../context/command.ts";

export const serveCommand: Command = {
  name: "serve",
  summary: "the HTTP API on this machine: an SSM endpoint for AWS's clients, and REST",
  description:
    "Serves until it is told to end (Ctrl-C, SIGTERM), then lets requests in flight end; a second time it ends at once. " +
    "Tokens and keys come from variables or files, never from the command line. Logs one line of JSON per request to stderr.",
  arguments: [],
  options: [],
  ownOptions: [
    { flags: "--port <port>", about: "port to listen on; 0 for any; default: 8080", group: "Options" },
    {
      flags: "--host <address>",
      about: "address to listen on; default: 127.0.0.1, this machine only",
      group: "Options",
    },
    {
      flags: "--tokens-file <file>",
      about: "bearer tokens, lines of name:read:TOKEN; default: $WINDOWPANE_TOKENS",
      group: "Options",
    },
    {
      flags: "--signing-keys-file <file>",
      about: "keys for AWS's clients, lines of KEYID:read:SECRET; default: $WINDOWPANE_SIGNING_KEYS",
      group: "Options",
    },
    {
      flags: "--open",
      about: "let everybody in; only over a demo, where it is the default on this machine",
      group: "Options",
    },
    {
      flags: "--cors <origin>",
      about: "web pages of this origin may read answers; several times for several",
      group: "Options",
      repeatable: true,
    },
    {
      flags: "--connections <count>",
      about: "most connections at once; default: 512",
      group: "Options",
    },
    {
      flags: "--requests-per-minute <count>",
      about: "most requests of a caller; default: 3000, in an open demo no limit",
      group: "Options",
    },
  ],
  examples: [
    { line: "serve --demo", gives: "a made-up account for the AWS CLI, SDKs and tests, on port 8080" },
    {
      line: "serve --tokens-file tokens.txt --region eu-central-1",
      gives: "a real account, for who has a token",
    },
  ],
  async run(context) {
    const { serve } = await import("./serve.ts");
    return serve(context);
  },
};
