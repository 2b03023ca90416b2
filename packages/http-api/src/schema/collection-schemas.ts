/** Schemas of what an archive tells of its collections and messages. A missing or unknown member does not compile. */
import type {
  CollectedLocation,
  CollectionsAnswer,
  MessagesAnswer,
  UndeliveredMessage,
} from "@windowpane/report";
import { count, listOf, ref, structure, text, time, word, type Members, type Schema } from "./schema.ts";
import { missing, trendOrigin, trendOrigins } from "./trend-schemas.ts";

const collectedLocation: Members<CollectedLocation> = {
  ...trendOrigin,
  runs: count("Number of runs in the archive."),
  firstRun: time("Start of the first one. Absent without runs."),
  lastRun: time("Start of the last one. Absent without runs."),
  collectedUntil: time("Until when executions were collected completely. Absent if never."),
  waiting: count("Number of runs that are known and not in the archive yet."),
  problem: text("Why the newest collection is not complete. Absent if it is complete."),
  problemSince: time(
    "When a collection failed for the first time since then. Absent if the windows can be listed.",
  ),
  remedy: text("What to do about it."),
};

const collections: Members<CollectionsAnswer> = {
  locations: listOf(ref("CollectedLocation"), "In the order of accounts and regions."),
  missing,
  deadMessages: count(
    "Number of messages that will not be sent again, because all attempts failed. Absent if the server sends no messages.",
  ),
};

const message: Members<UndeliveredMessage> = {
  ...trendOrigin,
  id: text("ID of the message: the receiver gets the same with each attempt."),
  destination: text("Name of the destination."),
  kind: text(),
  title: text(),
  state: word(
    ["dead", "pending"],
    "`dead`: all attempts failed. `pending`: an attempt failed or the destination cannot be used, and it is sent later.",
  ),
  created: time(),
  attempts: count(),
  status: count("HTTP status of the last response. Absent if there was none."),
  error: text("Why it was not delivered, and what to do."),
};

const messages: Members<MessagesAnswer> = {
  messages: listOf(ref("UndeliveredMessage"), "Newest first."),
  more: count("Number of messages beyond `maxResults`."),
};

/** Schemas by their names in the document. */
export const collectionSchemas: Readonly<Record<string, Schema>> = {
  CollectedLocation: structure(collectedLocation, [
    ...trendOrigins,
    "firstRun",
    "lastRun",
    "collectedUntil",
    "problem",
    "problemSince",
    "remedy",
  ]),
  Collections: structure(collections, ["deadMessages"]),
  UndeliveredMessage: structure(message, [...trendOrigins, "status", "error"]),
  UndeliveredMessages: structure(messages),
};
