/** Lines of UTF-8 in a few large blocks, because a string or an array for each line needs more memory than the text. */
export interface Lines {
  /** Appends a line without its end. Returns its number. */
  append(text: string): number;
  /** The bytes of a line, without its end. */
  bytes(line: number): Uint8Array;
  /** The text of a line, or of its first bytes. */
  text(line: number, most?: number): string;
}

const BLOCK = 1024 * 1024;

/** Number of characters from which a text has a separate block. */
const LONG = BLOCK / 8;

/** UTF-8 needs at most this many bytes per UTF-16 code unit. */
const BYTES_PER_UNIT = 3;

const NEWLINE = 0x0a;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Creates lines over the bytes of a file, or without any. The bytes are not copied. */
export const createLines = (file: Uint8Array = new Uint8Array()): Lines & { readonly count: number } => {
  const blocks: Uint8Array[] = [];
  /** Where each line is: its block, and its start and end in the block. */
  const at = { block: new Array<number>(), start: new Array<number>(), end: new Array<number>() };
  /** Number of bytes in use in the last block. */
  let used = 0;

  const note = (start: number, end: number): number => {
    at.start.push(start);
    at.end.push(end);
    return at.block.push(blocks.length - 1) - 1;
  };
  const bytes: Lines["bytes"] = (line) =>
    (blocks[at.block[line] ?? -1] ?? file).subarray(at.start[line], at.end[line]);

  if (file.length > 0) blocks.push(file);
  for (let start = 0; start < file.length;) {
    const found = file.indexOf(NEWLINE, start);
    const end = found === -1 ? file.length : found;
    note(start, end);
    start = end + 1;
  }
  used = file.length;

  return {
    get count() {
      return at.block.length;
    },
    append(text) {
      if (text.length > LONG) {
        blocks.push(encoder.encode(text));
        used = BLOCK;
        return note(0, blocks.at(-1)?.length ?? 0);
      }
      const last = blocks.at(-1);
      const hasRoom = last !== undefined && used + text.length * BYTES_PER_UNIT <= last.length;
      const block = hasRoom ? last : new Uint8Array(BLOCK);
      if (!hasRoom) {
        blocks.push(block);
        used = 0;
      }
      const start = used;
      used += encoder.encodeInto(text, block.subarray(start)).written;
      return note(start, used);
    },
    bytes,
    text: (line, most) => decoder.decode(most === undefined ? bytes(line) : bytes(line).subarray(0, most)),
  };
};
