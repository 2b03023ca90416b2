import type { PatchResult } from "@windowpane/report";
import type { Command } from "../../context/command.ts";
import type { Context } from "../../context/context.ts";
import { exitCodeFor } from "../../../host/exit-code.ts";
import { isForPerson } from "../../context/is-for-person.ts";

export const openCommand: Command = {
  name: "open",
  opensScreen: true,
  summary: "open the row that an id, ARN, console address or event speaks of",
  description:
    "Takes whatever names a place: an id alone or between words, an ARN, an address of the AWS console, a command line of the " +
    "AWS CLI, AWS's JSON, an EventBridge event (also from SNS or SQS), a window's name. On a terminal the UI opens there; " +
    "otherwise, and for what is piped in, it says what that is, where it stands, and how to go on. A region that the text names is " +
    "asked, unless --region says another.",
  arguments: [
    { name: "ANYTHING", about: "what was pasted, in quotes where it has blanks; - reads it from stdin" },
  ],
  options: ["patches", "exitStatus"],
  examples: [
    {
      line: "open 4d1c0f6e-9b3a-4c58-a1d2-7e60b8f3c954",
      gives: "an execution, a task, an invocation, a command or an automation",
    },
    { line: "open - < event.json", gives: "what an EventBridge event is about" },
    {
      line: "open arn:aws:ssm:eu-west-1:123456789012:maintenancewindow/mw-0123456789abcdef0",
      gives: "a window in its region",
    },
  ],
  async run(context) {
    const { args, host, settings } = context;
    const [word = ""] = args;
    const text = word === "-" ? await readStdin(context) : word;
    const { findPlace } = await import("../../locate/find-place.ts");
    const { place, context: there } = await findPlace(context, text);
    if (isForPerson(host, { ...settings, output: settings.outputGiven ? settings.output : undefined })) {
      const { openUi } = await import("../../../tui/open-ui.ts");
      return openUi(there, { start: place });
    }
    const { describePlace } = await import("./describe.ts");
    const described = await describePlace(there, place);
    const { placeText } = await import("./place-text.ts");
    const { pageFor } = await import("../../output/page.ts");
    await there.show({
      value: described,
      gaps: described.gaps,
      text: () => placeText(pageFor(there), described),
    });
    const { verdict = "PASSED", result = "passed", patch } = described;
    const isWhole = (described.gaps ?? []).length === 0;
    const passed = verdict === "PASSED" && result === "passed" && isProven(patch);
    return exitCodeFor(passed && isWhole, settings);
  },
};

/** As in a verdict: an installation passes when it is known that the machine is patched, a scan when it worked. */
const isProven = (patch: PatchResult | undefined): boolean =>
  patch === undefined ||
  patch.result === "patched" ||
  patch.result === "scanned" ||
  (patch.result === "overwritten" && patch.scan);

const readStdin = async ({ host }: Context): Promise<string> => {
  const { untilAborted } = await import("@windowpane/core");
  // Who pasted into the terminal and forgot Ctrl-D must be able to leave.
  return untilAborted(host.readStdin(), host.interrupt);
};
