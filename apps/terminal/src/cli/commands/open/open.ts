import { untilAborted } from "@windowpane/core";
import { callsToFind, linkTo, locateAll, type Located } from "@windowpane/explorer";
import type { PatchResult } from "@windowpane/report";
import { exitCodeFor, exitCodes, type ExitCode } from "../../../host/exit-code.ts";
import { UsageError } from "../../../host/usage-error.ts";
import { findItem, inRegionOf, resolveItem } from "../../arguments/find-item.ts";
import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { pageUrl, requirePageUrl } from "../../context/page-url.ts";
import { commonOptions } from "../../context/option.ts";
import { isInteractive } from "../../context/settings.ts";
import { showCalls } from "../../output/command-lines.ts";
import { pageFor } from "../../output/page.ts";
import { show } from "../../output/show.ts";
import { describeItem, type DescribedItem } from "./describe.ts";
import { itemText } from "./open-text.ts";

export const open: Command = {
  opensUi: true,
  description:
    "Accepts an ID, an ARN, a link of the web page, a console URL, an AWS CLI command line, AWS's JSON, an EventBridge event (also from SNS or SQS), " +
    "any text with IDs in it, or the name of a window or a machine. Opens the item in the UI on a terminal; otherwise prints what it is, its " +
    "status, and commands for details. With --web it opens the item in the browser, on the page of $WINDOWPANE_PAGE_URL or of a " +
    "source over HTTP. Uses the region in the text unless --region is given.",
  arguments: [
    {
      name: "ANYTHING",
      about: "the text, quoted if it contains spaces; - reads stdin",
      completes: "windows",
    },
  ],
  options: [
    commonOptions.patches,
    commonOptions.exitStatus,
    {
      flags: "--web",
      about: "open the item in the browser, with $WINDOWPANE_PAGE_URL as the address of the page",
      group: "Options",
    },
    { flags: "--print", about: "with --web: print the link instead of opening it", group: "Options" },
  ],
  examples: [
    {
      line: "open 4d1c0f6e-9b3a-4c58-a1d2-7e60b8f3c954",
      about: "Open an execution, task, invocation, command or automation",
    },
    { line: "open - < event.json", about: "Open the item of an EventBridge event" },
    {
      line: "open arn:aws:ssm:eu-west-1:123456789012:maintenancewindow/mw-0123456789abcdef0",
      about: "Open a window in its region",
    },
  ],
  async run(context) {
    const { args, host, settings } = context;
    const [word = ""] = args;
    // Ctrl-C must work while stdin is a terminal.
    const text = word === "-" ? await untilAborted(host.readStdin(), host.interrupt) : word;
    if (settings.showCli) {
      await showOpenCalls(context, text);
      return exitCodes.done;
    }
    if (context.options["web"] === true) return openOnPage(context, text);
    if (context.options["print"] === true)
      throw new UsageError("--print was given without --web.", "Add --web, or omit --print.");
    const several = locateAll(text);
    if (several.length > 1) return openSeveral(context, several);
    const { located, context: there } = await findItem(context, text);
    if (isInteractive(host, settings)) {
      const { runUi } = await import("./run-ui.ts");
      return runUi(there, located);
    }
    const address = pageUrl(there);
    const described = await describeItem(there, located);
    // The window was found by now. Its name is the title of the page.
    const link = linkTo({ ...located, ids: described.ids });
    const item = { ...described, ...(address === undefined ? {} : { page: `${address}${link}` }) };
    await show(there, { value: item, gaps: item.gaps, text: () => itemText(pageFor(there), item) });
    return exitCodeFor(hasPassed(item), settings);
  },
};

/** Opens the item on the web page. Prints the link where there is no browser. */
const openOnPage = async (context: Context, text: string): Promise<ExitCode> => {
  const address = requirePageUrl(context);
  const { located } = await findItem(context, text);
  const url = `${address}${linkTo(located)}`;
  if (context.options["print"] !== true && (await context.host.openBrowser(url))) {
    await context.console.note(`Opened ${url}`);
  } else await context.console.result(`${url}\n`);
  return exitCodes.done;
};

/** Items of a text that names several. More take too many requests to find. */
const MOST_ITEMS = 20;

/** Describes the items of a text that names several, also on a terminal: the UI opens one item. */
const openSeveral = async (context: Context, several: readonly Located[]): Promise<ExitCode> => {
  const items: DescribedItem[] = [];
  for (const one of several.slice(0, MOST_ITEMS)) {
    const { located, context: there } = await resolveItem(context, one);
    items.push(await describeItem(there, located));
  }
  const gaps = items.flatMap((item) => item.gaps);
  const page = pageFor(context);
  await show(context, {
    value: { items, gaps, complete: gaps.length === 0 },
    lines: items,
    gaps,
    text: () => items.map((item) => itemText(page, item)).join("\n"),
  });
  if (several.length > items.length)
    await context.console.note(`The first ${items.length} of ${several.length} items are shown.`);
  return exitCodeFor(items.every(hasPassed), context.settings);
};

const hasPassed = ({ verdict = "PASSED", result = "passed", patch, complete }: DescribedItem): boolean =>
  verdict === "PASSED" && result === "passed" && isProven(patch) && complete;

const showOpenCalls = async (context: Context, text: string): Promise<void> => {
  const [located] = locateAll(text);
  const there = located === undefined ? context : inRegionOf(context, located);
  if (located === undefined) await showCalls(there, callsToFind.windowNamed(text.trim()));
  await showCalls(there, callsToFind.item(located ?? { kind: "window", ids: {} }, there.settings));
};

/** Whether a machine passes like in a verdict: an installation if it is known to be patched, a scan if it worked. */
const isProven = (patch: PatchResult | undefined): boolean =>
  patch === undefined ||
  patch.result === "patched" ||
  patch.result === "scanned" ||
  (patch.result === "overwritten" && patch.scan);
