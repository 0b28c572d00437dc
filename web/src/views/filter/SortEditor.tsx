/** By which fields tasks are sorted, and which way. */

import { ActionIcon, Button, NativeSelect } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { TaskField, TaskFields } from "~/model/filters-fields";
import { MOST_SORTS, type SortKey } from "~/model/sorting";
import { IconX } from "~/ui/icons";
import { fieldName } from "./words";

/** What nobody sorts by. */
const NEVER = new Set(["under", "anything", "phase", "parent", "notes", "summary"]);

/** Lists of tasks and accounts have no order that anybody would look for. */
function sortable({ key, kind }: TaskField): boolean {
  return !NEVER.has(key) && kind !== "task" && kind !== "account";
}

interface SortEditorProps {
  readonly sort: readonly SortKey[];
  readonly fields: TaskFields;
  onChange(sort: readonly SortKey[]): void;
}

export function SortEditor({ sort, fields, onChange }: SortEditorProps) {
  const { t } = useTranslation("filter");
  const editor = useRef<HTMLDivElement>(null);
  // It may have come after what it opened in.
  useEffect(() => editor.current?.querySelector("select")?.focus(), []);
  const taken = new Set(sort.map((key) => key.field));
  const free = fields.all.filter((field) => sortable(field) && !taken.has(field.key));
  const option = (key: string) => ({ value: key, label: fieldName(key, fields) });
  const replace = (place: number, key: SortKey | null) =>
    onChange(sort.flatMap((one, i) => (i === place ? (key ?? []) : one)));
  return (
    <div ref={editor} className="hwf-sort">
      {sort.map((key, place) => {
        const name = fieldName(key.field, fields);
        return (
          <div key={key.field} className="hwf-row">
            <NativeSelect
              aria-label={t("sortField", { place: place + 1 })}
              value={key.field}
              data={[option(key.field), ...free.map((field) => option(field.key))]}
              onChange={(event) => replace(place, { ...key, field: event.currentTarget.value })}
            />
            <NativeSelect
              aria-label={t("sortWay", { name })}
              value={key.down ? "down" : "up"}
              data={[
                { value: "up", label: t("up") },
                { value: "down", label: t("down") },
              ]}
              onChange={(event) =>
                replace(place, { ...key, down: event.currentTarget.value === "down" })
              }
            />
            <ActionIcon aria-label={t("removeSort", { name })} onClick={() => replace(place, null)}>
              <IconX size={14} stroke={1.8} />
            </ActionIcon>
          </div>
        );
      })}
      {sort.length < MOST_SORTS && (
        <NativeSelect
          aria-label={t("addSort")}
          value=""
          data={[
            { value: "", label: t(sort.length > 0 ? "thenBy" : "sortBy") },
            ...free.map((field) => option(field.key)),
          ]}
          data-autofocus
          onChange={(event) => {
            const field = event.currentTarget.value;
            if (field !== "") onChange([...sort, { field, down: false }]);
          }}
        />
      )}
      {sort.length > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => onChange([])}>
          {t("unsort")}
        </Button>
      )}
    </div>
  );
}
