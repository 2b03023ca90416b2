import { untilAborted } from "@windowpane/core";
import type { PatchResult } from "@windowpane/report";
import { exitCodeFor } from "../../../host/exit-code.ts";
import { findItem } from "../../arguments/find-item.ts";
import type { Command } from "../../context/command.ts";
import { commonOptions } from "../../context/option.ts";
import { isInteractive } from "../../context/settings.ts";
import { pageFor } from "../../output/page.ts";
import { show } from "../../output/show.ts";
import { describeItem } from "./describe.ts";
import { itemText } from "./open-text.ts";

export const open: Command = {
  opensUi: true,
  description:
    "Accepts an ID, an ARN, a console URL, an AWS CLI command line, AWS's JSON, an EventBridge event (also from SNS or SQS), " +
    "any text with an ID in it, or a window's name. Opens the item in the UI on a terminal; otherwise prints what it is, its " +
    "status, and commands for details. Uses the region in the text unless --region is given.",
  arguments: [
    {
      name: "ANYTHING",
      about: "the text, quoted if it contains spaces; - reads stdin",
      completes: "windows",
    },
  ],
  options: [commonOptions.patches, commonOptions.exitStatus],
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
    const { located, context: there } = await findItem(context, text);
    if (isInteractive(host, settings)) {
      const { runUi } = await import("./run-ui.ts");
      return runUi(there, located);
    }
    const item = await describeItem(there, located);
    await show(there, { value: item, gaps: item.gaps, text: () => itemText(pageFor(there), item) });
    const { verdict = "PASSED", result = "passed", patch, gaps = [] } = item;
    const passed = verdict === "PASSED" && result === "passed" && isProven(patch);
    return exitCodeFor(passed && gaps.length === 0, settings);
  },
};

/** Whether a machine passes like in a verdict: an installation if it is known to be patched, a scan if it worked. */
const isProven = (patch: PatchResult | undefined): boolean =>
  patch === undefined ||
  patch.result === "patched" ||
  patch.result === "scanned" ||
  (patch.result === "overwritten" && patch.scan);
