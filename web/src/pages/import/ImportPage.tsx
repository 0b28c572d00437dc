/** A file becomes a project: choose it, say who its people are, take it in. */

import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Chosen, Inspected } from "~/here/imports";
import { useWorkspace } from "~/here/me";
import { queryClient } from "~/here/queries";
import { localCountry, localZone } from "~/pages/new/locale";
import type { ImportedOut } from "~/protocol/answers.generated";
import { Refusal, upload } from "~/protocol/http";
import { Page } from "~/ui/Page";
import { FilePicker } from "./FilePicker";
import classes from "./ImportPage.module.css";
import { PeopleMatch } from "./PeopleMatch";
import { handOver, useWaitingFile, waitingCountry } from "./waiting";

type Stage =
  | { name: "choose" }
  | { name: "reading"; share: number }
  | { name: "people"; found: Inspected }
  | { name: "taking"; share: number };

export function ImportPage() {
  const { t } = useTranslation("import");
  const file = useWaitingFile();
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const [stage, setStage] = useState<Stage>({ name: "choose" });
  const [error, setError] = useState("");
  const running = useRef<AbortController | null>(null);
  const workspaceId = workspace?.id;

  useEffect(() => () => running.current?.abort(), []);

  const formOf = (chosen: File) => {
    const form = new FormData();
    form.append("file", chosen);
    if (workspaceId !== undefined) form.append("workspace_id", String(workspaceId));
    return form;
  };

  const start = () => {
    running.current?.abort();
    running.current = new AbortController();
    setError("");
    return running.current.signal;
  };

  const fail = (refused: unknown) => {
    if (refused instanceof DOMException && refused.name === "AbortError") return;
    if (!(refused instanceof Refusal)) throw refused;
    setError(refused.message);
    setStage({ name: "choose" });
  };

  const take = async (chosen: File, people: Chosen, country = "") => {
    const signal = start();
    setStage({ name: "taking", share: 0 });
    const form = formOf(chosen);
    form.append("people", JSON.stringify(people));
    form.append("country", country);
    form.append("zone", localZone());
    try {
      const answer = await upload<ImportedOut>(
        "/projects/import",
        form,
        (share) => setStage({ name: "taking", share }),
        signal,
      );
      handOver(null);
      await queryClient.invalidateQueries({ queryKey: ["projects"] });
      // Who went elsewhere finds it among the projects.
      if (signal.aborted) return;
      await navigate({
        to: "/p/$projectId/import-report",
        params: { projectId: String(answer.project.id) },
      });
    } catch (refused) {
      fail(refused);
    }
  };

  const read = async (chosen: File) => {
    const signal = start();
    setStage({ name: "reading", share: 0 });
    try {
      const found = await upload<Inspected>(
        "/projects/import/inspect",
        formOf(chosen),
        (share) => setStage({ name: "reading", share }),
        signal,
      );
      if (found.people.length || !found.calendar) setStage({ name: "people", found });
      else await take(chosen, {});
    } catch (refused) {
      fail(refused);
    }
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a file is read once, when it arrives
  useEffect(() => {
    if (file) void read(file);
  }, [file]);

  return (
    <Page
      title={t("title")}
      of={workspace?.name}
      lead={workspace && t("in", { name: workspace.name })}
    >
      {error && (
        <div className={classes.error} role="alert">
          <strong>{t("failed", { name: file?.name ?? "" })}</strong>
          <p>{error}</p>
        </div>
      )}
      {stage.name === "choose" && <FilePicker onFile={handOver} />}
      {(stage.name === "reading" || stage.name === "taking") && (
        <div className={classes.progress} role="status">
          <p>
            {t(stage.share < 1 ? "uploading" : stage.name === "reading" ? "reading" : "taking", {
              name: file?.name ?? "",
            })}
          </p>
          <progress value={stage.share < 1 ? stage.share : undefined} aria-label={t("progress")} />
          <Button
            variant="subtle"
            onClick={() => {
              running.current?.abort();
              handOver(null);
              setStage({ name: "choose" });
            }}
          >
            {t("cancel")}
          </Button>
        </div>
      )}
      {stage.name === "people" && file && (
        <PeopleMatch
          found={stage.found}
          workspaceId={workspaceId ?? 0}
          country={waitingCountry() ?? localCountry()}
          onCancel={() => {
            handOver(null);
            setStage({ name: "choose" });
          }}
          onChosen={(people, country) => void take(file, people, country)}
        />
      )}
    </Page>
  );
}
