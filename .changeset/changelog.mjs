/**
 * One list item per changeset, in its own words. Without commits, which readers of a package do not know, and without lines
 * about updated packages of this repository, because all of them have the same version.
 */
export const getReleaseLine = async ({ summary }) => `- ${summary.trim().replaceAll(/\n(?=.)/gu, "\n  ")}`;

export const getDependencyReleaseLine = async () => "";
