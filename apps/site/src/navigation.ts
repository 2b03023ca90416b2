/** The groups of the site's navigation, in order. */
import type { SiteDocuments } from "./documents.ts";
import { pagePath } from "./links.ts";

/** What the navigation and the list for language models need of documents. */
export interface SiteGroup<Entry extends GroupEntry> {
  readonly label: string;
  readonly documents: readonly Entry[];
}

/** A document with its name in the navigation. */
export interface GroupEntry {
  readonly file: string;
  readonly label: string;
}

/** Returns the groups of README.md, then the packages and their reference. */
export const siteGroups = <Entry extends GroupEntry>(
  { groups, packages, internal }: SiteDocuments,
  reference: readonly Entry[],
) => [
  ...groups,
  { label: "Packages", documents: packages },
  { label: "API reference", documents: reference },
  { label: "Internal packages", documents: internal },
];

/** Returns the groups as Starlight's sidebar. The first three are open. */
export const sidebar = (groups: readonly SiteGroup<GroupEntry>[]) =>
  groups.map(({ label, documents }, index) => ({
    label,
    collapsed: index > 2,
    items: documents.map(({ label: name, file }) => ({
      label: name,
      slug: pagePath(file).replace(/\/$/u, ""),
    })),
  }));
