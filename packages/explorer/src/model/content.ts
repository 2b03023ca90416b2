/** What a screen shows, made from what was read. */
import type {
  Counts,
  Gap,
  Judgement,
  MatrixPicture,
  NightMatrix,
  PatchCounts,
  RatePicture,
} from "@windowpane/report";
import type { ItemRef } from "./item-ref.ts";
import type { ResultTone } from "./meaning.ts";

/** One row of a list. */
export interface ScreenRow<Item extends object = object> {
  /** Identifies the row in every reading, so that a selection survives a reload. */
  readonly id: string;
  /** What the columns show and the filter searches: AWS's members by AWS's names, ours in camelCase. */
  readonly item: Item;
  /** Whether the row stays when only bad rows are shown. */
  readonly bad: boolean;
  /**
   * IDs of the item that the row stands for. Those of the screen's own reference may be absent. In lists of up to 100,000
   * rows it is the item itself, because a reference for each row would take memory.
   */
  readonly ref: ItemRef;
}

/** A count with its label. */
export interface Tally {
  /** The number. */
  readonly count: number;
  /** What is counted. */
  readonly word: string;
  /** Meaning of the label; decides its sign. */
  readonly tone: ResultTone | "accent";
}

/** Pictures of a trend. */
export interface TrendPictures {
  /** Pass rate over time. */
  readonly rate?: RatePicture | undefined;
  /** Machines by nights, with the window execution of each night. */
  readonly matrix?: (MatrixPicture & { readonly nights: NightMatrix["nights"] }) | undefined;
}

/** What a screen shows. */
export interface ScreenContent {
  /** The rows of a list. */
  readonly rows: readonly ScreenRow[];
  /** What the rows are, in the plural: `machines`. */
  readonly noun: string;
  /** Our verdict with its reason. Default: none. */
  readonly judgement?: Judgement | undefined;
  /** AWS's own status of the whole. */
  readonly Status?: string | undefined;
  /** The rows by result. */
  readonly counts?: Counts | undefined;
  /** The rows by patch result, where something patched. */
  readonly patches?: PatchCounts | undefined;
  /** Shown beside or instead of `counts`. */
  readonly tallies?: readonly Tally[] | undefined;
  /** Number of rows in total, when more are known than were read. Default: the number of rows. */
  readonly total?: number | undefined;
  /** What could not be read. */
  readonly gaps: readonly Gap[];
  /** Shown instead of rows if there are 0 rows. With gaps, a sentence about them follows. */
  readonly nothing: string;
  /** Whether it can still change, so that a live view keeps reading. */
  readonly running: boolean;
  /** A better breadcrumb label than the one that the screen was opened with. */
  readonly label?: string | Date | undefined;
  /** What is shown, where the screen's own reference does not say it: the worst machine whose output is shown. */
  readonly subject?: ItemRef | undefined;
  /** Pictures of the whole, for renderers that can draw them. Default: none. */
  readonly pictures?: TrendPictures | undefined;
  /** What is still being read, in a few words. */
  readonly progress?: string | undefined;
}
