/** The documents of commands that automations sent, where their names do not say whether they patch. */
import { expiredGap } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";
import { isPatchCommand, mayPatch } from "../../judge/patching/patch-run.ts";
import type { AutomationCommand, CommandDocuments } from "../context/automations.ts";
import type { GapReader } from "../reading/reader.ts";

interface Document {
  readonly DocumentName?: string | undefined;
  readonly steps: readonly { readonly Name: string }[];
  readonly gap?: Gap | undefined;
}

/**
 * One request for each document of the user's own, by its first command; where a step does not name the document, one for the
 * first command at that place of the automation's document. Other versions of a document are taken to have the same steps.
 */
export const createCommandDocuments = (reader: GapReader): CommandDocuments => {
  const documents = new Map<string, Promise<Document>>();

  const find = async ({ CommandId }: AutomationCommand, urgent: boolean): Promise<Document> => {
    const place = { ids: { CommandId }, what: "Whether a command of the automation patches" };
    const { value, gap } = await reader.call(
      "ListCommandInvocations",
      { CommandId, Details: true, MaxResults: 50 },
      { ...place, urgent },
    );
    if (gap !== undefined) return { steps: [], gap };
    const items = value.CommandInvocations ?? [];
    const steps = items
      .flatMap(({ CommandPlugins = [] }) => CommandPlugins)
      .map(({ Name = "" }) => ({ Name }));
    const DocumentName = items.find((item) => item.DocumentName !== undefined)?.DocumentName;
    return steps.length === 0 && mayPatch(DocumentName)
      ? { steps, gap: expiredGap({ ...place, operation: "ListCommandInvocations" }) }
      : { DocumentName, steps };
  };

  return {
    identify: async (commands, AutomationName = "", urgent) => {
      const parts = await Promise.all(
        commands.map(async (command, index) => {
          if (isPatchCommand(command) || !mayPatch(command.DocumentName)) return { command };
          const key = command.DocumentName ?? `${AutomationName} ${index}`;
          const before = documents.get(key);
          const reading = before ?? find(command, urgent);
          documents.set(key, reading);
          const { DocumentName, steps, gap } = await reading;
          return {
            command: { ...command, DocumentName: command.DocumentName ?? DocumentName, steps },
            isUnread: gap !== undefined,
            // A gap is told once for its request.
            gap: before === undefined ? gap : undefined,
          };
        }),
      );
      return {
        commands: parts.map(({ command }) => command),
        exact: parts.every(({ isUnread = false }) => !isUnread),
        gaps: parts.flatMap(({ gap }) => gap ?? []),
      };
    },
  };
};
