/** Generates the pictures in the docs from the program: `node packages/repo/src/pictures/main.ts`. `--check` compares. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findChromium, noChromium, startChromium } from "@windowpane/browser";
import { drawPage, startServer } from "./page.ts";
import { pagePictures } from "./pages.ts";
import { pictures, type Picture } from "./pictures.ts";
import { screenOf } from "./screen.ts";
import { palettes, svg } from "./svg.ts";

const program = fileURLToPath(new URL("../../../../apps/terminal/dist/main.js", import.meta.url));
const folder = new URL("../../../../docs/pictures/", import.meta.url);

const clock = fileURLToPath(new URL("./fixed-clock.mjs", import.meta.url));
// A real pager would wait for keys.
const env = { PATH: process.env["PATH"], TZ: "UTC", LANG: "C.UTF-8", WINDOWPANE_PAGER: "cat" };

const draw = async ({
  name,
  argv,
  columns,
  rows,
  steps,
}: Picture): Promise<readonly (readonly [URL, string])[]> => {
  const drawn: (readonly [URL, string])[] = [];
  for (const [theme, palette] of Object.entries(palettes)) {
    const lines = await screenOf({
      file: process.execPath,
      argv: ["--import", clock, program, ...argv],
      env,
      columns,
      rows,
      background: palette.answer,
      steps,
    });
    const title = `windowpane ${argv.join(" ")}`.trimEnd();
    drawn.push([new URL(`${name}-${theme}.svg`, folder), svg(title, lines, columns, palette)]);
  }
  return drawn;
};

const isCurrent = (file: URL, text: string): boolean => {
  try {
    return readFileSync(file, "utf8") === text;
  } catch {
    return false;
  }
};

const complain = (file: URL): void => {
  console.error(
    `${fileURLToPath(file)} does not match the program. Run npm run pictures -w @windowpane/repo.`,
  );
  process.exitCode = 1;
};

const check = process.argv.includes("--check");
mkdirSync(folder, { recursive: true });
for (const picture of pictures) {
  for (const [file, text] of await draw(picture)) {
    if (!check) writeFileSync(file, text);
    else if (!isCurrent(file, text)) {
      complain(file);
    }
  }
}

/** The time of the fixed clock. */
const now = new Date("2026-11-22T08:12:00Z");

/** Pixels depend on the fonts of the machine, so the check compares the text of a page with the text file beside its picture. */
const drawPages = async (): Promise<void> => {
  const served = await startServer(["--import", clock, program, "serve", "--demo", "--port", "0"], env);
  const browser = await startChromium();
  try {
    for (const picture of pagePictures) {
      const { png, text } = await drawPage(browser, served.origin, now, picture);
      const textFile = new URL(`${picture.name}.txt`, folder);
      if (!check) {
        writeFileSync(new URL(`${picture.name}.png`, folder), png);
        writeFileSync(textFile, text);
      } else if (!isCurrent(textFile, text)) complain(textFile);
    }
  } finally {
    await browser.close();
    served.stop();
  }
};

if (findChromium() === undefined) console.log(`Pictures of the web page are skipped: ${noChromium}.`);
else await drawPages();
