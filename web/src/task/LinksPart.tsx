/** What a task waits for and what waits for it, each link to be changed or removed. */

import { ActionIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { linkTasks, setRelation, unlink } from "~/commands";
import { formatRelation, parseRelation } from "~/model/predecessors";
import type { LinkRow } from "~/protocol/tables.generated";
import { useRevision, useSession, useStore } from "~/store/react";
import { seenAt } from "~/store/seen";
import { IconX } from "~/ui/icons";
import { SavedInput } from "~/ui/SavedInput";
import { Part } from "./Part";
import classes from "./TaskPanel.module.css";
import { TaskSearch } from "./TaskSearch";

type Side = "predecessors" | "successors";

export function LinksPart(props: { id: number; edits: boolean; onOpenTask: (id: number) => void }) {
  return (
    <>
      <Links {...props} side="predecessors" />
      <Links {...props} side="successors" />
    </>
  );
}

function Links(props: {
  id: number;
  edits: boolean;
  side: Side;
  onOpenTask: (id: number) => void;
}) {
  const { t } = useTranslation("task");
  const { id, side, edits } = props;
  const session = useSession();
  useRevision();
  const { store } = session;
  const mine = side === "predecessors" ? "successor_id" : "predecessor_id";
  const other = side === "predecessors" ? "predecessor_id" : "successor_id";
  const rows = store.rows("links");
  const links = (store.index("links", mine).get(id) ?? [])
    .map((key) => rows.get(key))
    .filter((row): row is LinkRow => row !== undefined);
  const taken = new Set([id, ...links.map((link) => link[other])]);

  return (
    <Part title={t(`links.${side}`)}>
      {links.length > 0 && (
        <ul className={classes.rows}>
          {links.map((link) => (
            <LinkLine
              key={link.id}
              link={link}
              otherId={link[other]}
              edits={edits}
              onOpenTask={props.onOpenTask}
            />
          ))}
        </ul>
      )}
      {edits ? (
        <TaskSearch
          label={t(`links.add.${side}`)}
          exclude={taken}
          onChoose={(chosen) =>
            void (side === "predecessors"
              ? linkTasks(session, chosen, id)
              : linkTasks(session, id, chosen))
          }
        />
      ) : (
        !links.length && <p className="hw-dim">{t("links.none")}</p>
      )}
    </Part>
  );
}

function LinkLine(props: {
  link: LinkRow;
  otherId: number;
  edits: boolean;
  onOpenTask: (id: number) => void;
}) {
  const { t } = useTranslation("task");
  const session = useSession();
  const { link, otherId } = props;
  const task = useStore((store) => store.task(otherId));
  const line = useStore((store) => store.outlineLine(otherId)?.line);
  const project = useStore((store) => store.project);
  const name = task ? task.name || t("unnamed") : t("links.hidden");
  const relation = formatRelation(link, project) || "FS";
  return (
    <li>
      <span className={`hw-num ${classes.line}`}>{line}</span>
      {task ? (
        <button
          type="button"
          className={classes.name}
          title={name}
          onClick={() => props.onOpenTask(otherId)}
        >
          {name}
        </button>
      ) : (
        <span className={classes.name}>{name}</span>
      )}
      <div className={classes.relation}>
        <SavedInput
          label={t("links.relation", { name })}
          hideLabel
          value={relation}
          disabled={!props.edits}
          check={(text) => (parseRelation(text, project) ? "" : t("links.relationWrong"))}
          onSave={(text, seen) => void setRelation(seenAt(session, seen), link.id, text)}
        />
      </div>
      {props.edits && (
        <ActionIcon
          size={24}
          aria-label={t("links.remove", { name })}
          onClick={() => void unlink(session, link.id)}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </li>
  );
}
