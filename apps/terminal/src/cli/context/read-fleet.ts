/** The fleet configuration of the command line. Loaded only when there is one. */
import { resolve } from "node:path";
import { FleetConfigError, readFleetConfig, type FleetConfig } from "@windowpane/fleet";
import { SourceError, whyUnreadable } from "@windowpane/sources";
import { parse } from "yaml";
import type { Host } from "../../host/host.ts";
import { isFleetText } from "./settings.ts";

/**
 * Reads a fleet configuration.
 *
 * @param given - JSON text, or the path of a JSON or YAML file.
 * @throws SourceError if the file cannot be read or the configuration is not valid. The text is not quoted: it can contain secrets.
 */
export const readFleet = async (host: Pick<Host, "readFile">, given: string): Promise<FleetConfig> => {
  const isText = isFleetText(given);
  const name = isText ? "The fleet configuration" : `The fleet configuration ${given}`;
  const text = isText ? given : await readText(host, given);
  try {
    return readFleetConfig(isFleetText(text) ? text : readYaml(name, text));
  } catch (error) {
    if (!(error instanceof FleetConfigError)) throw error;
    throw new SourceError(
      "configuration",
      `${name} is not valid:\n${error.message.replaceAll(/^/gmu, "- ")}`,
      "Correct it, then run `windowpane accounts check`.",
    );
  }
};

/** The name of a fleet configuration in the archive: its path, or the variable that has its text. */
export const fleetName = (given: string): string =>
  isFleetText(given) ? "WINDOWPANE_FLEET" : resolve(given);

const readText = async ({ readFile }: Pick<Host, "readFile">, path: string): Promise<string> => {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new SourceError(
      "configuration",
      `The fleet configuration ${path} cannot be read: ${whyUnreadable(cause)}.`,
      "Check --fleet or WINDOWPANE_FLEET.",
      { cause },
    );
  }
};

const readYaml = (name: string, text: string): unknown => {
  try {
    return parse(text) as unknown; // The library gives any.
  } catch (error) {
    // The message quotes lines of the file, which can contain secrets.
    const line = /at line (\d+)/u.exec(String(error))?.[1];
    throw new SourceError(
      "configuration",
      `${name} is not valid YAML${line === undefined ? "" : `: there is an error at line ${line}`}.`,
      "Check quotes and indentation.",
    );
  }
};
