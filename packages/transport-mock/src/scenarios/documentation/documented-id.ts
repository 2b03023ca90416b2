/**
 * Converts an ID from AWS's documentation. Those IDs end in `EXAMPLE`, which does not match AWS's patterns, so the service
 * and this mock reject them. Letters of `EXAMPLE` that are hex digits are kept, the others become 0: `b4ef4EXAMPLE` is
 * `b4ef4e0a000e`.
 *
 * @example
 * documentedId("mw-0c50858d01EXAMPLE"); // "mw-0c50858d01e0a000e"
 */
export const documentedId = (id: string): string => id.replace("EXAMPLE", "e0a000e");
