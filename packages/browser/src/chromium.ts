import { spawnSync } from "node:child_process";
import puppeteer, { type Browser } from "puppeteer-core";

/** Reason for skipping work that needs Chromium. */
export const noChromium = "no Chromium on this machine; install it, or set WINDOWPANE_CHROMIUM to its path";

/** Path of a Chromium that starts, or undefined: some systems have a script that only explains how to install it. */
export const findChromium = (): string | undefined =>
  (found ??= { path: candidates().find((path) => spawnSync(path, ["--version"]).status === 0) }).path;

let found: { readonly path: string | undefined } | undefined;

const candidates = (): readonly string[] => {
  const given = process.env["WINDOWPANE_CHROMIUM"];
  if (given !== undefined && given !== "") return [given];
  return [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
};

/**
 * Starts Chromium with an empty profile, without background requests.
 *
 * @throws Error if no Chromium is found.
 */
export const startChromium = (): Promise<Browser> => {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(`There is ${noChromium}.`);
  return puppeteer.launch({
    executablePath,
    args: [
      // Containers run tests as root, where Chromium refuses to start with its sandbox.
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Pictures must not depend on the machine's display.
      "--force-color-profile=srgb",
      "--font-render-hinting=none",
    ],
    // Allows for a busy machine.
    timeout: 0,
    protocolTimeout: 0,
  });
};
