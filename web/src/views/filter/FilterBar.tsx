/**
 * The bar over every view of tasks: what is looked for, the filter's conditions as chips, grouping,
 * sorting, and how many tasks that leaves. A view gives its own tools and the count.
 */

import { Button, Popover } from "@mantine/core";
import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { prepareInheriting } from "~/commands/inherit";
import { useCosts } from "~/here/costs";
import { useWish } from "~/here/intents";
import type { Looked } from "~/here/look";
import { ASKED_COSTS } from "~/model/baseline";
import type { TaskFields } from "~/model/filters-fields";
import { groupingsOf } from "~/model/grouping";
import { lookedFor, NO_LOOK } from "~/model/look";
import { IconArrowsSort, IconFilter, IconSearch, IconStack2, IconX } from "~/ui/icons";
import { lateDialog } from "~/ui/Late";
import { useTyped } from "~/ui/typed";
import { useFields } from "./fields";
import { ViewsMenu } from "./ViewsMenu";
import type { ViewParts } from "./viewParts";
import { fieldName, groupingName } from "./words";
import "./filter.css";

// The bar stands on every view of tasks, what opens from it is fetched when it is wanted.
const Chips = lateDialog(() => import("./Chips"), "Chips");
const PickList = lateDialog(() => import("./PickList"), "PickList");
const SortEditor = lateDialog(() => import("./SortEditor"), "SortEditor");
const Unfit = lateDialog(() => import("./Unfit"), "Unfit");

/** Who comes near the bar is about to open something. */
function fetchParts(): void {
  for (const part of [Chips, PickList, SortEditor]) void part.preload();
}

interface FilterBarProps {
  readonly label: string;
  readonly looked: Looked;
  /** Tasks that are shown for their own sake, of how many. */
  readonly count: number;
  readonly total: number;
  /** Whether the view can be put in groups and in another order. */
  readonly groups?: boolean;
  readonly sorts?: boolean;
  /** Tasks that are shown though they do not fit. */
  readonly unfit?: ReadonlySet<number>;
  /** Whether something else decides now what is shown. */
  readonly quiet?: boolean;
  /** What saved views keep of this one; left out, it has none. */
  readonly parts?: ViewParts;
  /** Before the filter: tools of the view. */
  readonly before?: ReactNode;
  readonly children?: ReactNode;
}

export function FilterBar(props: FilterBarProps) {
  const {
    label,
    looked,
    count,
    total,
    groups = true,
    sorts = true,
    unfit,
    quiet,
    parts,
    before,
    children,
  } = props;
  const { look, broken, filtering, change } = looked;
  const { t } = useTranslation("filter");
  const fields = useFields();
  useCosts(lookedFor(look, ASKED_COSTS));
  const [adding, setAdding] = useState(false);
  const clear = () => change({ filter: NO_LOOK.filter, text: "" });
  useEffect(() => {
    if (filtering) prepareInheriting();
  }, [filtering]);
  useWish("addFilter", () => setAdding(true));
  useWish("clearFilters", () => change({ ...NO_LOOK, colour: look.colour }));
  const changed = looked.view !== null && (looked.changed || parts?.columns?.differ === true);
  const chips = look.filter.items.length > 0 || adding || looked.lost || changed;
  return (
    <>
      <div
        className="hwg-toolbar"
        role="toolbar"
        aria-label={label}
        onPointerEnter={fetchParts}
        onFocus={fetchParts}
      >
        {before}
        {parts && !quiet && <ViewsMenu looked={looked} parts={parts} />}
        {!quiet && <QuickText text={look.text} change={change} />}
        {!quiet && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            className="hwf-tool"
            data-on={look.filter.items.length > 0 || undefined}
            aria-keyshortcuts="Control+Shift+F"
            leftSection={<IconFilter size={15} stroke={1.6} />}
            onClick={() => setAdding(true)}
          >
            {t("filter")}
          </Button>
        )}
        {groups && !quiet && (
          <GroupTool group={look.group} fields={fields} onPick={(group) => change({ group })} />
        )}
        {sorts && !quiet && <SortTool looked={looked} fields={fields} />}
        {(filtering || (groups && look.group !== "")) && !quiet && (
          <span className="hwf-count-of" role="status">
            {t("count", { count: total, shown: count })}
          </span>
        )}
        <span className="hwg-toolbar-space" />
        {children}
      </div>
      {(chips || broken) && !quiet && (
        <Suspense fallback={<div className="hwf-chips" />}>
          <Chips
            filter={look.filter}
            fields={fields}
            adding={adding}
            onAdding={setAdding}
            onChange={(filter) => change({ filter })}
            onClear={clear}
            broken={broken}
            lost={looked.lost}
            looked={looked}
            changed={changed && parts ? parts : null}
          />
        </Suspense>
      )}
      {filtering && unfit && unfit.size > 0 && !quiet && (
        <Suspense>
          <Unfit ids={[...unfit]} look={look} fields={fields} onClear={clear} />
        </Suspense>
      )}
      {filtering && count === 0 && total > 0 && !quiet && (
        <div className="hwf-nothing">
          {t("nothing")}
          <Button variant="subtle" size="compact-sm" onClick={clear}>
            {t("clear")}
          </Button>
        </div>
      )}
    </>
  );
}

