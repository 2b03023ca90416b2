import type { DefaultTreeAdapterTypes } from "parse5";

type Element = DefaultTreeAdapterTypes.Element;

/** Yields the elements of a document in order, also those of templates. */
export function* elementsOf(
  node: DefaultTreeAdapterTypes.Document | DefaultTreeAdapterTypes.DocumentFragment | Element,
): Generator<Element> {
  for (const child of node.childNodes) {
    if (!("tagName" in child)) continue;
    yield child;
    if ("content" in child) yield* elementsOf(child.content);
    yield* elementsOf(child);
  }
}
