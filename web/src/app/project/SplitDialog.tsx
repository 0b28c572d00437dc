/** Where a task rests: split it at a date, or take a rest away. */

import { ActionIcon, Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { setSplits } from "~/commands";
import { drivingWork, projectWork } from "~/model/calendars";
import { formatDuration, parseDuration } from "~/model/durations";
import { splitsOf } from "~/model/effort";
import { partsOf, withRest, workedUntil } from "~/model/splits";
import { useSession, useStore } from "~/store/react";
import { DateField } from "~/ui/DateField";
import { planDate } from "~/ui/dates";
import { IconX } from "~/ui/icons";
import { Fields } from "~/ui/Page";

export function SplitDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation(["task", "shell"]);
  const session = useSession();
  const { store } = session;
  const task = useStore((one) => one.task(id));
  const dates = useStore((one) => one.schedule(id));
  const project = useStore((one) => one.project);
  const [from, setFrom] = useState<number | null>(null);
  const [length, setLength] = useState("1d");
  const [error, setError] = useState("");
  if (!task || !dates) return null;

  const parts = partsOf(store, task, dates.start);
  const work = drivingWork(store, task)[0] ?? projectWork(store);
  // A weekend is no time to begin a rest.
  const halfway = work.next(middle(parts));
  const rests = splitsOf(task);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const rest = parseDuration(length, project)?.minutes ?? 0;
    const done = workedUntil(store, task, dates.start, from ?? halfway);
    if (rest <= 0) return setError(t("dates.durationWrong"));
    if (done <= 0 || done >= task.duration) return setError(t("split.outside"));
    const outcome = await setSplits(session, id, withRest(task, done, rest));
    if (outcome.ok) onClose();
    else setError(outcome.problem.detail);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("split.title", { name: task.name })}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {rests.length === 0 ? (
        <p className="hw-dim">{t("split.none")}</p>
      ) : (
        <ul style={{ listStyle: "none", margin: "0 0 12px", padding: 0 }}>
          {rests.map(([before, rest], place) => {
            const done = formatDuration(before, "d", project);
            return (
              <li key={before} style={{ display: "flex", alignItems: "center", gap: 8 }}>
                <span style={{ flex: 1 }}>
                  {t("split.rest", {
                    length: formatDuration(rest, "d", project),
                    done,
                    date: planDate(parts[place]?.[1] ?? dates.start),
                  })}
                </span>
                <ActionIcon
                  size={24}
                  aria-label={t("split.remove", { done })}
                  onClick={() =>
                    void setSplits(
                      session,
                      id,
                      rests.filter((one) => one[0] !== before),
                    )
                  }
                >
                  <IconX size={14} />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
      )}
      <form onSubmit={(event) => void save(event)} noValidate>
        <Fields>
          <DateField
            label={t("split.from")}
            as="start"
            rules={project}
            value={from ?? halfway}
            onChange={setFrom}
          />
          <TextInput
            label={t("split.for")}
            value={length}
            onChange={(event) => setLength(event.currentTarget.value)}
          />
          {error && (
            <p role="alert" style={{ color: "var(--hw-critical)" }}>
              {error}
            </p>
          )}
          <div>
            <Button type="submit" variant="filled">
              {t("split.save")}
            </Button>
          </div>
        </Fields>
      </form>
    </Modal>
  );
}

/** The begin of the day about halfway through the longest part. */
function middle(parts: readonly (readonly [number, number])[]): number {
  const [from, to] = parts.reduce((a, b) => (b[1] - b[0] > a[1] - a[0] ? b : a), [0, 0] as const);
  const half = from + (to - from) / 2;
  const day = Math.round(half / 1440) * 1440 + (from % 1440);
  return day > from && day < to ? day : Math.round(half);
}