/** Milliseconds without a key after which the view follows. */
const QUIET = 120;

/** Words that must stand in a task: shown as they are typed. */
function QuickText({ text, change }: { text: string; change: Looked["change"] }) {
  const { t } = useTranslation("filter");
  const tell = useCallback((text: string) => change({ text }), [change]);
  const [typed, setTyped] = useTyped(text, tell, QUIET);
  const field = useRef<HTMLInputElement>(null);
  useWish("findText", () => {
    field.current?.focus();
    field.current?.select();
  });
  return (
    <span className="hwf-text">
      <IconSearch size={14} stroke={1.6} />
      <input
        ref={field}
        value={typed}
        placeholder={t("find")}
        aria-label={t("findLabel")}
        aria-keyshortcuts="Control+F"
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          if (typed !== "") setTyped("");
          else document.querySelector<HTMLElement>("[role=treegrid]")?.focus();
        }}
      />
      {typed !== "" && (
        <button
          type="button"
          className="hwf-x"
          aria-label={t("clearText")}
          onClick={() => {
            setTyped("");
            field.current?.focus();
          }}
        >
          <IconX size={12} stroke={1.8} />
        </button>
      )}
    </span>
  );
}

/** The order in which groupings are offered; the others follow. */
const FIRST = ["", "status", "assignee", "team", "phase", "state", "critical", "finish.month"];

function GroupTool(props: { group: string; fields: TaskFields; onPick: (key: string) => void }) {
  const { group, fields, onPick } = props;
  const { t } = useTranslation("filter");
  const [open, setOpen] = useState(false);
  useWish("groupBy", () => setOpen(true));
  const options = useMemo(() => {
    if (!open) return [];
    const there = ["", ...groupingsOf(fields)].filter(
      (key) => key !== "status" || fields.store.rows("statuses").size > 0,
    );
    const rest = there.filter((key) => !FIRST.includes(key));
    return [...FIRST.filter((key) => there.includes(key)), ...rest].map((value) => ({
      value,
      label: groupingName(value, fields),
    }));
  }, [open, fields]);
  const on = group !== "";
  return (
    <Tool
      icon={IconStack2}
      on={on}
      words={on ? t("groupedBy", { name: groupingName(group, fields) }) : t("groupTool")}
      label={t("groupLabel")}
      open={open}
      onOpen={setOpen}
    >
      <PickList
        label={t("groupLabel")}
        options={options}
        onPick={(key) => {
          onPick(key);
          setOpen(false);
        }}
      />
    </Tool>
  );
}

function SortTool({ looked, fields }: { looked: Looked; fields: TaskFields }) {
  const { t } = useTranslation("filter");
  const [open, setOpen] = useState(false);
  useWish("sortBy", () => setOpen(true));
  const { sort } = looked.look;
  const [first] = sort;
  const more = sort.length > 1 ? ` +${sort.length - 1}` : "";
  return (
    <Tool
      icon={IconArrowsSort}
      on={sort.length > 0}
      words={first ? t("sortedBy", { name: fieldName(first.field, fields) + more }) : t("sortTool")}
      label={t("sortLabel")}
      open={open}
      onOpen={setOpen}
    >
      <SortEditor sort={sort} fields={fields} onChange={(next) => looked.change({ sort: next })} />
    </Tool>
  );
}

/** A button of the bar, and what opens under it: fetched then, while the bar stays. */
function Tool(props: {
  icon: typeof IconStack2;
  on: boolean;
  words: string;
  label: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  children: ReactNode;
}) {
  const { icon: Icon, on, words, label, open, onOpen, children } = props;
  return (
    <Popover
      opened={open}
      onChange={onOpen}
      width={280}
      trapFocus
      returnFocus
      position="bottom-start"
    >
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          className="hwf-tool"
          data-on={on || undefined}
          leftSection={<Icon size={15} stroke={1.6} />}
          onClick={() => onOpen(!open)}
        >
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="hwf-drop" aria-label={label}>
        <Suspense>{children}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
