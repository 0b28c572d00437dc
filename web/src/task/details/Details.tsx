/** What hangs on a task: lists to tick off, subtasks, relations, files. Each folds away until used. */

import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { itemsOf } from "~/model/checklists";
import { useStore } from "~/store/react";
import { IconPlus } from "~/ui/icons";
import { ChecklistPart } from "./ChecklistPart";
import classes from "./Details.module.css";
import { FilesPart } from "./FilesPart";
import { RelationsPart } from "./RelationsPart";
import { SubtasksPart } from "./SubtasksPart";
import { useUploads } from "./useUploads";

const PARTS = ["checklist", "acceptance", "subtasks", "relations", "files"] as const;
type Name = (typeof PARTS)[number];

export function Details(props: { id: number; edits: boolean; onOpenTask: (id: number) => void }) {
  const { t } = useTranslation("details");
  const { id, edits, onOpenTask } = props;
  const may = useStore((store) => store.may("plan.progress"));
  // A scenario has the files of its project, and gets none of its own.
  const attaches = useStore((store) => store.parentId === null) && may;
  const [asked, setAsked] = useState<Name | null>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const uploads = useUploads(id, attaches ? anchor : null, () => setAsked("files"));
  const used = useStore(
    (store) => {
      const has = (table: "attachments" | "task_relations", field: string) =>
        (store.index(table, field as never).get(id)?.length ?? 0) > 0;
      return {
        checklist: itemsOf(store, id, "checklist").length > 0,
        acceptance: itemsOf(store, id, "acceptance").length > 0,
        subtasks: store.outlineLine(id)?.hasChildren ?? false,
        files: has("attachments", "task_id"),
        relations: has("task_relations", "task_id") || has("task_relations", "other_id"),
      };
    },
    (a, b) => PARTS.every((name) => a[name] === b[name]),
  );
  const shown = (name: Name) => used[name] || asked === name;
  const offered = PARTS.filter((name) => !shown(name) && (name === "files" ? attaches : edits));

  return (
    <div ref={setAnchor}>
      {offered.length > 0 && (
        <div className={classes.offers}>
          {offered.map((name) => (
            <Button
              key={name}
              size="compact-xs"
              variant="default"
              leftSection={<IconPlus size={13} stroke={1.8} />}
              onClick={() => setAsked(name)}
            >
              {t(`add.${name}`)}
            </Button>
          ))}
        </div>
      )}
      {(["checklist", "acceptance"] as const).map(
        (kind) =>
          shown(kind) && (
            <ChecklistPart
              key={kind}
              taskId={id}
              kind={kind}
              edits={edits}
              may={may}
              asked={asked === kind}
            />
          ),
      )}
      {shown("subtasks") && (
        <SubtasksPart
          id={id}
          edits={edits}
          may={may}
          asked={asked === "subtasks"}
          onOpenTask={onOpenTask}
        />
      )}
      {shown("relations") && <RelationsPart id={id} edits={edits} onOpenTask={onOpenTask} />}
      {shown("files") && <FilesPart id={id} edits={edits} may={attaches} uploads={uploads} />}
    </div>
  );
}
