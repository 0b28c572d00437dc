/** Tasks with their date and how far they are off. */

import { Button, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { planDate } from "~/ui/dates";
import { IconCircleCheck, IconClock, IconSquareRotated } from "~/ui/icons";
import type { Dated } from "./lists";
import classes from "./OverviewPage.module.css";

export function DatedList(props: {
  items: readonly Dated[];
  shown: number;
  empty: string;
  sign: "diamond" | "clock";
  onOpen: (id: number) => void;
  onReveal: (id: number) => void;
}) {
  const { t } = useTranslation("overview");
  const [all, setAll] = useState(false);
  if (!props.items.length) return <p className="hw-dim">{props.empty}</p>;
  const listed = all ? props.items : props.items.slice(0, props.shown);
  return (
    <>
      <ul className={classes.list}>
        {listed.map((item) => (
          <li key={item.id}>
            <span className={classes.sign} data-critical={item.critical || undefined} aria-hidden>
              {item.done ? (
                <IconCircleCheck size={16} stroke={1.8} />
              ) : props.sign === "diamond" ? (
                <IconSquareRotated size={15} stroke={1.8} />
              ) : (
                <IconClock size={15} stroke={1.8} />
              )}
            </span>
            <UnstyledButton className={classes.task} onClick={() => props.onOpen(item.id)}>
              {item.name || t("unnamed")}
            </UnstyledButton>
            <Slip item={item} />
            <UnstyledButton
              className={`hw-num ${classes.date}`}
              onClick={() => props.onReveal(item.id)}
              aria-label={t("show", { name: item.name, date: planDate(item.finish) })}
            >
              {planDate(item.finish)}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {props.items.length > listed.length && (
        <Button variant="subtle" mt={4} onClick={() => setAll(true)}>
          {t("all", { count: props.items.length })}
        </Button>
      )}
    </>
  );
}

function Slip({ item }: { item: Dated }) {
  const { t } = useTranslation("overview");
  if (item.done) return <span className={classes.slip}>{t("done")}</span>;
  if (item.overdue !== null) {
    return (
      <span className={classes.slip} data-tone="critical">
        {t("overdue", { count: item.overdue })}
      </span>
    );
  }
  if (item.slip === null) return null;
  const days = item.slip;
  if (days === 0) return <span className={classes.slip}>{t("onTime")}</span>;
  return (
    <span className={classes.slip} data-tone={days > 0 ? "late" : "done"}>
      {days > 0 ? t("later", { count: days }) : t("earlier", { count: -days })}
    </span>
  );
}
