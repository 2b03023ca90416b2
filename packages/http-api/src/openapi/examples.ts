/** Answers of the routes over AWS's own samples. Made by docs.mjs; do not edit. */

/** An example of a route: the values in its path, its body, and its answer, both as JSON. */
export interface Example {
  readonly path: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly answer?: string | undefined;
}

/** By the id of the route. */
export const examples: Readonly<Record<string, Example>> = {};
