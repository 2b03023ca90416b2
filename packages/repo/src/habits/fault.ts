/** A place in the repository that breaks a habit. */
export interface Fault {
  readonly habit: "circles" | "small files" | "words";
  /** The package's folder, `.` for the repository's own files. */
  readonly folder: string;
  /** One line to print, which starts with a file or a folder. */
  readonly message: string;
}
