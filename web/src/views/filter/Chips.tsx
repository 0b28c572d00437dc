/** The filter's conditions as chips: each can be changed and taken away where it stands. */

import { Button, Popover } from "@mantine/core";
import { type KeyboardEvent, Suspense, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Looked } from "~/here/look";
import {
  type Condition,
  type FilterGroup,
  type FilterItem,
  isComplete,
  isGroup,
  withAlso,
  withItem,
} from "~/model/filters";
import type { TaskFields } from "~/model/filters-fields";
import { problemOf } from "~/model/filters-match";
import { IconAlertTriangle, IconPlus, IconX } from "~/ui/icons";
import { lateDialog } from "~/ui/Late";
import { ConditionEditor, firstCondition } from "./ConditionEditor";
import { PickList } from "./PickList";
import { Unsaved } from "./Unsaved";
import type { ViewParts } from "./viewParts";
import { conditionWords, fieldName, groupWords } from "./words";

const TreeDialog = lateDialog(() => import("./TreeDialog"), "TreeDialog");

interface ChipsProps {
  readonly filter: FilterGroup;
  readonly fields: TaskFields;
  readonly broken: boolean;
  /** Whether the saved view of the address is not there. */
  readonly lost: boolean;
  readonly adding: boolean;
  readonly looked: Looked;
  /** What the open view keeps, where it shows something else now. */
  readonly changed: ViewParts | null;
  onAdding(adding: boolean): void;
  onChange(filter: FilterGroup): void;
  onClear(): void;
}

/** In which order fields are offered: those most asked for first. */
const FIRST = [
  "status",
  "assignee",
  "finish",
  "start",
  "critical",
  "late",
  "overdue",
  "blocked",
  "state",
  "name",
  "deadline",
  "milestone",
  "percent",
  "under",
];
const GROUP = "(group)";

