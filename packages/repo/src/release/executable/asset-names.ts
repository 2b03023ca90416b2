/** Name of the asset with the compiled code of a module. */
export const codeOf = (path: string): string => `code/${path}`;
