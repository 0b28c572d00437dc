/** The columns that a grid has by what its project holds: types, costs, scrum, fields of its own. */

import { type ColumnKind, hasColumn, MORE_COLUMNS } from "~/model/columns";
import { fieldsOf, shownType } from "~/model/custom";
import type { ProjectStore } from "~/store/types";

const ALIGNED = new Set(["number", "date", "duration", "cost"]);

export function projectColumns(store: ProjectStore): ColumnKind[] {
  return [
    ...MORE_COLUMNS.filter(({ key }) => hasColumn(key, store)),
    ...fieldsOf(store).map((field) => ({
      key: `custom:${field.id}`,
      title: field.name,
      width: 120,
      align: ALIGNED.has(shownType(field)) ? ("end" as const) : ("start" as const),
      figures: ALIGNED.has(shownType(field)),
    })),
  ];
}
