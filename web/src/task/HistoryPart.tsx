/** What was done to this task and to what hangs on it, by whom; each change can be taken back. */

import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { taskHistoryQuery } from "~/here/queries";
import { HistoryList } from "~/pages/history/HistoryList";
import { useStore } from "~/store/react";
import { Part } from "./Part";

export function HistoryPart({ id }: { id: number }) {
  const { t } = useTranslation(["task", "history"]);
  const project = useStore((store) => store.projectId);
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    taskHistoryQuery(project, id),
  );
  if (!data) return null;
  return (
    <Part title={t("history")}>
      <HistoryList items={data.pages.flatMap((page) => page.items)} anybodys />
      {hasNextPage && (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("history:more")}
        </Button>
      )}
    </Part>
  );
}
