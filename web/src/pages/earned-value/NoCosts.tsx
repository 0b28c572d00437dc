/** Earned value of a plan that costs nothing: what is missing, and where to give it. */

import { useTranslation } from "react-i18next";
import { useStore } from "~/store/react";
import { FirstTask } from "~/task/FirstTask";
import { AssignPeople, staffingOf, ToPeople } from "~/task/NextStep";
import { EmptyState } from "~/ui/EmptyState";

export function NoCosts() {
  const { t } = useTranslation("earned-value");
  const lacks = useStore(staffingOf);
  const rates = useStore((store) => store.may("rates.read"));
  const next =
    lacks === "tasks" ? (
      <FirstTask />
    ) : lacks === "people" ? (
      <AssignPeople />
    ) : (
      rates && <ToPeople to="rates" primary />
    );
  return <EmptyState level={2} title={t("empty.title")} text={t(`empty.${lacks}`)} action={next} />;
}
