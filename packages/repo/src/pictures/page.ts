/** Draws pictures of the web page with Chromium. */
import { spawn, type ChildProcess } from "node:child_process";
import { openPage, type Browser } from "@windowpane/browser";
import sharp from "sharp";
import type { PagePicture } from "./pages.ts";

/** A drawn page. */
export interface DrawnPage {
  readonly png: Uint8Array;
  /**
   * What the page shows, one line each, without what depends on the fonts of the machine: the rows at the end of the picture,
   * and columns that do not fit.
   */
  readonly text: string;
}

/** A server of the page. */
export interface Served {
  readonly origin: string;
  readonly stop: () => void;
}

/**
 * Starts a server that prints its URL.
 *
 * @throws Error if the process ends before.
 */
export const startServer = (argv: readonly string[], env: NodeJS.ProcessEnv): Promise<Served> =>
  new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, [...argv], {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    const read = (piece: Buffer): void => {
      printed += piece.toString();
      const origin = /http:\/\/127\.0\.0\.1:\d+/u.exec(printed)?.[0];
      if (origin !== undefined) resolve({ origin, stop: () => void child.kill("SIGKILL") });
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", () => reject(new Error(`The server ended:\n${printed}`)));
  });

/** Draws a picture of a page that was loaded at the time `now`. */
export const drawPage = async (
  browser: Browser,
  origin: string,
  now: Date,
  { width, height, scheme, scale, steps }: PagePicture,
): Promise<DrawnPage> => {
  const { page, complaints, close } = await openPage(browser, {
    ...{ width, height, scheme, scale, origin, now },
    reducedMotion: true,
  });
  await page.goto(`${origin}/`);
  for (const { press, shows, hides = [] } of steps) {
    // The names of the keys are data.
    if (press !== undefined) await page.keyboard.press(press as Parameters<typeof page.keyboard.press>[0]);
    try {
      await page.waitForFunction(
        (wanted, unwanted) => {
          const text = document.body.innerText;
          return wanted.every((one) => text.includes(one)) && !unwanted.some((one) => text.includes(one));
        },
        { timeout: TIMEOUT },
        [...shows],
        [...hides],
      );
    } catch (error) {
      const text = await page.evaluate(() => document.body.innerText.slice(0, 2000));
      throw new Error(`The page does not show ${shows.join(", ")}:\n${text}`, { cause: error });
    }
  }
  if (complaints.length > 0) throw new Error(complaints.join("\n"));
  const text = await page.evaluate(() =>
    [
      document.querySelector("h1")?.innerText ?? "",
      ...[...document.querySelectorAll<HTMLElement>(".summary, .grid .rows [role=row]")]
        .slice(0, 11)
        .map(
          (element) => element.querySelector<HTMLElement>("[role=gridcell]")?.innerText ?? element.innerText,
        ),
      ...[...document.querySelectorAll<HTMLElement>(".text p")].slice(0, 4).map(({ innerText }) => innerText),
    ]
      .join("\n")
      .replaceAll(/\s*\n\s*/gu, "\n"),
  );
  // The port differs each time.
  await page.evaluate(() => {
    const account = document.querySelector(".account");
    if (account !== null) account.textContent = "127.0.0.1:8080";
  });
  // A palette halves the size. With fewer colours, some tones would become others.
  const png = await sharp(await page.screenshot())
    .png({ palette: true, colours: 256, dither: 0, effort: 10, compressionLevel: 9 })
    .toBuffer();
  await close();
  return { png, text: `${text}\n` };
};

/** Timeout of a step in milliseconds, generous for a busy machine. */
const TIMEOUT = 480_000;
