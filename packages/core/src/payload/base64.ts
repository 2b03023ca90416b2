/** Base64 of RFC 4648, section 4. `atob` is a platform function, and `Uint8Array.fromBase64` is not available in Node 20. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Encodes bytes as base64 with padding. */
export const encodeBase64 = (bytes: Uint8Array): string => {
  let text = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.subarray(index, index + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    text += ALPHABET.charAt(bits >> 18) + ALPHABET.charAt((bits >> 12) & 63);
    text += second === undefined ? "=" : ALPHABET.charAt((bits >> 6) & 63);
    text += third === undefined ? "=" : ALPHABET.charAt(bits & 63);
  }
  return text;
};

/** Decodes base64. Returns undefined for other text. */
export const decodeBase64 = (text: string): Uint8Array | undefined => {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const padding = text.endsWith("==") ? 2 : Number(text.endsWith("="));
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let index = 0, position = 0; index < text.length; index += 4) {
    const bits = [0, 1, 2, 3].reduce(
      (sum, offset) => (sum << 6) | Math.max(0, ALPHABET.indexOf(text.charAt(index + offset))),
      0,
    );
    for (const shift of [16, 8, 0]) if (position < bytes.length) bytes[position++] = (bits >> shift) & 255;
  }
  return bytes;
};
