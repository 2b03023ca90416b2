/**
 * Starts the program inside the single executable. The modules are assets, with code that was compiled when the executable was
 * built. They are loaded from memory: nothing is written to disk, and no file can take a module's place.
 *
 * Node's own loader of ES modules accepts no compiled code, so this file links the modules with `node:vm`.
 */
import { Buffer } from "node:buffer";
import { getBuiltinModule, execPath } from "node:process";
import { getAsset, getRawAsset } from "node:sea";
import { pathToFileURL } from "node:url";
import { SourceTextModule, SyntheticModule, type Module } from "node:vm";
import { codeOf } from "./asset-names.ts";

/** URL of the modules' folder. There is no such folder, because the path before it is a file. */
const base = `${pathToFileURL(execPath).href}/`;

const modules = new Map<string, Module>();

/** Imports a module, and runs it unless it has run. */
const importModule = async (specifier: string, from: string): Promise<Module> => {
  const module = find(specifier, from);
  // A module may import while it runs. What it imports runs afterwards.
  await Promise.resolve();
  if (module instanceof SourceTextModule && module.status === "unlinked") module.instantiate();
  await module.evaluate();
  return module;
};

const find = (specifier: string, from: string): Module => {
  const isOwn = specifier.startsWith(".") || specifier.startsWith("data:");
  const id = isOwn ? new URL(specifier, from).href : specifier;
  const found = modules.get(id);
  if (found !== undefined) return found;
  const module = isOwn ? ownModule(id) : builtinModule(id);
  // Before its imports are linked, because these may import it.
  modules.set(id, module);
  if (module instanceof SourceTextModule)
    module.linkRequests(module.moduleRequests.map((request) => find(request.specifier, id)));
  return module;
};

const ownModule = (url: string): SourceTextModule => {
  const options = {
    identifier: url,
    importModuleDynamically: (specifier: string): Promise<Module> => importModule(specifier, url),
    initializeImportMeta: (meta: { url?: string }): void => void (meta.url = url),
  };
  if (url.startsWith(dataPrefix))
    return new SourceTextModule(decodeURIComponent(url.slice(dataPrefix.length)), options);
  const path = url.slice(base.length);
  const text = getAsset(path, "utf8");
  try {
    return new SourceTextModule(text, { ...options, cachedData: Buffer.from(getRawAsset(codeOf(path))) });
  } catch (error) {
    // V8 refuses compiled code on a processor that lacks what the other one had.
    if (
      !(error instanceof Error) ||
      !("code" in error) ||
      error.code !== "ERR_VM_MODULE_CACHED_DATA_REJECTED"
    )
      throw error;
    return new SourceTextModule(text, options);
  }
};

const dataPrefix = "data:text/javascript,";

const builtinModule = (name: string): SyntheticModule => {
  const value: object | undefined = getBuiltinModule(name);
  if (value === undefined)
    throw new Error(`Cannot find package '${name}'. It is not part of the executable.`);
  const exports = new Map<string, unknown>(Object.entries(value));
  exports.set("default", value);
  return new SyntheticModule(
    [...exports.keys()],
    function setExports() {
      for (const [key, member] of exports) this.setExport(key, member);
    },
    { identifier: name },
  );
};

void importModule("./dist/main.js", base);
