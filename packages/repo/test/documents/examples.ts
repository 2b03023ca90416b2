/** The examples of the published packages' doc comments, as modules. */
import { readdirSync, readFileSync } from "node:fs";
import { root, type CodeBlock } from "./blocks.ts";

/** Names that an example in a doc comment leaves to its reader: it shows one call. */
export const exampleNames = `
import type { SSMClient } from "@aws-sdk/client-ssm";
import type { RetryOptions } from "@windowpane/core";
import type { Archive, Sql } from "@windowpane/archive";
import type { FleetConfig, FleetMember, Sessions } from "@windowpane/fleet";
import type { Account, AppOptions, BearerToken, Caller } from "@windowpane/http-api";
import type { Platform } from "@windowpane/sources";
import type { SignedOptions } from "@windowpane/transport-aws";
declare global {
  const now: () => Date;
  const sleep: (milliseconds: number, signal: unknown) => Promise<void>;
  const signal: AbortSignal;
  const url: string;
  const bytes: Uint8Array<ArrayBuffer>;
  const ssm: SSMClient;
  const retry: RetryOptions;
  const platform: Platform;
  const sql: Sql;
  const archive: Archive;
  const config: FleetConfig;
  const members: readonly FleetMember[];
  const sessions: Sessions;
  const credentials: SignedOptions["credentials"];
  class NodeHttpHandler { handle: SignedOptions["requestHandler"]["handle"] }
  const tokens: readonly BearerToken[];
  const randomUUID: () => string;
  const log: AppOptions["log"];
  const caller: Caller;
  const durableObjectStub: Account;
}
`;

/** The examples, with the imports that a reader adds. Lines are those of the source file. */
export const docExamples = (): readonly CodeBlock[] => {
  const packages = readdirSync(`${root}packages`).flatMap((folder) => {
    const exported = exportsOf(folder);
    return exported === undefined ? [] : [{ folder, name: `@windowpane/${folder}`, exported }];
  });
  return packages.flatMap(({ folder, name }) => {
    // A name that several packages export is that of the example's own package.
    const known = packages.toSorted((a, b) => Number(b.name === name) - Number(a.name === name));
    return examplesOf(`packages/${folder}/src`).map((example) => ({
      ...example,
      text: `${importsOf(example.text, known)} ${example.text}`,
    }));
  });
};

/** The values that a published package exports, from `.` and from `./node`. */
const exportsOf = (folder: string): ReadonlySet<string> | undefined => {
  try {
    const surface = readFileSync(`${root}packages/${folder}/surface.api.md`, "utf8");
    return new Set(
      [...surface.matchAll(/^export (?:const|class|function) (\w+)/gmu)].map(([, name = ""]) => name),
    );
  } catch {
    return undefined;
  }
};

const importsOf = (
  text: string,
  packages: readonly { readonly name: string; readonly exported: ReadonlySet<string> }[],
): string => {
  const open = new Set(text.match(/(?<![\w"]|[^.]\.)[A-Za-z]\w+/gu));
  for (const [, declared = ""] of text.matchAll(/\bconst (\w+)/gu)) open.delete(declared);
  const imports = text.includes("SSMClient") ? ['import { SSMClient } from "@aws-sdk/client-ssm";'] : [];
  for (const { name, exported } of packages) {
    const names = [...open].filter((word) => exported.has(word));
    for (const word of names) open.delete(word);
    if (names.length > 0) imports.push(`import { ${names.join(", ")} } from "${name}";`);
  }
  return imports.join(" ");
};

const examplesOf = (folder: string): readonly CodeBlock[] =>
  readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .flatMap((path) => {
      const document = `${folder}/${path}`;
      const source = readFileSync(root + document, "utf8");
      // Up to the next tag or the end of the comment.
      return [...source.matchAll(/@example\n(?<code>(?: +\*(?! @|\/).*\n)+)/gu)].map(({ groups, index }) => ({
        document,
        line: source.slice(0, index).split("\n").length + 1,
        language: "ts",
        text: (groups?.["code"] ?? "").replaceAll(/^ +\* ?/gmu, ""),
      }));
    });
