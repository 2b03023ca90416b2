/** Reads the documents of commands that automations sent, if their names do not show whether they patch. */
import { expiredGap } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";
import { isPatchCommand, mayPatch } from "../../judge/patching/patch-run.ts";
import type { AutomationCommand, CommandDocuments } from "../context/automations.ts";
import type { GapReader } from "../reading/reader.ts";

interface CommandDocument {
  readonly DocumentName?: string | undefined;
  readonly steps: readonly { readonly Name: string }[];
  readonly gap?: Gap | undefined;
}

/**
 * Sends one request for each custom document, for its first command. For commands without a document name, it sends one request
 * per position in the automation's document. Assumes that all versions of a document have the same steps.
 */
export const createCommandDocuments = (reader: GapReader): CommandDocuments => {
  const documents = new Map<string, Promise<CommandDocument>>();

  const find = async ({ CommandId }: AutomationCommand, urgent: boolean): Promise<CommandDocument> => {
    const subject = { ids: { CommandId }, what: "Whether a command of the automation patches" };
    const { value, gap } = await reader.call(
      "ListCommandInvocations",
      { CommandId, Details: true, MaxResults: 50 },
      { ...subject, urgent },
    );
    if (gap !== undefined) return { steps: [], gap };
    const items = value.CommandInvocations ?? [];
    const steps = items
      .flatMap(({ CommandPlugins = [] }) => CommandPlugins)
      .map(({ Name = "" }) => ({ Name }));
    const DocumentName = items.find((item) => item.DocumentName !== undefined)?.DocumentName;
    return steps.length === 0 && mayPatch(DocumentName)
      ? { steps, gap: expiredGap({ ...subject, operation: "ListCommandInvocations" }) }
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
            // The gap of a request counts once.
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
