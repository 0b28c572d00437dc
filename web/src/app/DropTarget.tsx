/** The whole window takes a file: it shows while one is dragged over, and leads to the import. */

import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { CREATES, useWorkspace } from "~/here/me";
import { handOver } from "~/pages/import/waiting";
import { IconFileImport } from "~/ui/icons";
import classes from "./DropTarget.module.css";

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

export function DropTarget() {
  const { t } = useTranslation("shell");
  const [over, setOver] = useState(false);
  const navigate = useNavigate();
  const workspace = useWorkspace();
  const creates = workspace !== undefined && CREATES.has(workspace.role);

  useEffect(() => {
    if (!creates) return;
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth -= 1;
      if (depth <= 0) {
        depth = 0;
        setOver(false);
      }
    };
    const hover = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      handOver(file);
      void navigate({ to: "/import" });
    };
    window.addEventListener("dragenter", enter);
    window.addEventListener("dragleave", leave);
    window.addEventListener("dragover", hover);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragenter", enter);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("dragover", hover);
      window.removeEventListener("drop", drop);
    };
  }, [creates, navigate]);

  if (!over) return null;
  return (
    <div className={classes.target}>
      <div className={classes.box}>
        <IconFileImport size={32} stroke={1.4} />
        <strong>{t("drop.title")}</strong>
        <span>{t("drop.text")}</span>
      </div>
    </div>
  );
}
