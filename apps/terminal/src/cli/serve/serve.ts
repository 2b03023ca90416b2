import {
  connectionLimit,
  defaultInUnits,
  limitFlag,
  limitNames,
  limitTable,
  type LimitRow,
} from "@windowpane/http-api";
import type { Command } from "../context/command.ts";
import { commonOptions, type OptionRow } from "../context/option.ts";

/** The option of a limit. */
const limitOption = (row: LimitRow): OptionRow => ({
  flags: `${limitFlag(row)} <${row.unit === "milliseconds" ? "duration" : row.unit === "bytes" ? "bytes" : "count"}>`,
  about: `${row.about} (default ${defaultInUnits(row, row.value)}${openDefault(row)})`,
  group: "Limits",
});

const openDefault = (row: LimitRow): string =>
  row.open === undefined ? "" : `; ${defaultInUnits(row, row.open)} without authentication`;

export const serve: Command = {
  description:
    "Runs until Ctrl-C or SIGTERM, then finishes running requests; a second signal exits immediately. Reads tokens and keys " +
    "from environment variables or files, never from the command line. Logs one line of JSON per request to stderr.",
  arguments: [],
  options: [
    {
      flags: "--port <port>",
      about: "port to listen on; 0 for any free port (default 8080)",
      group: "Options",
    },
    {
      flags: "--host <address>",
      about: "address to listen on (default 127.0.0.1)",
      group: "Options",
    },
    {
      flags: "--tokens-file <file>",
      about: "file of bearer tokens, with lines name:read:TOKEN (default $WINDOWPANE_TOKENS)",
      group: "Options",
      completes: "files",
    },
    {
      flags: "--signing-keys-file <file>",
      about: "file of keys for AWS clients, with lines KEYID:read:SECRET (default $WINDOWPANE_SIGNING_KEYS)",
      group: "Options",
      completes: "files",
    },
    {
      flags: "--open",
      about: "require no authentication; demo account only, where it is the default on 127.0.0.1",
      group: "Options",
    },
    commonOptions.archive,
    {
      flags: "--collect <duration>",
      about:
        "collect into the archive at this interval, and at once for POST /v1/collect (default: `windowpane collect` does)",
      group: "Options",
    },
    {
      flags: "--allowed-host <name>",
      about:
        "answer to this host name, too, such as that of a reverse proxy; repeatable (default localhost only on loopback)",
      group: "Options",
      repeatable: true,
    },
    {
      flags: "--no-patches",
      about: "do not read patch state unless a request has patches=true",
      group: "Options",
    },
    {
      flags: "--cors <origin>",
      about: "allow CORS requests from this origin; repeatable",
      group: "Options",
      repeatable: true,
    },
    {
      flags: "--base-path <path>",
      about: "path under which a reverse proxy serves the API, such as /tools/windowpane",
      group: "Options",
    },
    ...[...limitNames.map((name) => limitTable[name]), connectionLimit].map(limitOption),
  ],
  examples: [
    { line: "serve --demo", about: "Serve the demo account to the AWS CLI, SDKs and tests on port 8080" },
    {
      line: "serve --tokens-file tokens.txt --region eu-central-1",
      about: "Serve an AWS account to clients with a token",
    },
    {
      line: "serve --fleet fleet.json --tokens-file tokens.txt --collect 15m",
      about: "Serve an organization, and keep its history",
    },
    { line: "serve --source archive", about: "Serve the runs that `windowpane collect` has stored" },
  ],
  refuses: ["output", "query", "showCli"],
  run: async (context) => (await import("./run-server.ts")).runServer(context),
};
