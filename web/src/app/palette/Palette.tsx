/** Go anywhere, do anything, find any task: one field and a list. */

import { Modal } from "@mantine/core";
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconSearch } from "~/ui/icons";
import { type Entry, useEntries, useTaskEntries } from "./entries";
import { SEE_ALL, useEverywhere } from "./everywhere";
import { best } from "./fuzzy";
import classes from "./Palette.module.css";
import { useViewEntries } from "./views";

const MOST_TASKS = 30;
const MOST_OTHERS = 8;

export function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const { t } = useTranslation("shell");
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const entries = useEntries(onHelp);
  const tasks = useTaskEntries();
  const views = useViewEntries();
  const id = useId();

  const local = useMemo(() => {
    const blank = query.trim() === "";
    const others = best(entries, query, (entry) => entry.target, blank ? 60 : MOST_OTHERS);
    const saved = best(views, query, (entry) => entry.target, MOST_OTHERS);
    const named = blank ? [] : best(tasks, query, (entry) => entry.target, MOST_TASKS);
    return blank ? [...others, ...saved] : [...others, ...saved, ...named];
  }, [entries, tasks, views, query]);
  const there = useMemo(() => new Set(local.map((entry) => entry.key)), [local]);
  const everywhere = useEverywhere(query, there);
  const found = useMemo(() => [...local, ...everywhere], [local, everywhere]);

  const at = Math.min(chosen, Math.max(0, found.length - 1));

  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [id, at]);

  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const last = found.length - 1;
      const next = at + step;
      setChosen(
        Math.abs(step) === 1
          ? (next + found.length) % Math.max(1, found.length)
          : Math.max(0, Math.min(last, next)),
      );
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(found[at]);
    }
  };

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      title={<span className="hw-hidden">{t("palette.title")}</span>}
      size={620}
      padding={0}
      classNames={{ header: classes.header ?? "", content: classes.content ?? "" }}
    >
      <div className={classes.field}>
        <IconSearch size={18} stroke={1.6} />
        <input
          className={classes.input}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          placeholder={t("palette.placeholder")}
          aria-label={t("palette.placeholder")}
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={found.length ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={t("palette.title")}
        className={classes.list}
      >
        {found.map((entry, place) => (
          <div key={entry.key} role="presentation">
            {entry.group !== found[place - 1]?.group && (
              <div className={classes.group} role="presentation">
                {t(`palette.groups.${entry.group}`)}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys */}
            <div
              id={`${id}-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === at}
              className={classes.option}
              onClick={() => run(entry)}
              onPointerMove={() => setChosen(place)}
            >
              <span className="hw-ellipsis">{entry.label}</span>
              {entry.hint && <span className={classes.hint}>{entry.hint}</span>}
            </div>
          </div>
        ))}
      </div>
      {found.every(({ key }) => key === SEE_ALL) && (
        <p className={classes.none} role="status">
          {t("palette.none", { query: query.trim() })}
        </p>
      )}
      <div className={classes.foot}>{t("palette.hint")}</div>
    </Modal>
  );
}
