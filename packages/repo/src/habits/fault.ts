/** A violation of a habit. */
export interface Fault {
  readonly habit: "circles" | "small files" | "words";
  /** The package's folder, or `.` for the documents at the root and in docs. */
  readonly folder: string;
  /** One line to print, which starts with a file or a folder. */
  readonly message: string;
}
