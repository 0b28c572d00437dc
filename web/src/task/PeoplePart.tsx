/** Who works on a task, with how much of their time, and how much work it is. */

import { Combobox, NativeSelect, Switch, TextInput, useCombobox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { setAssignees, setField } from "~/commands";
import { formatDuration, parseDuration } from "~/model/durations";
import type { AssignmentRow, TaskRow } from "~/protocol/tables.generated";
import { useRevision, useSession } from "~/store/react";
import { seenAt } from "~/store/seen";
import { IconPlus } from "~/ui/icons";
import { SavedInput } from "~/ui/SavedInput";
import { AssigningChoice } from "./AssigningChoice";
import { Part } from "./Part";
import { ShareRow } from "./ShareRow";
import classes from "./TaskPanel.module.css";

const MOST = 12;
const TYPES = ["fixed_units", "fixed_duration", "fixed_work"] as const;

export function PeoplePart({ id, edits }: { id: number; edits: boolean }) {
  const { t } = useTranslation("task");
  const session = useSession();
  useRevision();
  const { store } = session;
  const task = store.task(id);
  const rows = store.rows("assignments");
  const resources = store.rows("resources");
  const assigned = (store.index("assignments", "task_id").get(id) ?? [])
    .map((key) => rows.get(key))
    .filter((row): row is AssignmentRow => row !== undefined);
  const names = assigned.flatMap((row) => {
    const name = resources.get(row.resource_id)?.name;
    return name === undefined ? [] : [{ name, units: row.units }];
  });
  if (!task) return null;
  const summary = store.outlineLine(id)?.hasChildren ?? false;

  return (
    <Part title={t("people.title")}>
      {assigned.length > 0 && (
        <ul className={classes.rows}>
          {assigned.map((row) => (
            <ShareRow key={row.id} row={row} task={task} edits={edits} />
          ))}
        </ul>
      )}
      <AssigningChoice id={id} />
      {edits && (
        <AddPerson
          taken={new Set(assigned.map((row) => row.resource_id))}
          onChoose={(name) => void setAssignees(session, id, [...names, { name }])}
        />
      )}
      {!edits && !assigned.length && <p className="hw-dim">{t("people.none")}</p>}
      <div className={classes.grid}>
        <SavedInput
          label={t("people.work")}
          value={task.work === null ? "" : formatDuration(task.work, "h", store.project)}
          placeholder={t("people.workFollows")}
          disabled={!edits}
          check={(text) =>
            text === "" || (parseDuration(text, store.project)?.minutes ?? -1) >= 0
              ? ""
              : t("dates.durationWrong")
          }
          onSave={(text, seen) =>
            void setField(
              seenAt(session, seen),
              id,
              "work",
              text === "" ? null : (parseDuration(text, store.project)?.minutes ?? null),
            )
          }
        />
        {!summary && (
          <NativeSelect
            label={t("people.type")}
            value={task.task_type}
            disabled={!edits}
            onChange={(event) =>
              void setField(
                session,
                id,
                "task_type",
                event.currentTarget.value as TaskRow["task_type"],
              )
            }
            data={TYPES.map((value) => ({ value, label: t(`people.types.${value}`) }))}
          />
        )}
      </div>
      {!summary && task.task_type !== "fixed_work" && (
        <Switch
          className={classes.driven}
          label={t("people.driven")}
          checked={task.effort_driven}
          disabled={!edits}
          onChange={(event) =>
            void setField(session, id, "effort_driven", event.currentTarget.checked)
          }
        />
      )}
    </Part>
  );
}

/** Somebody of the workspace by some of the name; an unknown name becomes a placeholder. */
function AddPerson(props: { taken: ReadonlySet<number>; onChoose: (name: string) => void }) {
  const { t } = useTranslation("task");
  const { store } = useSession();
  const [query, setQuery] = useState("");
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const wanted = query.trim().toLocaleLowerCase();
  const known = [...store.rows("resources").values()]
    .filter((row) => row.active && !props.taken.has(row.id))
    .filter((row) => row.name.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, MOST);
  const exact = known.some((row) => row.name.toLocaleLowerCase() === wanted);
  return (
    <Combobox
      store={box}
      onOptionSubmit={(name) => {
        props.onChoose(name);
        setQuery("");
        box.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label={t("people.add")}
          placeholder={t("people.add")}
          leftSection={<IconPlus size={15} stroke={1.8} />}
          value={query}
          onFocus={() => box.openDropdown()}
          onBlur={() => box.closeDropdown()}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            box.openDropdown();
            box.selectFirstOption();
          }}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || !query) return;
            event.stopPropagation();
            setQuery("");
            box.closeDropdown();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!known.length && !wanted}>
        <Combobox.Options>
          {known.map((row) => (
            <Combobox.Option key={row.id} value={row.name}>
              {row.name} {row.group && <span className="hw-dim">{row.group}</span>}
            </Combobox.Option>
          ))}
          {wanted && !exact && (
            <Combobox.Option value={query.trim()}>
              {t("people.placeholder", { name: query.trim() })}
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
