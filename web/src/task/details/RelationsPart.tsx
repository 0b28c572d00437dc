/** How a task belongs together with others without one moving the other. */

import { ActionIcon, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { relate, unrelate } from "~/commands/relations";
import type { TaskRelationsRow } from "~/protocol/tables.generated";
import { useSession, useStore } from "~/store/react";
import { IconX } from "~/ui/icons";
import { Part } from "../Part";
import panel from "../TaskPanel.module.css";
import { TaskSearch } from "../TaskSearch";
import classes from "./Details.module.css";

/** What may be said: a kind, of this task or (`of`) of the other. */
const SAID = ["relates", "duplicates", "duplicatesOf", "causes", "causesOf"] as const;
type Said = (typeof SAID)[number];

const sides = (said: Said) => {
  const turned = said.endsWith("Of");
  const kind = (turned ? said.slice(0, -"Of".length) : said) as TaskRelationsRow["kind"];
  return { kind, turned };
};

export function RelationsPart(props: {
  id: number;
  edits: boolean;
  onOpenTask: (id: number) => void;
}) {
  const { t } = useTranslation("details");
  const { id, edits } = props;
  const session = useSession();
  const [said, setSaid] = useState<Said>("relates");
  const relations = useStore(
    (store) => {
      const rows = store.rows("task_relations");
      return (["task_id", "other_id"] as const).flatMap((field) =>
        (store.index("task_relations", field).get(id) ?? []).flatMap((key) => rows.get(key) ?? []),
      );
    },
    (a, b) => a.length === b.length && a.every((row, place) => row === b[place]),
  );
  const { kind, turned } = sides(said);
  const other = (row: TaskRelationsRow) => (row.task_id === id ? row.other_id : row.task_id);
  const taken = new Set([id, ...relations.filter((row) => row.kind === kind).map(other)]);
  return (
    <Part title={t("title.relations")}>
      {relations.length > 0 && (
        <ul className={panel.rows} aria-label={t("title.relations")}>
          {relations.map((row) => (
            <Related
              key={row.id}
              row={row}
              otherId={other(row)}
              words={t(
                row.kind === "relates" || row.task_id === id
                  ? `relation.${row.kind}`
                  : `relation.${row.kind}Of`,
              )}
              edits={edits}
              onOpenTask={props.onOpenTask}
            />
          ))}
        </ul>
      )}
      {edits && (
        <div className={classes.relate}>
          <NativeSelect
            aria-label={t("relationKind")}
            value={said}
            data={SAID.map((value) => ({ value, label: t(`relation.${value}`) }))}
            onChange={(event) => setSaid(event.currentTarget.value as Said)}
          />
          <TaskSearch
            label={t("line.relations")}
            exclude={taken}
            onChoose={(chosen) =>
              void (turned ? relate(session, chosen, id, kind) : relate(session, id, chosen, kind))
            }
          />
        </div>
      )}
    </Part>
  );
}

function Related(props: {
  row: TaskRelationsRow;
  otherId: number;
  words: string;
  edits: boolean;
  onOpenTask: (id: number) => void;
}) {
  const { t } = useTranslation(["details", "task"]);
  const session = useSession();
  const task = useStore((store) => store.task(props.otherId));
  const name = task ? task.name || t("task:unnamed") : t("task:links.hidden");
  return (
    <li>
      <span className={panel.note}>{props.words}</span>
      {task ? (
        <button
          type="button"
          className={panel.name}
          title={name}
          onClick={() => props.onOpenTask(props.otherId)}
        >
          {name}
        </button>
      ) : (
        <span className={panel.name}>{name}</span>
      )}
      {props.edits && (
        <ActionIcon
          size={24}
          aria-label={t("unrelate", { words: props.words, name })}
          onClick={() => void unrelate(session, props.row.id)}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </li>
  );
}
