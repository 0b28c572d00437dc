/** What was done to this task, by whom; one's own changes can be taken back. */

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { historyQuery } from "~/here/queries";
import { touched } from "~/pages/history/describe";
import { HistoryList } from "~/pages/history/HistoryList";
import { useStore } from "~/store/react";
import { Part } from "./Part";

const LOOKED_AT = 200;
const SHOWN = 20;

export function HistoryPart({ id }: { id: number }) {
  const { t } = useTranslation("task");
  const project = useStore((store) => store.projectId);
  const { data } = useQuery(historyQuery(project, LOOKED_AT));
  if (!data) return null;
  const mine = data.filter((item) => touched(item.inputs).has(id)).slice(0, SHOWN);
  return (
    <Part title={t("history")}>
      <HistoryList items={mine} />
    </Part>
  );
}
