/** How to level: what may move and how long to search. Remembered a project. */

import { Button, Checkbox, NativeSelect, Pill } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSession, useStore } from "~/store/react";
import { TaskSearch } from "~/task/TaskSearch";
import { Section } from "~/ui/Page";
import classes from "./LevellingPage.module.css";
import type { Options, Overallocations } from "./query";

const SECONDS = [0, 5, 10, 30, 60, 300] as const;
/** For as long may those search who only look on. */
const LOOKING = 15;
const FIRST: Options = {
  within_float: false,
  splitting: false,
  priorities: true,
  others: false,
  projects: [],
  alone: [],
  seconds: 10,
};

export function useOptions(projectId: number) {
  const [kept, setKept] = useLocalStorage<Options>({
    key: `hw-level-${projectId}`,
    defaultValue: FIRST,
    getInitialValueInEffect: false,
  });
  const edits = useStore((store) => store.may("plan.edit"));
  const options = { ...FIRST, ...kept };
  // Who could edit when he chose may ask for less since.
  const seconds = edits ? options.seconds : Math.min(options.seconds, FIRST.seconds);
  return [{ ...options, seconds }, setKept] as const;
}

export function OptionsPart(props: {
  options: Options;
  onChange: (options: Options) => void;
  projects: Overallocations["projects"];
  again: boolean;
  onRun: () => void;
}) {
  const { t } = useTranslation("levelling");
  const { options, onChange } = props;
  const edits = useStore((store) => store.may("plan.edit"));
  const set = (some: Partial<Options>) => onChange({ ...options, ...some });
  const flag = (name: "within_float" | "splitting" | "priorities") => (
    <Checkbox
      label={t(`options.${name}`)}
      description={t(`options.${name}_more`)}
      checked={options[name]}
      onChange={(event) => set({ [name]: event.currentTarget.checked })}
    />
  );
  return (
    <Section title={t("options.title")} level={3}>
      <div className={classes.options}>
        <div className={classes.column}>
          {flag("within_float")}
          {flag("splitting")}
          {flag("priorities")}
        </div>
        <div className={classes.column}>
          <Neighbours {...props} />
          <Alone alone={options.alone} onChange={(alone) => set({ alone })} />
        </div>
      </div>
      <div className={classes.go}>
        <NativeSelect
          aria-label={t("options.seconds")}
          value={options.seconds}
          onChange={(event) => set({ seconds: Number(event.target.value) })}
          data={SECONDS.filter((one) => edits || one <= LOOKING).map((one) => ({
            value: String(one),
            label: t(one === 0 ? "options.atOnce" : one < 60 ? "options.upTo" : "options.minutes", {
              count: one < 60 ? one : one / 60,
            }),
          }))}
        />
        <Button
          variant={props.again ? "default" : "filled"}
          onClick={props.onRun}
          data-testid="level"
        >
          {t(props.again ? "again" : "run")}
        </Button>
      </div>
    </Section>
  );
}

/** Other projects that share people: their work stands, or is levelled too. */
export function Neighbours(props: {
  options: Options;
  onChange: (options: Options) => void;
  projects: Overallocations["projects"];
}) {
  const { t } = useTranslation("levelling");
  const { options, projects } = props;
  const set = (some: Partial<Options>) => props.onChange({ ...options, ...some });
  if (projects.length === 0) return null;
  return (
    <fieldset className={classes.group}>
      <legend>{t("options.neighbours")}</legend>
      <Checkbox
        label={t("options.others", { count: projects.length })}
        description={t("options.others_more")}
        checked={options.others}
        onChange={(event) => set({ others: event.currentTarget.checked })}
      />
      {projects
        .filter((one) => one.edits)
        .map((one) => (
          <Checkbox
            key={one.id}
            label={t("options.together", { name: one.name })}
            checked={options.projects.includes(one.id)}
            onChange={(event) =>
              set({
                projects: event.currentTarget.checked
                  ? [...options.projects, one.id]
                  : options.projects.filter((id) => id !== one.id),
              })
            }
          />
        ))}
    </fieldset>
  );
}

function Alone(props: { alone: readonly number[]; onChange: (alone: number[]) => void }) {
  const { t } = useTranslation("levelling");
  const { store } = useSession();
  const { alone, onChange } = props;
  const chosen = useMemo(() => new Set(alone), [alone]);
  return (
    <fieldset className={classes.group}>
      <legend>{t("options.alone")}</legend>
      <div className={classes.pills}>
        {alone.map((id) => (
          <Pill
            key={id}
            withRemoveButton
            onRemove={() => onChange(alone.filter((other) => other !== id))}
            removeButtonProps={{
              "aria-label": t("options.release", { name: store.task(id)?.name ?? id }),
              "aria-hidden": false,
              tabIndex: 0,
            }}
          >
            {store.task(id)?.name ?? id}
          </Pill>
        ))}
      </div>
      <TaskSearch
        label={t("options.leave")}
        exclude={chosen}
        onChoose={(id) => onChange([...alone, id])}
      />
    </fieldset>
  );
}
