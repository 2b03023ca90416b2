import { spawn } from "node:child_process";

/** Commands that open an address in the default browser. The one for Windows needs no shell, which would read `&` in the address. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [command: string, ...words: string[]]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/**
 * Opens an address in a browser: $BROWSER, else the default one. Resolves with true when it was started, and with false where there is
 * no browser.
 *
 * @param url - begins with http:// or https://.
 */
export const openBrowser = (
  url: string,
  { env, platform }: { readonly env: NodeJS.ProcessEnv; readonly platform: NodeJS.Platform },
): Promise<boolean> => {
  const words = (env["BROWSER"] ?? "").trim().split(/\s+/).filter(Boolean);
  const [command = "xdg-open", ...given] = words.length > 0 ? words : (openers[platform] ?? []);
  // Some values have %s where the address belongs.
  const hasPlace = given.some((word) => word.includes("%s"));
  const args = hasPlace ? given.map((word) => word.replaceAll("%s", () => url)) : [...given, url];
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "ignore", detached: true });
    child.on("error", () => resolve(false));
    // xdg-open exits with an error if it finds no browser. A browser may run until the user closes it.
    const started = setTimeout(() => resolve(true), STARTS);
    child.on("close", (code) => {
      clearTimeout(started);
      resolve(code === 0);
    });
    child.unref();
  });
};

/** Time in which a command without a browser fails, in milliseconds. */
const STARTS = 3_000;
