/** Runs a recipe for web pages in Chromium, on a page of another origin than the Windowpane API. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startChromium } from "@windowpane/browser";
import { serveLoopback } from "@windowpane/loopback";
import { documentToken, openAccount } from "./account.ts";
import { root, type CodeBlock } from "./blocks.ts";
import { temporaryFolder } from "./compile.ts";

/** The list that a block shows on a page of an allowed origin, and of one that is not. */
export interface ShownLists {
  readonly allowed: string;
  readonly refused: string;
}

export const runInBrowser = async ({ text }: CodeBlock): Promise<ShownLists> => {
  const { folder, remove } = temporaryFolder();
  let script = "";
  const site = await serveLoopback({
    fetch: async ({ url }) =>
      url.endsWith(".js")
        ? new Response(script, { headers: { "content-type": "text/javascript" } })
        : new Response('<!doctype html><body><script type="module" src="/page.js"></script>', {
            headers: { "content-type": "text/html" },
          }),
  });
  const account = await openAccount({ folder, origins: [site.url] });
  const browser = await startChromium();
  try {
    writeFileSync(join(folder, "page.ts"), account.localised(text));
    script = bundled(folder);
    const shown = async (origin: string): Promise<string> => {
      const page = await browser.newPage();
      await page.evaluateOnNewDocument(`sessionStorage.setItem("token", ${JSON.stringify(documentToken)})`);
      await page.goto(origin);
      // The list is filled while it is read: its last window, or a message.
      await page.waitForFunction(
        'document.querySelector("li:nth-child(14)") ?? /[a-z]\\./.test(document.querySelector("ul")?.textContent)',
      );
      return String(await page.evaluate('document.querySelector("ul").innerText'));
    };
    return {
      allowed: await shown(site.url),
      refused: await shown(site.url.replace("127.0.0.1", "localhost")),
    };
  } finally {
    await Promise.all([browser.close(), site.close(), account.close()]);
    remove();
  }
};

const bundled = (folder: string): string => {
  const { stdout, stderr, status } = spawnSync(
    join(root, "node_modules/.bin/esbuild"),
    ["--bundle", "--format=esm", "page.ts"],
    { cwd: folder, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
};
