import { parseAccept } from "hono/utils/accept";
import { ProblemError } from "../problem/problem-error.ts";

/**
 * Selects the media type that the client prefers; the route's order breaks ties. Without `Accept`, the client accepts any type.
 *
 * @throws ProblemError if the client accepts none of them.
 */
export const negotiate = (accept: string | undefined, available: readonly string[]): string => {
  const [first] = available;
  if (accept === undefined || accept.trim() === "") return first ?? "";
  const ranges = parseAccept(accept.slice(0, 2000));
  let best: string | undefined;
  let bestQuality = 0;
  for (const media of available) {
    const quality = qualityOf(media, ranges);
    if (quality > bestQuality) [best, bestQuality] = [media, quality];
  }
  if (best !== undefined) return best;
  throw new ProblemError("not-acceptable", {
    detail: `Accept matches no media type of the route. Use ${available.join(", ")}.`,
    members: { available },
  });
};

type AcceptRange = ReturnType<typeof parseAccept>[number];

/** The most specific range applies, regardless of its quality (RFC 9110, 12.5.1). */
const qualityOf = (media: string, ranges: readonly AcceptRange[]): number => {
  let specificity = 0;
  let quality = 0;
  for (const { type, q } of ranges) {
    const own = specificityOf(type.toLowerCase(), media);
    if (own > specificity) [specificity, quality] = [own, q];
  }
  return quality;
};

const specificityOf = (range: string, media: string): number => {
  if (range === media) return 3;
  if (range.endsWith("/*") && media.startsWith(range.slice(0, -1))) return 2;
  return range === "*/*" || range === "*" ? 1 : 0;
};