export function Chips(props: ChipsProps) {
  const { filter, fields, broken, lost, adding, looked, changed, onAdding, onChange, onClear } =
    props;
  const { t } = useTranslation("filter");
  const row = useRef<HTMLDivElement>(null);
  /** The place of a chip that is being removed. */
  const left = useRef<number | null>(null);
  const [tree, setTree] = useState(false);

  /** The arrows go from chip to chip. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const target = event.target as HTMLElement;
    if (!target.matches("[data-chip]")) return;
    const all = [...(row.current?.querySelectorAll<HTMLElement>("[data-chip]") ?? [])];
    const to = all[all.indexOf(target) + (event.key === "ArrowRight" ? 1 : -1)];
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  function remove(place: number): void {
    left.current = place;
    onChange(withItem(filter, [place], null));
  }

  // Once the chip is gone, with which the keyboard went: the address follows in its own time.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of chips is what is waited for
  useLayoutEffect(() => {
    const place = left.current;
    left.current = null;
    const now = document.activeElement;
    if (place === null || (now !== document.body && !row.current?.contains(now))) return;
    const all = [...(row.current?.querySelectorAll<HTMLElement>("[data-chip]") ?? [])];
    (all[place] ?? all.at(-1))?.focus();
  }, [filter.items.length]);

  return (
    <div ref={row} className="hwf-chips" role="group" aria-label={t("chips")} onKeyDown={onKeyDown}>
      {broken && (
        <span className="hwf-broken" role="alert">
          <IconAlertTriangle size={14} stroke={1.6} />
          {t("broken")}
        </span>
      )}
      {lost && (
        <span className="hwf-broken" role="alert">
          <IconAlertTriangle size={14} stroke={1.6} />
          {t("views.lost")}
        </span>
      )}
      {filter.items.map((item, place) => (
        // Chips have no names of their own; their places are all that tells them apart.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <span key={place} className="hwf-joined">
          {place > 0 && (
            <button
              type="button"
              className="hwf-join"
              title={t("switchJoin")}
              onClick={() => onChange({ ...filter, join: filter.join === "all" ? "any" : "all" })}
            >
              {t(filter.join === "all" ? "and" : "orWord")}
            </button>
          )}
          <Chip
            item={item}
            fields={fields}
            onChange={(next) => onChange(withItem(filter, [place], next))}
            onRemove={() => remove(place)}
            onTree={() => setTree(true)}
          />
        </span>
      ))}
      <AddFilter
        filter={filter}
        fields={fields}
        open={adding}
        onOpen={onAdding}
        onChange={onChange}
        onTree={() => setTree(true)}
      />
      {filter.items.length > 1 && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setTree(true)}>
          {t("editAll")}
        </Button>
      )}
      {(filter.items.length > 0 || broken) && (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={onClear}>
          {t("clear")}
        </Button>
      )}
      {changed && <Unsaved looked={looked} parts={changed} />}
      {tree && (
        <Suspense>
          <TreeDialog
            filter={filter}
            fields={fields}
            onChange={onChange}
            onClose={() => setTree(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

interface ChipProps {
  readonly item: FilterItem;
  readonly fields: TaskFields;
  onChange(item: FilterItem): void;
  onRemove(): void;
  onTree(): void;
}

function Chip({ item, fields, onChange, onRemove, onTree }: ChipProps) {
  const { t } = useTranslation("filter");
  const [open, setOpen] = useState(false);
  const group = isGroup(item);
  const problem = group ? null : problemOf(item, fields);
  const words = group ? null : conditionWords(item, fields);
  const said = group
    ? groupWords(item, fields)
    : [words?.field, words?.op, words?.value].filter(Boolean).join(" ");
  const wrong = problem === "field" || (problem === "value" && isComplete(item as Condition));
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    onRemove();
  }
  const face = (
    <button
      type="button"
      data-chip
      className="hwf-face"
      title={wrong ? t(`problem.${problem}` as "problem.field") : said}
      aria-haspopup="dialog"
      aria-label={wrong ? `${said}: ${t(`problem.${problem}` as "problem.field")}` : said}
      onClick={() => (group ? onTree() : setOpen(!open))}
      onKeyDown={onKeyDown}
    >
      {wrong && <IconAlertTriangle size={13} stroke={1.6} />}
      {words ? (
        <>
          <span>{words.field}</span> {words.op && <span className="hwf-op">{words.op}</span>}{" "}
          {words.value && <strong dir="auto">{words.value}</strong>}
        </>
      ) : (
        <span className="hwf-group-words">{said}</span>
      )}
    </button>
  );
  return (
    <span className="hwf-chip" data-wrong={wrong || undefined}>
      {group ? (
        face
      ) : (
        <Popover
          opened={open}
          onChange={setOpen}
          width={280}
          trapFocus
          returnFocus
          position="bottom-start"
        >
          <Popover.Target>{face}</Popover.Target>
          <Popover.Dropdown className="hwf-drop" aria-label={said}>
            <ConditionEditor
              condition={item}
              fields={fields}
              onChange={onChange}
              onDone={() => setOpen(false)}
            />
          </Popover.Dropdown>
        </Popover>
      )}
      <button
        type="button"
        className="hwf-x"
        aria-label={t("remove", { name: said })}
        onClick={onRemove}
      >
        <IconX size={12} stroke={1.8} />
      </button>
    </span>
  );
}

/** One more condition: first its field, then, in the same place, its value. */
function AddFilter(props: {
  filter: FilterGroup;
  fields: TaskFields;
  open: boolean;
  onOpen(open: boolean): void;
  onChange(filter: FilterGroup): void;
  onTree(): void;
}) {
  const { filter, fields, open, onOpen, onChange, onTree } = props;
  const { t } = useTranslation("filter");
  const [fresh, setFresh] = useState<Condition | null>(null);
  const [before, setBefore] = useState(filter);
  const options = useMemo(() => {
    if (!open) return [];
    const there = fields.all
      .map((field) => field.key)
      .filter(
        (key) => key !== "anything" && (key !== "status" || fields.store.rows("statuses").size > 0),
      );
    const first = FIRST.filter((key) => there.includes(key));
    const rest = there.filter((key) => !FIRST.includes(key));
    return [
      ...[...first, ...rest].map((value) => ({ value, label: fieldName(value, fields) })),
      { value: GROUP, label: t("addGroup") },
    ];
  }, [open, fields, t]);

  const button = useRef<HTMLButtonElement>(null);

  function close(): void {
    onOpen(false);
    setFresh(null);
    // What had the keyboard is gone: it goes on where one more filter is added.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) button.current?.focus();
    });
  }

  function pick(key: string): void {
    if (key === GROUP) {
      close();
      onChange(withAlso(filter, { join: "any", items: [] }));
      onTree();
      return;
    }
    const field = fields.get(key);
    if (!field) return;
    const condition = firstCondition(field);
    setBefore(filter);
    // A flag says all that there is to say by itself.
    if (field.kind === "flag") close();
    else setFresh(condition);
    if (isComplete(condition)) onChange(withAlso(filter, condition));
  }

  return (
    <Popover
      opened={open}
      onChange={(next) => (next ? onOpen(true) : close())}
      width={280}
      trapFocus
      returnFocus
      position="bottom-start"
    >
      <Popover.Target>
        <Button
          ref={button}
          variant="subtle"
          size="compact-sm"
          data-chip
          leftSection={<IconPlus size={14} stroke={1.6} />}
          onClick={() => (open ? close() : onOpen(true))}
        >
          {t("addFilter")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="hwf-drop" aria-label={t("addFilter")}>
        {fresh ? (
          <>
            <div className="hwf-drop-title">{fieldName(fresh.field, fields)}</div>
            <ConditionEditor
              condition={fresh}
              fields={fields}
              onChange={(next) => {
                setFresh(next);
                onChange(isComplete(next) ? withAlso(before, next) : before);
              }}
              onDone={close}
            />
          </>
        ) : (
          <PickList label={t("addFilter")} options={options} onPick={pick} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
