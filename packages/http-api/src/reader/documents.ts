import { boundedMap, untilAborted } from "@windowpane/core";
import { startSharedWork, type SharedWork, type SharedWorkOptions, type Viewer } from "./shared-work.ts";
import { entityTag } from "../response/entity-tag.ts";
import type { EmptyResponse, RouteResponse, WholeResponse } from "../route/route-response.ts";
import type { DocumentOptions } from "./document-storage.ts";

/** A response that can be sent to any number of clients. */
export type Document = WholeResponse | EmptyResponse;

/** A document that a client asks for. */
export interface DocumentRequest {
  /** Identifies the document: media type, path and query. */
  readonly key: string;
  readonly viewer: Viewer;
  /** Whether computing the document is a scan, which takes a place. Scans that are final are stored. */
  readonly isScan: boolean;
  /** Whether the document contains sensitive members, so that it is not stored. */
  readonly isSensitive: boolean;
  /** Computes the document. */
  compute(work: DocumentWork): Promise<RouteResponse>;
}

/** What a document is computed with. */
export interface DocumentWork {
  /** Aborts at the time limit, and when all clients that wait for the document have left. */
  readonly signal: AbortSignal;
  /** Call it for each response that the document is made from, with the time at which its request was sent. */
  readonly onRead: (sentAt: number) => void;
  /** Call it for each failed request. The document is then not kept. */
  readonly onError: () => void;
}

/** Documents of one account. Each is computed once for all clients that ask for it at the same time. */
export interface Documents {
  /** Returns a document from memory. */
  kept(key: string): Document | undefined;
  /**
   * Returns a document from memory or storage, or computes it.
   *
   * @throws what computing it throws, to all clients; ProblemError if the caller has no free place; the reason of the viewer's
   * signal.
   */
  get(request: DocumentRequest): Promise<Document>;
  /** Forgets the documents that are not final, and lets no later client join those in work. */
  forget(): void;
}

/** Options of the documents of an account. */
export interface DocumentsOptions {
  /** For the work on a document. */
  readonly shared: SharedWorkOptions;
  readonly now: () => number;
  /** Age up to which a document that is not final is kept, in milliseconds. */
  readonly keepMs: number;
  readonly maxBytes: number;
  readonly stored: DocumentOptions | undefined;
}

interface Kept {
  readonly document: Document;
  /** Time of the oldest data in it, in milliseconds. Infinity for final data, which does not age. */
  readonly readAt: number;
}

interface Flight {
  readonly work: SharedWork;
  readonly document: Promise<Document>;
}

/** Maximum number of documents in memory, besides their bytes. */
const MAX_DOCUMENTS = 10_000;

/** Creates the documents of one account. */
export const createDocuments = (options: DocumentsOptions): Documents => {
  const { shared, now, keepMs, maxBytes, stored } = options;
  const inMemory = boundedMap<string, Kept>(MAX_DOCUMENTS, {
    maxSize: maxBytes,
    sizeOf: ({ document }) => (document.kind === "whole" ? document.text.length + OVERHEAD : OVERHEAD),
  });
  const flights = new Map<string, Flight>();

  const isYoung = ({ readAt }: Kept): boolean => {
    const age = now() - readAt;
    return readAt === Infinity || (age >= 0 && age < keepMs);
  };
  const kept = (key: string): Document | undefined => {
    const found = inMemory.get(key);
    if (found === undefined) return undefined;
    if (isYoung(found)) return found.document;
    inMemory.delete(key);
    return undefined;
  };

  const start = ({ key, viewer, isScan, isSensitive, compute }: DocumentRequest): Flight => {
    const work = startSharedWork(viewer, isScan ? shared : { ...shared, places: undefined });
    const isStorable = isScan && !isSensitive && stored !== undefined;
    const finish = async (): Promise<Document> => {
      try {
        const known = isStorable ? await fromStorage(stored, key) : undefined;
        if (known !== undefined) {
          inMemory.set(key, { document: known, readAt: Infinity });
          return known;
        }
        let readAt = now();
        let hasFailed = false;
        const response = await compute({
          signal: work.signal,
          onRead: (sentAt) => (readAt = Math.min(readAt, sentAt)),
          onError: () => (hasFailed = true),
        });
        const document = await finished(response);
        const isFinal = document.kind === "whole" && document.freshness === "final";
        // After `forget`, the flight is no longer in the map.
        if (isFinal || (!hasFailed && flights.get(key) === flight))
          inMemory.set(key, { document, readAt: isFinal ? Infinity : readAt });
        if (isFinal && isStorable)
          stored.storage.put(storageKey(stored, key), textOf(document)).catch(() => {});
        return document;
      } finally {
        work.end();
        if (flights.get(key) === flight) flights.delete(key);
      }
    };
    const flight: Flight = { work, document: untilAborted(Promise.resolve().then(finish), work.signal) };
    flights.set(key, flight);
    // All viewers may have left.
    flight.document.catch(() => {});
    // An aborted flight must not be joined, although its requests may take a while to end.
    work.signal.addEventListener("abort", () => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    return flight;
  };

  return {
    kept,
    get: async (request) => {
      const found = kept(request.key);
      if (found !== undefined) return found;
      const { viewer, key } = request;
      const flight = flights.get(key) ?? start(request);
      const leave = flight.work.join(viewer);
      return untilAborted(flight.document, viewer.signal).finally(leave);
    },
    forget: () => {
      flights.clear();
      for (const [key, { readAt }] of inMemory.entries()) if (readAt !== Infinity) inMemory.delete(key);
    },
  };
};

/** Estimated memory of a document without its text, in bytes. */
const OVERHEAD = 500;

/** Adds the entity tag, so that it is computed once. */
const finished = async (response: RouteResponse): Promise<Document> => {
  if (response.kind === "streamed") {
    await response.chunks.return();
    throw new Error("A route returned a stream for a format that does not declare `streams`.");
  }
  if (response.kind === "empty" || response.freshness === "moving") return response;
  return { ...response, tag: await entityTag(response.media, response.text) };
};

const storageKey = ({ edition }: DocumentOptions, key: string): string => `${edition} ${key}`;

/** The stored form: a line of JSON with everything but the text, and then the text, which is not parsed again. */
const textOf = (document: Document): string => {
  if (document.kind !== "whole") return "";
  const { text, ...head } = document;
  return `${JSON.stringify(head)}\n${text}`;
};

/** Returns undefined also if the storage fails, because the document can be computed. */
const fromStorage = async (stored: DocumentOptions, key: string): Promise<Document | undefined> => {
  try {
    const text = await stored.storage.get(storageKey(stored, key));
    if (text === undefined) return undefined;
    const end = text.indexOf("\n");
    // Only `textOf` of the same edition writes under this key.
    const head = JSON.parse(text.slice(0, end)) as Omit<WholeResponse, "text">;
    return { ...head, text: text.slice(end + 1) };
  } catch {
    return undefined;
  }
};
