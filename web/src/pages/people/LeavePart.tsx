/** Leave of a person, from a day to a day: one step, kept in a calendar of their own. */

import { ActionIcon, Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendToWorkspace } from "~/here/queries";
import { useWorkspaceChange } from "~/here/workspaceChange";
import type { CalendarRow, ResourceRow } from "~/protocol/tables.generated";
import { planDate } from "~/ui/dates";
import { IconX } from "~/ui/icons";
import { dayOfIso, leavesOf } from "./capacity";
import classes from "./PeoplePage.module.css";

const DAY = 1440;

export function LeavePart(props: {
  workspaceId: number;
  resource: ResourceRow;
  calendars: readonly CalendarRow[];
}) {
  const { t } = useTranslation("people");
  const change = useWorkspaceChange();
  const { workspaceId, resource } = props;
  const [error, setError] = useState("");
  const leaves = leavesOf(props.calendars.find((one) => one.id === resource.calendar_id));
  const words = (day: number) => planDate(day * DAY);

  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const first = dayOfIso(String(data.get("from") ?? ""));
    const last = dayOfIso(String(data.get("to") ?? "")) ?? first;
    if (first === null || last === null || last < first) return setError(t("leave.wrong"));
    setError("");
    const name = String(data.get("reason") ?? "").trim() || t("leave.title");
    const done = await change(
      () =>
        sendToWorkspace(workspaceId, "resource.leave", {
          id: resource.id,
          add: [{ first, last, name }],
        }),
      t("leave.added", { name: resource.name }),
    );
    if (done) form.reset();
  };

  return (
    <section className={classes.leave} aria-label={t("leave.title")}>
      <h3>{t("leave.title")}</h3>
      {leaves.length === 0 ? (
        <p className="hw-dim">{t("leave.none")}</p>
      ) : (
        <ul>
          {leaves.map((one) => (
            <li key={`${one.first} ${one.last}`}>
              <span>
                {one.first === one.last
                  ? words(one.first)
                  : t("leave.span", { from: words(one.first), to: words(one.last) })}{" "}
                <span className="hw-dim">{one.name}</span>
              </span>
              <ActionIcon
                size={24}
                aria-label={t("leave.remove", { date: words(one.first) })}
                onClick={() =>
                  void change(
                    () =>
                      sendToWorkspace(workspaceId, "resource.leave", {
                        id: resource.id,
                        remove: [{ first: one.first, last: one.last }],
                      }),
                    t("leave.removed"),
                  )
                }
              >
                <IconX size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={(event) => void add(event)} noValidate>
        <TextInput type="date" name="from" label={t("leave.from")} />
        <TextInput type="date" name="to" label={t("leave.to")} />
        <TextInput name="reason" label={t("leave.name")} maxLength={200} />
        <Button type="submit">{t("leave.add")}</Button>
      </form>
      {error && (
        <p role="alert" style={{ color: "var(--hw-critical)" }}>
          {error}
        </p>
      )}
    </section>
  );
}
