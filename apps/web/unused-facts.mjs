import { readFile } from "node:fs/promises";

/**
 * Leaves out what the page never reads of the core. The API checks every request against the same schemas, so the page sends them
 * unchecked and needs no constraints; descriptions and errors of operations are for help, documents and permissions.
 */
export const unusedFacts = {
  name: "unused-facts",
  setup(build) {
    for (const [file, contents] of Object.entries(replaced)) {
      build.onLoad({ filter: inCore(file) }, () => ({ contents }));
    }
    build.onLoad({ filter: inCore("overlay/(?:automations|executions|machines|windows)") }, ({ path }) =>
      without(path, /^ +(?:description|ifDenied|resource|sample): .*,\n/gm),
    );
    build.onLoad({ filter: inCore("generated/table") }, ({ path }) => without(path, ...unusedInTable));
  },
};

const inCore = (file) => new RegExp(`/packages/core/dist/${file}\\.js$`);

const replaced = {
  "generated/errors": "export const documentedErrors = {};",
  "payload/request-schema":
    "export const requestSchema = () => ({ safeParse: (data) => ({ success: true, data }) });",
  "payload/violation": "export const violationsOf = () => [];",
};

/** The constraints of requests. */
const unusedInTable = [/, (?:min|max): -?\d+/g, /, (?:pattern|regex): "(?:[^"\\]|\\.)*"/g];

const without = async (path, ...unused) => {
  let contents = await readFile(path, "utf8");
  for (const part of unused) {
    const rest = contents.replaceAll(part, "");
    if (rest === contents) throw new Error(`${path} has another form. Update unused-facts.mjs.`);
    contents = rest;
  }
  return { contents };
};
