/** One thing that was found: its name and the place of the words, as a link to it. */

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Found, type FoundProject, pieces, type Span } from "~/here/search";
import { IconCheck, IconFolders, IconUser } from "~/ui/icons";
import classes from "./SearchPage.module.css";

export function Hit({ item, project }: { item: Found; project: FoundProject | undefined }) {
  const { t } = useTranslation("search");
  const { excerpt } = item;
  const code = item.kind === "task" && project?.key ? `${project.key}-${item.code}` : "";
  const source = excerpt && (excerpt.label || t(`sources.${excerpt.source}`));
  const inside = (
    <>
      <span className={classes.sign} aria-hidden>
        {item.kind === "person" && <IconUser size={16} stroke={1.6} />}
        {item.kind === "project" && <IconFolders size={16} stroke={1.6} />}
        {item.done && <IconCheck size={16} stroke={1.8} />}
      </span>
      <span className={classes.text}>
        <span className={classes.name} dir="auto">
          <Marked text={item.name} marks={item.marks} />
          {item.done && <span className="hw-hidden">{t("done")}</span>}
        </span>
        {excerpt && (
          <span className={classes.excerpt} dir="auto">
            <span className={classes.source}>{source}</span>
            <Marked text={excerpt.text} marks={excerpt.marks} />
          </span>
        )}
      </span>
      <span className={classes.code}>{code || (item.kind === "project" && t("project"))}</span>
    </>
  );
  const looks = { className: classes.hit, "data-hit": true, "data-done": item.done || undefined };
  if (item.kind === "person") {
    const params = { workspaceId: String(item.workspace_id) };
    return (
      <Link to="/w/$workspaceId/people" params={params} {...looks}>
        {inside}
      </Link>
    );
  }
  const params = { projectId: String(item.project_id) };
  const search = item.kind === "task" ? { task: item.id } : {};
  return (
    <Link to="/p/$projectId/gantt" params={params} search={search} {...looks}>
      {inside}
    </Link>
  );
}

function Marked({ text, marks }: { text: string; marks: readonly Span[] }) {
  let at = 0;
  return pieces(text, marks).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.marked ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>;
  });
}
