import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import type { SqlRow, SqlValue } from "../sql/sql.ts";
import type { ExportColumn, ExportType } from "./export.ts";

const types = {
  text: "STRING",
  integer: "INT32",
  time: "TIMESTAMP",
  flag: "BOOLEAN",
} as const satisfies Record<ExportType, string>;

/** Writes rows as an Apache Parquet file, a row group for each batch, compressed with Snappy. Yields its bytes in order. */
export async function* parquetBytes(
  columns: readonly ExportColumn[],
  batches: AsyncIterable<readonly SqlRow[]>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const sources = columns.map(({ name, type }) => ({ name, type: types[type], nullable: true }));
  const writer = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: sources.map((source) => ({ ...source, data: [] })) });
  const parquet = new ParquetWriter({ writer, schema, createdBy: "windowpane" });
  for await (const rows of batches) {
    const columnData = columns.map(({ name, type }) => ({
      name,
      data: rows.map((row) => valueOf(row[name], type)),
    }));
    await parquet.write({ columnData, rowGroupSize: rows.length });
    yield takeBytes(writer);
  }
  await parquet.finish();
  yield takeBytes(writer);
}

const valueOf = (value: SqlValue | undefined, type: ExportType): unknown => {
  if (value === null || value === undefined) return undefined;
  if (type === "time") return new Date(String(value));
  return type === "flag" ? value === 1 : value;
};

/** Takes what was written since the last time. The writer counts the bytes of the file on its own. */
const takeBytes = (writer: ByteWriter): Uint8Array => {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
};
