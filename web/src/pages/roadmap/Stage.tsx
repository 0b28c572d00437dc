/** A roadmap with its tools: how deep, on a whole screen, as PDF or image. */

import { Button, Menu, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { draw, keepFile } from "~/here/printing";
import { EmptyState } from "~/ui/EmptyState";
import { IconDownload } from "~/ui/icons";
import { Page } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { toasts } from "~/ui/toasts";
import { roadmapAddress, roadmapQuery } from "./query";
import { Roadmap, type View } from "./Roadmap";
import classes from "./Roadmap.module.css";

interface StageProps {
  readonly projects: readonly number[];
  /** Of the open project, for pages that follow it; null asks from time to time. */
  readonly version: number | null;
  readonly levels: number;
  readonly title: string;
  readonly of?: string | undefined;
  readonly level?: 1 | 2;
  readonly actions?: ReactNode;
  /** Above what is drawn. */
  readonly note?: ReactNode;
  /** What stands there where nothing can be drawn. */
  readonly empty: ReactNode;
  readonly view: View;
  onLevels(levels: number): void;
}

const LEVELS = [1, 2, 3];
/** Pixels a point of a slide: 2,880 by 1,620. */
const FINE = 3;

export function RoadmapStage(props: StageProps) {
  const { projects, version, levels, title, of, level = 1, actions, note, empty, view } = props;
  const { t } = useTranslation("roadmap");
  const stage = useRef<HTMLDivElement>(null);
  const [busy, setBusy] = useState(false);
  const { data, error } = useQuery(roadmapQuery(projects, levels, version));

  async function take(format: "pdf" | "png"): Promise<void> {
    setBusy(true);
    const address = `/roadmap.${format}?${roadmapAddress(projects, levels)}`;
    try {
      const { data } = await draw(format === "png" ? `${address}&scale=${FINE}` : address);
      keepFile(data, `${of ?? title} - ${t("title")}.${format}`);
    } catch (refused) {
      toasts.show({ tone: "bad", text: t("notTaken"), detail: (refused as Error).message });
    }
    setBusy(false);
  }

  const nothing = data?.every((lane) => lane.phases.length + lane.milestones.length === 0) ?? true;
  return (
    <Page
      title={title}
      of={of}
      level={level}
      lead={t("lead")}
      actions={
        <>
          {actions}
          <NativeSelect
            aria-label={t("levelsLabel")}
            value={String(levels)}
            data={LEVELS.map((count) => ({ value: String(count), label: t("levels", { count }) }))}
            onChange={(event) => props.onLevels(Number(event.currentTarget.value))}
          />
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                loading={busy}
                disabled={nothing}
                leftSection={<IconDownload size={16} stroke={1.6} />}
              >
                {t("export")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void take("pdf")}>{t("pdf")}</Menu.Item>
              <Menu.Item onClick={() => void take("png")}>{t("png")}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <Button
            variant="filled"
            disabled={nothing}
            onClick={() => void stage.current?.requestFullscreen?.()}
          >
            {t("present")}
          </Button>
        </>
      }
    >
      {note}
      {error && !data ? (
        <EmptyState level={2} title={t("failed")} text={error.message} />
      ) : projects.length === 0 ? (
        empty
      ) : !data ? (
        <Skeleton rows={10} />
      ) : nothing ? (
        empty
      ) : (
        <div ref={stage} className={classes.stage}>
          <h2>{of ?? title}</h2>
          <Roadmap lanes={data} view={view} />
        </div>
      )}
    </Page>
  );
}
