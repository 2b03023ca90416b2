import { combine, type AwsConfig } from "../../src/aws/config-files.ts";
import { parseIni } from "../../src/aws/ini.ts";

/** The contents of config files. */
export const configOf = (config: string, credentials = ""): AwsConfig =>
  combine(parseIni(config), parseIni(credentials));
