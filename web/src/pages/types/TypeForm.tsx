/** The definition of a type: its sign, columns, moves, fields, and what must be filled in. */

import { ActionIcon, Button, Checkbox, Fieldset, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ICONS, type Move, type Need, type WorkType } from "~/model/types";
import type { Category } from "~/model/workflow";
import { FormEnd } from "~/ui/FormEnd";
import { firstFocus } from "~/ui/firstFocus";
import { IconTrash } from "~/ui/icons";
import { type NamedField, useNeeded } from "./needed";
import classes from "./Types.module.css";

const SIGNS = Object.keys(ICONS) as WorkType["icon"][];

/** What a form says of a type; columns and fields by id. */
export interface TypeDefinition {
  readonly name: string;
  readonly icon: WorkType["icon"];
  readonly statuses: readonly number[] | null;
  readonly fields: readonly number[] | null;
  readonly transitions: readonly Move[] | null;
  readonly requirements: readonly Need[] | null;
}

interface Column {
  readonly id: number;
  readonly name: string;
  readonly category: Category;
}

export function TypeForm(props: {
  type: TypeDefinition | null;
  columns: readonly Column[];
  fields: readonly NamedField[];
  /** Keep it; answers why not, "" where it is kept. */
  onSave: (definition: TypeDefinition) => string | Promise<string>;
  onDone: () => void;
}) {
  const { t } = useTranslation("types");
  const { type, columns, fields: custom, onDone } = props;
  const needed = useNeeded(custom);
  const every = columns.map((one) => one.id);
  const [name, setName] = useState(type?.name ?? "");
  const [icon, setIcon] = useState<WorkType["icon"]>(type?.icon ?? "task");
  const [statuses, setStatuses] = useState(type?.statuses ?? every);
  const [fields, setFields] = useState(type?.fields ?? custom.map((one) => one.id));
  const [moves, setMoves] = useState(type?.transitions ?? null);
  const [needs, setNeeds] = useState(type?.requirements ?? []);
  const [refused, setRefused] = useState("");

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const definition: TypeDefinition = {
      name: name.trim(),
      icon,
      statuses: statuses.length === every.length ? null : statuses,
      fields: fields.length === custom.length ? null : fields,
      transitions: moves,
      requirements: needs.length ? needs : null,
    };
    const why = await props.onSave(definition);
    if (why === "") onDone();
    else setRefused(why);
  }

  return (
    <form className={classes.form} onSubmit={(event) => void save(event)}>
      <div className={classes.pair}>
        <TextInput
          label={t("name")}
          value={name}
          required
          maxLength={60}
          dir="auto"
          ref={firstFocus}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("icon")}
          value={icon}
          data={SIGNS.map((one) => ({ value: one, label: `${ICONS[one]} ${t(`icons.${one}`)}` }))}
          onChange={(event) => setIcon(event.currentTarget.value as WorkType["icon"])}
        />
      </div>
      <Ticks legend={t("columns")} all={columns} chosen={statuses} onChange={setStatuses} />
      <Moves columns={columns} moves={moves} onChange={setMoves} />
      <Fieldset legend={t("needs")}>
        {needs.map((need, place) => {
          const label = needed.find((one) => one.value === need.field)?.label ?? need.field;
          const change = (next: Partial<Need>) =>
            setNeeds(needs.map((one, at) => (at === place ? { ...one, ...next } : one)));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: needs have no key but their place
            <div key={place} className={classes.need}>
              <NativeSelect
                aria-label={t("needsField")}
                value={need.field}
                data={needed}
                onChange={(event) => change({ field: event.currentTarget.value })}
              />
              <NativeSelect
                aria-label={t("needsWhen")}
                value={need.status === null ? "" : String(need.status)}
                data={[
                  { value: "", label: t("needsCreate") },
                  ...columns.map((one) => ({
                    value: String(one.id),
                    label: t("needsEnter", { name: one.name }),
                  })),
                ]}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  change({ status: value === "" ? null : Number(value) });
                }}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("needsRemove", { name: label })}
                onClick={() => setNeeds(needs.filter((_, at) => at !== place))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
          );
        })}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            const last = columns.findLast((one) => one.category === "done");
            setNeeds([
              ...needs,
              { field: needed[0]?.value ?? "assignee", status: last?.id ?? null },
            ]);
          }}
        >
          {t("needsAdd")}
        </Button>
      </Fieldset>
      {custom.length > 0 && (
        <Ticks legend={t("fields")} all={custom} chosen={fields} onChange={setFields} />
      )}
      <FormEnd refused={refused} cancel={t("cancel")} onCancel={onDone}>
        <Button type="submit">{t(type ? "save" : "create")}</Button>
      </FormEnd>
    </form>
  );
}

