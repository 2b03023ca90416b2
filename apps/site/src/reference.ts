/** The reference of the library: one document for each entry point of the published packages, made by TypeDoc. */
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { join, posix } from "node:path";
import { fromMarkdown } from "mdast-util-from-markdown";
import type { TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import type { SiteDocument } from "./documents.ts";
import { root, workspacePackages } from "./repository.ts";

/** An entry point of a published package, with its page. */
export interface ReferenceEntry {
  /** The document, as if it were a file of the repository: `packages/core/reference.md`. */
  readonly file: string;
  /** What programs import: `@windowpane/core`. */
  readonly label: string;
  readonly description: string;
  /** Path of its source: `packages/core/src/index.ts`. */
  readonly source: string;
}

/** Returns the entry points of the published packages. */
export const referenceEntries = (): readonly ReferenceEntry[] =>
  workspacePackages()
    .filter(({ isPublished }) => isPublished)
    .flatMap(({ name, description, folder, entryPoints }) =>
      entryPoints.map(({ subpath, source }) => ({
        file: `${folder}/${subpath === "" ? "" : `${subpath}-`}reference.md`,
        label: posix.join(name, subpath),
        description: `Every export of ${posix.join(name, subpath)}. ${description}`,
        source: posix.join(folder, source),
      })),
    );

/**
 * Reads the sources of the packages, and returns their reference. Declaration files do not show which constants are functions.
 *
 * @param folder - a folder for intermediate files.
 * @throws Error if an export has no doc comment, or a `{@link}` leads nowhere.
 */
export const readReference = async (folder: string): Promise<readonly SiteDocument[]> => {
  const entries = referenceEntries();
  const out = join(folder, "reference");
  await runTypeDoc(entries, folder, out);
  return entries.map(({ file, label, description }) => {
    const title = `API of ${label}`;
    const markdown = `# ${title}\n\n${readFileSync(join(out, file), "utf8")}`;
    return { file, title, label, description, markdown, tree: fromMarkdown(markdown) };
  });
};

const runTypeDoc = async (entries: readonly ReferenceEntry[], folder: string, out: string): Promise<void> => {
  const { Application, LogLevel } = await import("typedoc");
  const entryPoints = entries.map(({ source }) => join(root, source));
  mkdirSync(folder, { recursive: true });
  const tsconfig = join(folder, "tsconfig.json");
  writeFileSync(
    tsconfig,
    JSON.stringify({
      compilerOptions: {
        allowImportingTsExtensions: true,
        exactOptionalPropertyTypes: true,
        lib: ["es2023", "dom", "dom.iterable"],
        module: "nodenext",
        moduleResolution: "nodenext",
        noEmit: true,
        // Names of other packages lead to their sources, so that types of one package link to those of another.
        paths: Object.fromEntries(entries.map(({ label, source }) => [label, [join(root, source)]])),
        strict: true,
        target: "es2023",
        types: ["node"],
        typeRoots: [join(root, "node_modules/@types")],
      },
      files: entryPoints,
    }),
  );
  const options: Partial<PluginOptions> & Partial<TypeDocOptions> = {
    plugin: ["typedoc-plugin-markdown"],
    tsconfig,
    basePath: root,
    displayBasePath: root,
    entryPoints,
    outputs: [{ name: "markdown", path: out }],
    readme: "none",
    // The build and the types of the packages are checked by their own tasks.
    skipErrorChecking: true,
    disableSources: true,
    excludeExternals: true,
    logLevel: LogLevel.Warn,
    validation: { notExported: false, invalidLink: true, notDocumented: true, rewrittenLink: true },
    outputFileStrategy: "modules",
    hidePageHeader: true,
    hidePageTitle: true,
    hideBreadcrumbs: true,
    groupOrder: ["Functions", "Classes", "Variables", "Interfaces", "*"],
    useCodeBlocks: true,
    parametersFormat: "table",
    interfacePropertiesFormat: "table",
    classPropertiesFormat: "table",
    typeAliasPropertiesFormat: "table",
    propertyMembersFormat: "table",
    typeDeclarationFormat: "table",
    enumMembersFormat: "table",
    tableColumnSettings: { hideModifiers: true, hideInherited: true, hideOverrides: true, hideSources: true },
  };
  const app = await Application.bootstrapWithPlugins(options);
  const project = await app.convert();
  if (project === undefined) throw new Error("TypeDoc cannot read the declarations. See the errors above.");
  app.validate(project);
  for (const module of project.children ?? []) {
    const entry = entries.find(({ source }) => source.replace(/(?:\/index)?\.ts$/u, "") === module.name);
    if (entry === undefined)
      throw new Error(`TypeDoc has an entry point that no package has: ${module.name}.`);
    // The plugin writes each module into a file of its name.
    module.name = entry.file.replace(/\.md$/u, "");
  }
  await app.generateOutputs(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings())
    throw new Error("The reference is not complete. Correct the doc comments that TypeDoc names above.");
};
