/** Completes the fields of a list with those of the core. Apart from the fields, because only filters need it. */
import { filterFields, type Field, type Fields } from "@windowpane/core";
import type { ListField } from "./list-field.ts";

/**
 * The fields of a list for `parseFilter`. The first field with a name counts.
 *
 * @param shown - values of a field that neither declares how it is read nor is one of the core's. Default: none.
 */
export const fieldsOfList = <Item extends object>(
  given: readonly ListField<Item>[],
  shown?: (own: ListField<Item>) => Field["read"],
): Fields => {
  const fields: Record<string, Field> = {};
  for (const own of given) fields[own.name] ??= fieldOf(own, shown);
  return fields;
};

const fieldOf = <Item extends object>(
  own: ListField<Item>,
  shown: ((own: ListField<Item>) => Field["read"]) | undefined,
): Field => {
  const base = Object.hasOwn(filterFields, own.name) ? (filterFields as Fields)[own.name] : undefined;
  // The items that reach a field are those of its list.
  const read = (own.read as Field["read"]) ?? base?.read ?? (base === undefined ? shown?.(own) : undefined);
  const values = own.values ?? base?.values;
  return {
    kind: own.kind ?? base?.kind ?? "text",
    members: base?.members ?? [],
    about: own.about ?? base?.about ?? `text in ${own.name}`,
    aliases: [...(base?.aliases ?? []), ...(own.aliases ?? [])],
    ...(read === undefined ? {} : { read }),
    ...(values === undefined ? {} : { values }),
  };
};
