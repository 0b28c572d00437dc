/** The columns that a grid has by what its project holds: types, costs, scrum, fields of its own. */

import { COSTS, seesCosts } from "~/model/baseline";
import { fieldsOf, shownType } from "~/model/custom";
import type { ProjectStore } from "~/store/types";
import type { ColumnKind } from "./columns";
import { scrumColumns } from "./sprintCells";

const TYPE: ColumnKind = { key: "type", width: 96, align: "start" };
const ALIGNED = new Set(["number", "date", "duration", "cost"]);

export function projectColumns(store: ProjectStore): ColumnKind[] {
  return [
    ...(store.rows("work_types").size > 0 ? [TYPE] : []),
    ...(seesCosts(store) ? COSTS.map(costColumn) : []),
    ...scrumColumns(store),
    ...fieldsOf(store).map((field) => ({
      key: `custom:${field.id}`,
      title: field.name,
      width: 120,
      align: ALIGNED.has(shownType(field)) ? ("end" as const) : ("start" as const),
      figures: ALIGNED.has(shownType(field)),
    })),
  ];
}

const costColumn = (key: string): ColumnKind => ({
  key,
  width: 110,
  align: "end",
  figures: true,
  asked: true,
});
