/**
 * The interactive explorer of maintenance windows without a renderer: state, keys, reading, and screens as data.
 *
 * @module
 */

// The explorer.
export { createLazyExplorer } from "./lazy-explorer.ts";
export { createExplorer } from "./explorer.ts";
export { httpHistory, type HistoryFetch, type HttpHistoryOptions } from "./history/http-history.ts";
export { tickWhile } from "./session/tick-while.ts";
export type { Explorer, ExplorerOptions } from "./run/options.ts";
export type { ExplorerHost } from "./commands/context.ts";
export type {
  ChangeReport,
  Connection,
  ConnectionInfo,
  ConnectionScope,
  Identity,
  KnownProfile,
  Location,
  OpenedConnection,
  ErrorText,
  Wait,
} from "./model/connection.ts";
export type { Action } from "./state/action.ts";
export {
  currentWait,
  initialState,
  topView,
  type Notice,
  type Prompt,
  type Size,
  type State,
} from "./state/state.ts";
export { newView, selectedRow, type View } from "./state/view.ts";
export type { Finding, Findings } from "./model/finding.ts";

// What a renderer draws.
export { detailOf, linesOf, type LineOptions } from "./state/lines.ts";
export {
  completeFilter,
  completionOf,
  type CompleteOptions,
  type Completion,
} from "./state/complete-filter.ts";
export { fieldsOfColumns, readListFilter, type ReadFilterOptions } from "./state/filter-fields.ts";
export { logicalLineAt, matchesIn, type DrawnText, type TextMatch } from "./state/text-position.ts";
export { visibleFindings } from "./state/readings.ts";
export { gapsLine } from "./content/gap-text.ts";
export { MOST_WINDOWS, nightsIn } from "./content/nights.ts";
export { crumbsOf, type Crumb } from "./state/crumbs.ts";
export { keyOf, type Reading } from "./model/reading.ts";
export { usefulKeys, type UsefulKey } from "./commands/useful-keys.ts";
export { screens } from "./screens/index.ts";
export { causePiece, enterCause, executionCauses, machinesWith, type CauseRow } from "./content/failures.ts";
export type {
  PromptFor,
  Screen,
  ScreenName,
  Screens,
  ScreenStep,
  Sort,
  ViewSettings,
} from "./model/screen.ts";
export type { ScreenContent, ScreenRow, Tally } from "./model/content.ts";
export { isSameItem, type ItemRef } from "./model/item-ref.ts";
export { diffColumns } from "./columns/diff.ts";
export { executionColumns } from "./columns/executions.ts";
export { historyColumns } from "./columns/history.ts";
export { invocationColumns } from "./columns/invocations.ts";
export { machineColumns } from "./columns/machines.ts";
export { patchListColumns } from "./columns/patches.ts";
export { tookText } from "./columns/shared.ts";
export { taskColumns } from "./columns/tasks.ts";
export { timelineColumns } from "./columns/timeline.ts";
export { windowColumns } from "./columns/windows.ts";
export {
  columnTitle,
  columnWish,
  isColumnShown,
  tableOf,
  tableOnly,
  valueText,
  type Column,
  type TableColumn,
  type TimeAxis,
  type TimelineColumn,
  type TimeMark,
  type TimeSpan,
  type Value,
} from "./model/column.ts";
export { lineText, pieceText, type Piece, type Sign, type TextLine, type Tone } from "./model/text.ts";
export {
  patchTallyWords,
  patchTones,
  reasonBeside,
  resultPiece,
  resultWords,
  statusPiece,
  toneOf,
  verdictPiece,
  type ResultTone,
} from "./model/meaning.ts";
export { agoText, timeText, zoneText } from "./model/time-text.ts";
export { keyTable } from "./keys/key-table.ts";
export { keyGroups, openedBy, shownKey, type CommandName, type KeyRow } from "./model/key-row.ts";

// Links to what is shown.
export { linkTo } from "./commands/go-to.ts";
export { linkOf, messageLink, type MessageSubject } from "./links/link-of.ts";
export { readLink, type LinkedScreen, type PageLink } from "./links/read-link.ts";
export { LinkError } from "./links/link-error.ts";

// From pasted text to an item.
export { whyNotId } from "./locate/why-not-id.ts";
export { cleanId, idKind, type IdKind } from "./model/ids.ts";
export { locate, locateAll, whyNotLocated } from "./locate/locate.ts";
export type { Located, LocatedIds, LocatedKind } from "./locate/located.ts";
export { NotLocatedError } from "./locate/not-located-error.ts";
export { resolveLocated } from "./locate/resolve-located.ts";

// The AWS calls behind a view.
export {
  awsCommandLine,
  awsFlags,
  callLine,
  kebabCase,
  placeholder,
  type CallTarget,
} from "./calls/command-line.ts";
export { callsBehind } from "./calls/behind.ts";
export { callsToFind } from "./calls/find.ts";
export { leftOut, type LocalChoice } from "./calls/left-out.ts";
export type { Calls, CliCall } from "./model/cli-call.ts";
