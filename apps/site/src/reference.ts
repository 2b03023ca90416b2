/** The reference of the library: one document for each entry point of the published packages, made by TypeDoc. */
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { join, posix } from "node:path";
import { fromMarkdown } from "mdast-util-from-markdown";
import type { ParameterReflection, SomeType, TypeDocOptions } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import type { SiteDocument } from "./documents.ts";
import { typesFile, withFewerHeadings, withTypesApart } from "./reference-text.ts";
import { root, workspacePackages } from "./repository.ts";

/** An entry point of a published package, or the types of one, with its page. */
export interface ReferenceEntry {
  /** The document, as if it were a file of the repository: `packages/core/reference.md`. */
  readonly file: string;
  /** What programs import: `@windowpane/core`. */
  readonly label: string;
  readonly title: string;
  readonly description: string;
}

/** Entry points whose types have a separate page: one page of both takes phones seconds to show. */
const long: ReadonlySet<string> = new Set(["@windowpane/core", "@windowpane/report"]);

/** Returns the pages of the reference, in the order of the navigation. */
export const referenceEntries = (): readonly ReferenceEntry[] =>
  entryPoints().flatMap(({ file, name, description }) => {
    const entry = {
      file,
      label: name,
      title: `API of ${name}`,
      description: `Every export of ${name}. ${description}`,
    };
    if (!long.has(name)) return [entry];
    return [
      { ...entry, description: `The functions, classes and constants of ${name}. ${description}` },
      {
        file: typesFile(file),
        label: `${name}: types`,
        title: `Types of ${name}`,
        description: `The interfaces and types of ${name}. ${description}`,
      },
    ];
  });

interface ReferenceSource {
  readonly file: string;
  readonly name: string;
  readonly description: string;
  /** Path of its source: `packages/core/src/index.ts`. */
  readonly source: string;
}

const entryPoints = (): readonly ReferenceSource[] =>
  workspacePackages()
    .filter(({ isPublished }) => isPublished)
    .flatMap(({ name, description, folder, entryPoints: sources }) =>
      sources.map(({ subpath, source }) => ({
        file: `${folder}/${subpath === "" ? "" : `${subpath}-`}reference.md`,
        name: posix.join(name, subpath),
        description,
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
  const sources = entryPoints();
  const out = join(folder, "reference");
  await runTypeDoc(sources, folder, out);
  const files = withTypesApart(
    sources.map(({ file }) => ({ file, markdown: withFewerHeadings(readFileSync(join(out, file), "utf8")) })),
    new Set(sources.filter(({ name }) => long.has(name)).map(({ file }) => file)),
  );
  const texts = new Map(files.map(({ file, markdown }) => [file, markdown]));
  return referenceEntries().map((entry) => {
    const text = texts.get(entry.file);
    if (text === undefined)
      throw new Error(`TypeDoc wrote no ${entry.file}. Its package has no such exports.`);
    const other = files.find(({ file }) => file === typesFile(entry.file));
    const more =
      other === undefined
        ? ""
        : `The interfaces and other types are on a [separate page](${posix.basename(other.file)}).\n\n`;
    const markdown = `# ${entry.title}\n\n${text.replace(/^## /mu, `${more}$&`)}`;
    return { ...entry, markdown, tree: fromMarkdown(markdown) };
  });
};

const runTypeDoc = async (
  entries: readonly ReferenceSource[],
  folder: string,
  out: string,
): Promise<void> => {
  const { Application, LogLevel } = await import("typedoc");
  const files = entries.map(({ source }) => join(root, source));
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
        paths: Object.fromEntries(entries.map(({ name, source }) => [name, [join(root, source)]])),
        strict: true,
        target: "es2023",
        types: ["node"],
        typeRoots: [join(root, "node_modules/@types")],
      },
      files,
    }),
  );
  const options: Partial<PluginOptions> & Partial<TypeDocOptions> = {
    plugin: ["typedoc-plugin-markdown"],
    tsconfig,
    basePath: root,
    displayBasePath: root,
    entryPoints: files,
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
  for (const reflection of Object.values(project.reflections))
    if (reflection.isSignature()) nameParameters(reflection.parameters ?? []);
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

/** A parameter that is taken apart has no name in the source. Its type gives it one: `archive` for an `Archive`. */
const nameParameters = (parameters: readonly ParameterReflection[]): void => {
  const taken = new Set(parameters.map(({ name }) => name));
  for (const parameter of parameters) {
    if (parameter.name !== "__namedParameters") continue;
    const type = typeNameOf(parameter.type);
    const name = type.replace(/^./u, (first) => first.toLowerCase());
    parameter.name = type.endsWith("Options") && !taken.has("options") ? "options" : name;
    taken.add(parameter.name);
  }
};

/** `Archive`, also for a `Pick` of its members. */
const typeNameOf = (type: SomeType | undefined): string => {
  if (type?.type !== "reference") return "Options";
  return type.package === "typescript" ? typeNameOf(type.typeArguments?.[0]) : type.name;
};
