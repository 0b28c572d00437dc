/** The first and the last day of a sprint. */

import { useTranslation } from "react-i18next";
import { DAY } from "~/model/moments";
import { useSession } from "~/store/react";
import { DateField } from "~/ui/DateField";
import classes from "./Dialogs.module.css";

/** Sprints have whole days. */
const RULES = { day_start: 0, day_finish: DAY };

export function Days(props: {
  start: number | null;
  finish: number | null;
  onStart: (start: number | null) => void;
  onFinish: (finish: number | null) => void;
}) {
  const { t } = useTranslation("scrum");
  const { zone } = useSession().store.project;
  const rules = zone ? { ...RULES, zone } : RULES;
  return (
    <div className={classes.pair}>
      <DateField
        label={t("firstDay")}
        value={props.start}
        as="start"
        rules={rules}
        onChange={props.onStart}
      />
      <DateField
        label={t("lastDay")}
        value={props.finish}
        as="finish"
        rules={rules}
        onChange={props.onFinish}
      />
    </div>
  );
}
