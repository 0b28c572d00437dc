/** A task made on a day: one line, as in quick add, and where in the outline it goes. */

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { quickAdd, readQuickAdd } from "~/commands";
import { inherited } from "~/commands/inherit";
import { projectWork } from "~/model/calendars";
import type { Look } from "~/model/look";
import { DAY, formatMoment, toIso } from "~/model/moments";
import { useSession, useStore } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { locale } from "~/text/locale";
import { planRange } from "~/ui/dates";
import { chipsOf } from "~/views/grid/quickadd";
import { Reading } from "~/views/grid/reading";
import { isNumber, recall, remember } from "~/views/grid/remember";

interface ComposerProps {
  /** The first and the last of the days that it is for. */
  readonly day: number;
  readonly last: number;
  readonly look: Look;
  /** Called with a task that was added. */
  readonly onAdded: (id: number) => void;
  readonly onClose: (made: boolean) => void;
}

/** What was written last and refused, by project: it stands there again to be put right. */
const refused = new Map<number, string>();

/** Phases that are offered. */
const MOST = 300;

/** What the days add to a line that says no duration: the work there is in them. */
function lengthOf(store: ProjectStore, day: number, last: number): string {
  if (last <= day) return "";
  const minutes = projectWork(store).between(day * DAY, (last + 1) * DAY);
  const perDay = store.project.minutes_per_day;
  if (minutes === 0) return "";
  return minutes % perDay === 0 ? ` ${minutes / perDay}d` : ` ${minutes}min`;
}

export function Composer({ day, last, look, onAdded, onClose }: ComposerProps) {
  const { t } = useTranslation("calendar");
  const session = useSession();
  const { store } = session;
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() => refused.get(store.projectId) ?? "");
  const kept = `calendar.phase.${store.projectId}`;
  const [phase, setPhase] = useState(() => recall(kept, 0, isNumber));
  const phases = useStore(
    (store) =>
      store
        .outline()
        .filter((line) => line.hasChildren)
        .slice(0, MOST)
        .map((line) => ({
          id: line.id,
          label: `${"  ".repeat(line.level)}${store.task(line.id)?.name ?? ""}`,
        })),
    (a, b) =>
      a.length === b.length &&
      a.every((one, n) => one.id === b[n]?.id && one.label === b[n]?.label),
  );
  useEffect(() => {
    field.current?.focus();
    refused.delete(store.projectId);
  }, [store]);

  const inside = phases.some((one) => one.id === phase) ? phase : 0;
  const quick = readQuickAdd(store, text);
  const chips = text.trim() ? chipsOf(quick, new Reading(store)) : [];
  const add = (): void => {
    if (!text.trim()) return;
    // The day holds unless the line says another one.
    const on =
      quick.start === null && !quick.recurs ? ` from ${toIso(day * DAY).slice(0, 10)}` : "";
    const long = quick.duration || quick.milestone ? "" : lengthOf(store, day, last);
    const { where, steps } = inherited(session, look);
    const place = inside ? { inside } : (where ?? "last");
    const added = quickAdd(session, text + (on && long) + on, place, undefined, (id, typed) => {
      onAdded(id);
      return steps(id, typed);
    });
    void added.then((outcome) => {
      if (!outcome.ok) refused.set(store.projectId, text);
    });
    onClose(true);
  };
  return (
    <div className="hwc-composer">
      <TextInput
        ref={field}
        label={
          last > day
            ? t("make.span", { days: planRange(day * DAY, last * DAY) })
            : t("make.label", { date: formatMoment(day * DAY, "weekday", locale()) })
        }
        placeholder={t("make.placeholder")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          // What has the keyboard afterwards is not to be pressed by the same key.
          event.preventDefault();
          add();
        }}
        dir="auto"
        autoComplete="off"
        enterKeyHint="done"
      />
      {chips.length > 0 && (
        <p className="hwc-chips">
          {chips.map((chip) => (
            <span key={chip.text}>{chip.text}</span>
          ))}
        </p>
      )}
      {phases.length > 0 && (
        <NativeSelect
          label={t("make.phase")}
          value={String(inside)}
          data={[
            { value: "0", label: t("make.noPhase") },
            ...phases.map(({ id, label }) => ({ value: String(id), label })),
          ]}
          onChange={(event) => {
            const next = Number(event.currentTarget.value);
            setPhase(next);
            remember(kept, next);
          }}
        />
      )}
      <div className="hwc-composer-foot">
        <Button onClick={() => onClose(false)}>{t("make.cancel")}</Button>
        <Button variant="filled" disabled={!text.trim()} onClick={add}>
          {t("make.button")}
        </Button>
      </div>
    </div>
  );
}
