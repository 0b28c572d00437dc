/** Nobody of the workspace's people is the viewer yet: he says who he is, or is added. */

import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CREATES, useMe } from "~/here/me";
import {
  queryClient,
  rowsOf,
  sendToWorkspace,
  type WorkspaceItem,
  workspaceQuery,
} from "~/here/queries";
import { useWorkspaceChange } from "~/here/workspaceChange";
import { isPerson } from "~/model/people";
import { EmptyState } from "~/ui/EmptyState";
import classes from "./MyWorkPage.module.css";

export function NotMe({ workspace }: { workspace: WorkspaceItem }) {
  const { t } = useTranslation("my-work");
  const { user } = useMe();
  const may = CREATES.has(workspace.role);
  const { data } = useQuery({ ...workspaceQuery(workspace.id), enabled: may });
  const change = useWorkspaceChange();
  const people = (data ? rowsOf(data, "resources") : [])
    .filter((row) => isPerson(row) && row.user_id === null)
    .sort((a, b) => likeness(b.name, user.name) - likeness(a.name, user.name));
  const [chosen, setChosen] = useState("");
  const like = people[0] && likeness(people[0].name, user.name) > 0 ? String(people[0].id) : "";
  const id = chosen || like;

  const send = (type: string, payload: object) =>
    void change(() => sendToWorkspace(workspace.id, type, payload)).then(() =>
      queryClient.invalidateQueries({ queryKey: ["my-work"] }),
    );
  const add = () =>
    send("resource.create", {
      fields: { name: user.name || user.email, email: user.email, user_id: user.id },
    });
  if (!may) {
    const text = t("empty.ask", { workspace: workspace.name });
    return <EmptyState level={2} title={t("empty.title")} text={text} />;
  }
  return (
    <EmptyState
      level={2}
      title={t("empty.who")}
      text={t("empty.whoText", { workspace: workspace.name })}
      action={
        <>
          {people.length > 0 && (
            <div className={classes.choose}>
              <NativeSelect
                label={t("empty.choose")}
                value={id}
                data={[
                  ...(id ? [] : [{ value: "", label: t("empty.pick") }]),
                  ...people.map((row) => ({ value: String(row.id), label: row.name })),
                ]}
                onChange={(event) => setChosen(event.currentTarget.value)}
              />
              <Button
                variant="filled"
                disabled={!id}
                onClick={() =>
                  send("resource.update", { id: Number(id), fields: { user_id: user.id } })
                }
              >
                {t("empty.me")}
              </Button>
            </div>
          )}
          <Button variant={people.length > 0 ? "default" : "filled"} onClick={add}>
            {t("empty.add")}
          </Button>
        </>
      }
    />
  );
}

/** How many words two names have in common. */
function likeness(one: string, other: string): number {
  const words = new Set(other.toLowerCase().split(/\s+/));
  return one
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => words.has(word)).length;
}
