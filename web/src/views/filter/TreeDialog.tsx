/** The whole filter as a tree: conditions and groups of them, each of which must hold in all or any. */

import { ActionIcon, Button, Modal, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import {
  effective,
  type FilterGroup,
  type FilterItem,
  isGroup,
  type Join,
  MOST_DEPTH,
  sameFilter,
  withItem,
} from "~/model/filters";
import type { TaskFields } from "~/model/filters-fields";
import { IconX } from "~/ui/icons";
import { ConditionEditor, firstCondition } from "./ConditionEditor";
import { fieldName } from "./words";

interface TreeDialogProps {
  readonly filter: FilterGroup;
  readonly fields: TaskFields;
  onChange(filter: FilterGroup): void;
  onClose(): void;
}

export function TreeDialog({ filter, fields, onChange, onClose }: TreeDialogProps) {
  const { t } = useTranslation("filter");
  // What was begun and left empty has no effect: it goes with the dialog.
  const done = (): void => {
    const kept = effective(filter);
    if (!sameFilter(kept, filter)) onChange(kept);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={done}
      title={t("tree.title")}
      size={680}
      closeButtonProps={{ "aria-label": t("tree.close") }}
    >
      <Branch
        group={filter}
        path={[]}
        fields={fields}
        onChange={(path, item) => onChange(withItem(filter, path, item))}
      />
      <div className="hwf-tree-end">
        <Button variant="filled" onClick={done}>
          {t("tree.done")}
        </Button>
      </div>
    </Modal>
  );
}

interface BranchProps {
  readonly group: FilterGroup;
  readonly path: readonly number[];
  readonly fields: TaskFields;
  onChange(path: readonly number[], item: FilterItem | null): void;
}

function Branch({ group, path, fields, onChange }: BranchProps) {
  const { t } = useTranslation("filter");
  const depth = path.length + 1;
  const place = path.map((one) => one + 1).join(".");
  const add = (item: FilterItem) => onChange(path, { ...group, items: [...group.items, item] });
  const name = place === "" ? t("tree.top") : t("tree.group", { place });
  return (
    <fieldset className="hwf-branch" data-top={path.length === 0 || undefined} aria-label={name}>
      <div className="hwf-row">
        <NativeSelect
          aria-label={t("tree.join", { name })}
          value={group.join}
          data={[
            { value: "all", label: t("tree.all") },
            { value: "any", label: t("tree.any") },
          ]}
          onChange={(event) =>
            onChange(path, { ...group, join: event.currentTarget.value as Join })
          }
        />
        <span className="hwg-toolbar-space" />
        {path.length > 0 && (
          <ActionIcon aria-label={t("remove", { name })} onClick={() => onChange(path, null)}>
            <IconX size={14} stroke={1.8} />
          </ActionIcon>
        )}
      </div>
      {group.items.map((item, at) => {
        const own = [...path, at];
        const key = own.join(".");
        if (isGroup(item)) {
          return <Branch key={key} group={item} path={own} fields={fields} onChange={onChange} />;
        }
        return (
          <div key={key} className="hwf-row hwf-condition">
            <NativeSelect
              aria-label={t("tree.field", { place: own.map((one) => one + 1).join(".") })}
              value={item.field}
              data={choices(fields, item.field)}
              onChange={(event) => {
                const field = fields.get(event.currentTarget.value);
                if (field) onChange(own, firstCondition(field));
              }}
            />
            <ConditionEditor
              key={item.field}
              inline
              condition={item}
              fields={fields}
              onChange={(next) => onChange(own, next)}
            />
            <span className="hwg-toolbar-space" />
            <ActionIcon
              aria-label={t("remove", { name: fieldName(item.field, fields) })}
              onClick={() => onChange(own, null)}
            >
              <IconX size={14} stroke={1.8} />
            </ActionIcon>
          </div>
        );
      })}
      <div className="hwf-row">
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            const field = fields.get("assignee") ?? fields.all[0];
            if (field) add(firstCondition(field));
          }}
        >
          {t("tree.addCondition")}
        </Button>
        {depth < MOST_DEPTH && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => add({ join: group.join === "all" ? "any" : "all", items: [] })}
          >
            {t("tree.addGroup")}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function choices(fields: TaskFields, chosen: string) {
  const all = fields.all.filter((field) => field.key !== "anything" || chosen === "anything");
  const found = all.map((field) => ({ value: field.key, label: fieldName(field.key, fields) }));
  return fields.get(chosen)
    ? found
    : [{ value: chosen, label: fieldName(chosen, fields) }, ...found];
}
