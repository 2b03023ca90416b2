/**
 * The id that stands for one of AWS's documentation. Ids there end in `EXAMPLE` and so break AWS's own patterns, and
 * the service (and this mock) would refuse them; here the letters that are hex digits stay and the others become 0:
 * `b4ef4EXAMPLE` is `b4ef4e0a000e`.
 *
 * @example
 * documentedId("mw-0c50858d01EXAMPLE"); // "mw-0c50858d01e0a000e"
 */
export const documentedId = (id: string): string => id.replace("EXAMPLE", "e0a000e");
