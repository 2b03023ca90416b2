/** `llms.txt`: the list of all documents for language models, and `llms-full.txt`: their text. */
import type { DocumentGroup, SiteDocument } from "./documents.ts";

/** Returns the list, with links to the Markdown of each document. */
export const llmsList = (start: SiteDocument, groups: readonly DocumentGroup[], url: string): string =>
  [
    `# ${start.title}`,
    `> ${start.description}`,
    ...groups.flatMap(({ label, documents }) => [
      `## ${label}`,
      documents
        .map(({ label: title, file, description }) => `- [${title}](${url}${file}): ${description}`)
        .join("\n"),
    ]),
  ].join("\n\n") + "\n";

/** Returns the Markdown of the documents, one after the other. */
export const llmsText = (documents: readonly SiteDocument[]): string =>
  documents.map(({ file, markdown }) => `<!-- ${file} -->\n\n${markdown.trim()}\n`).join("\n");
