import { readFile } from "node:fs/promises";

/**
 * Leaves out what the page never reads of the core. The API checks every request against the same schemas, so the page sends them
 * unchecked; and the descriptions of operations and members are for help, documents and permissions.
 */
export const unusedFacts = {
  name: "unused-facts",
  setup(build) {
    for (const [file, contents] of Object.entries(replaced)) {
      build.onLoad({ filter: inCore(`payload/${file}`) }, () => ({ contents }));
    }
    build.onLoad({ filter: inCore("overlay/(?:automations|executions|machines|windows)") }, ({ path }) =>
      without(path, /^ +(?:description|ifDenied|resource|sample): .*,\n/gm),
    );
    build.onLoad({ filter: inCore("generated/table") }, ({ path }) => without(path, /, about: \{[^{}]*\}/g));
  },
};

const inCore = (file) => new RegExp(`/packages/core/dist/${file}\\.js$`);

const replaced = {
  "request-schema":
    "export const requestSchema = () => ({ safeParse: (data) => ({ success: true, data }) });",
  violation: "export const violationsOf = () => [];",
};

const without = async (path, unused) => {
  const text = await readFile(path, "utf8");
  const contents = text.replaceAll(unused, "");
  if (contents === text) throw new Error(`${path} has another form. Update unused-facts.mjs.`);
  return { contents };
};