function Ticks(props: {
  legend: string;
  all: readonly { readonly id: number; readonly name: string }[];
  chosen: readonly number[];
  onChange: (chosen: number[]) => void;
}) {
  const { all, chosen } = props;
  return (
    <Fieldset legend={props.legend} className={classes.ticks ?? ""}>
      {all.map(({ id, name }) => (
        <Checkbox
          key={id}
          size="xs"
          label={name}
          checked={chosen.includes(id)}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            props.onChange(
              all.map((one) => one.id).filter((one) => (one === id ? on : chosen.includes(one))),
            );
          }}
        />
      ))}
    </Fieldset>
  );
}

/** Which moves there are: all, or those of a table from columns to columns. */
function Moves(props: {
  columns: readonly { readonly id: number; readonly name: string }[];
  moves: readonly Move[] | null;
  onChange: (moves: readonly Move[] | null) => void;
}) {
  const { t } = useTranslation("types");
  const { columns, moves, onChange } = props;
  const at = (from: number, to: number) =>
    moves?.find((one) => one.to === to && (one.from === from || one.from === null));
  const others = (from: number, to: number) =>
    (moves ?? []).flatMap((one) =>
      one.from !== null
        ? one.from === from && one.to === to
          ? []
          : [one]
        : // A move from any column, of which one is changed, is one from each other.
          columns
            .filter(({ id }) => id !== one.to && !(id === from && one.to === to))
            .map(({ id }) => ({ ...one, from: id })),
    );
  const all = () =>
    columns.flatMap((from) =>
      columns
        .filter((to) => to.id !== from.id)
        .map((to) => ({ from: from.id, to: to.id, manage: false })),
    );
  return (
    <Fieldset legend={t("moves")}>
      <NativeSelect
        aria-label={t("moves")}
        value={moves === null ? "all" : "some"}
        data={[
          { value: "all", label: t("movesAll") },
          { value: "some", label: t("movesSome") },
        ]}
        onChange={(event) => onChange(event.currentTarget.value === "all" ? null : all())}
      />
      {moves !== null && (
        <ul className={classes.moves}>
          {columns.map((from) => (
            <li key={from.id}>
              <span dir="auto">
                {t("movesFrom")} {from.name}
              </span>
              {columns
                .filter((to) => to.id !== from.id)
                .map((to) => {
                  const move = at(from.id, to.id);
                  const names = { from: from.name, to: to.name };
                  return (
                    <span key={to.id} className={classes.move}>
                      <Checkbox
                        size="xs"
                        label={`→ ${to.name}`}
                        aria-label={t("move", names)}
                        checked={move !== undefined}
                        onChange={(event) =>
                          onChange(
                            event.currentTarget.checked
                              ? [...(moves ?? []), { from: from.id, to: to.id, manage: false }]
                              : others(from.id, to.id),
                          )
                        }
                      />
                      {move && (
                        <Checkbox
                          size="xs"
                          label={t("manageShort")}
                          aria-label={t("manage", names)}
                          checked={move.manage}
                          onChange={(event) =>
                            onChange([
                              ...others(from.id, to.id),
                              { from: from.id, to: to.id, manage: event.currentTarget.checked },
                            ])
                          }
                        />
                      )}
                    </span>
                  );
                })}
            </li>
          ))}
        </ul>
      )}
    </Fieldset>
  );
}
