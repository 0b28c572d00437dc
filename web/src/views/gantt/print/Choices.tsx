/** Paper, levels, columns, time and signs of a printed Gantt. */

import { Checkbox, Select } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "~/store/react";
import { DateField } from "~/ui/DateField";
import {
  COLUMNS,
  columnsOf,
  PAPERS,
  type PrintOptions,
  type PrintRange,
  withColumn,
} from "./options";
import classes from "./Print.module.css";

interface ChoicesProps<Options extends PrintOptions> {
  readonly options: Options;
  readonly range: PrintRange;
  /** Which choice the server refuses, and why. */
  readonly wrong: { readonly field: string | null; readonly text: string | null };
  onChange(options: Options): void;
  onRange(range: PrintRange): void;
}

export function Choices<Options extends PrintOptions>(props: ChoicesProps<Options>) {
  const { options, range, wrong, onChange, onRange } = props;
  const { t } = useTranslation("gantt-print");
  const { store } = useSession();
  const set = (part: Partial<PrintOptions>) => onChange({ ...options, ...part });
  const baselines = [...store.rows("baselines").values()].sort((a, b) => a.number - b.number);
  const levels = useMemo(() => depthOf(store.rows("tasks")), [store]);
  const columns = columnsOf(options, baselines.length > 0);
  const plan = options.view === "plan";
  const errorOf = (field: keyof PrintRange) =>
    wrong.field === field ? (wrong.text ?? undefined) : undefined;

  return (
    <>
      <Select
        label={t("rows")}
        value={options.shown ? "shown" : "all"}
        data={[
          { value: "all", label: t("rowsAll") },
          { value: "shown", label: t("rowsShown") },
        ]}
        allowDeselect={false}
        onChange={(value) => set({ shown: value === "shown" })}
      />
      {plan && !options.shown && (
        <Select
          label={t("depth")}
          value={options.depth === null ? "fit" : String(Math.min(options.depth, levels))}
          data={[
            { value: "fit", label: t(options.pages === "one" ? "depthFit" : "depthAll") },
            ...Array.from({ length: levels }, (_, i) => ({
              value: String(i + 1),
              label: t("levels", { count: i + 1 }),
            })),
          ]}
          allowDeselect={false}
          onChange={(value) => set({ depth: value === "fit" ? null : Number(value) })}
        />
      )}
      <div className={classes.pair}>
        <Select
          label={t("paper")}
          value={options.paper}
          data={PAPERS.map((value) => ({ value, label: t(`papers.${value}`) }))}
          allowDeselect={false}
          onChange={(value) => set({ paper: value as PrintOptions["paper"] })}
        />
        <Select
          label={t("turned")}
          disabled={options.paper === "slide"}
          value={options.paper === "slide" ? "landscape" : options.turned}
          data={(["landscape", "portrait"] as const).map((value) => ({
            value,
            label: t(`turns.${value}`),
          }))}
          allowDeselect={false}
          onChange={(value) => set({ turned: value as PrintOptions["turned"] })}
        />
      </div>
      <Select
        label={t("pages")}
        value={options.pages}
        data={(["one", "many"] as const).map((value) => ({ value, label: t(`howMany.${value}`) }))}
        allowDeselect={false}
        onChange={(value) => set({ pages: value as PrintOptions["pages"] })}
      />
      <div className={classes.pair}>
        <DateField
          label={t("from")}
          as="start"
          rules={store.project}
          value={moment(range.start)}
          placeholder={t("planStart")}
          error={errorOf("start")}
          onChange={(value) => onRange({ ...range, start: iso(value) })}
        />
        <DateField
          label={t("to")}
          as="finish"
          rules={store.project}
          value={moment(range.finish)}
          placeholder={t("planFinish")}
          error={errorOf("finish")}
          onChange={(value) => onRange({ ...range, finish: iso(value) })}
        />
      </div>
      {baselines.length > 0 && (
        <Select
          label={t("baseline")}
          value={String(options.baseline)}
          data={[
            { value: "-1", label: t("noBaseline") },
            ...baselines.map((row) => ({
              value: String(row.number),
              label: row.name || t("baselineNumber", { number: row.number }),
            })),
          ]}
          allowDeselect={false}
          onChange={(value) => set({ baseline: Number(value) })}
        />
      )}
      <fieldset className={classes.group}>
        <legend>{t("signs")}</legend>
        {(["links", "labels", "shades"] as const).map((name) => (
          <Checkbox
            key={name}
            size="xs"
            label={t(`sign.${name}`)}
            checked={options[name]}
            onChange={(event) => set({ [name]: event.currentTarget.checked })}
          />
        ))}
      </fieldset>
      <fieldset className={classes.group} data-wide>
        <legend>{t("columns")}</legend>
        {COLUMNS.map((name) => (
          <Checkbox
            key={name}
            size="xs"
            label={t(`column.${name}`)}
            checked={columns.includes(name)}
            onChange={() => {
              const next = withColumn(options, name, baselines.length > 0);
              set({ columns: next.columns });
            }}
          />
        ))}
      </fieldset>
    </>
  );
}

/** How many levels an outline has. */
function depthOf(tasks: ReadonlyMap<number, { readonly parent_id: number | null }>): number {
  const known = new Map<number, number>();
  const level = (key: number): number => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, 1); // a circle, were there one, ends here
    const parent = tasks.get(key)?.parent_id ?? null;
    const own = parent === null || !tasks.has(parent) ? 1 : level(parent) + 1;
    known.set(key, own);
    return own;
  };
  let most = 1;
  for (const key of tasks.keys()) most = Math.max(most, level(key));
  return most;
}

function iso(minute: number | null): string | null {
  return minute === null ? null : new Date(minute * 60_000).toISOString().slice(0, 10);
}

function moment(day: string | null): number | null {
  return day === null ? null : Date.parse(`${day}T12:00Z`) / 60_000;
}
