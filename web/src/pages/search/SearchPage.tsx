/** Everything that fits some words, over all projects, by project. */

import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type KeyboardEvent, useCallback, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useProjectsOf, useWorkspace } from "~/here/me";
import { type FoundList, QUIET, SHORTEST, searchQuery, useQuiet } from "~/here/search";
import { IconSearch } from "~/ui/icons";
import { Page } from "~/ui/Page";
import { useTyped } from "~/ui/typed";
import { grouped } from "./groups";
import { Hit } from "./Hit";
import classes from "./SearchPage.module.css";

const MOST = 60;

export function SearchPage() {
  const { t } = useTranslation("search");
  const navigate = useNavigate();
  const { q = "", project = null } = useSearch({ from: "/frame/search" });
  const workspace = useWorkspace();
  const projects = useProjectsOf(workspace?.id);
  // The address follows what is typed, and the field follows an address that came otherwise.
  const tell = useCallback(
    (text: string) =>
      void navigate({
        to: ".",
        search: (was) => ({ ...was, q: text || undefined }),
        replace: true,
      }),
    [navigate],
  );
  const [text, setText] = useTyped(q, tell, QUIET);
  const quiet = useQuiet(text);
  const { data, error, isFetching } = useQuery(searchQuery(quiet, MOST, project));
  const root = useRef<HTMLDivElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!by || !(event.target instanceof HTMLElement) || event.target.tagName === "SELECT") return;
    const stops = [...(root.current?.querySelectorAll<HTMLElement>("input, [data-hit]") ?? [])];
    const next = stops[stops.indexOf(event.target) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  const short = quiet.trim().length < SHORTEST;
  return (
    <Page title={t("title")} of={quiet.trim() || undefined}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field and the links have the focus */}
      <div ref={root} onKeyDown={onKeyDown}>
        <div className={classes.fields}>
          <TextInput
            type="search"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            label={t("field")}
            placeholder={t("placeholder")}
            leftSection={<IconSearch size={16} stroke={1.6} />}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            autoFocus
            className={classes.field ?? ""}
          />
          <NativeSelect
            label={t("in")}
            value={project === null ? "" : String(project)}
            onChange={(event) => {
              const chosen = Number(event.currentTarget.value) || undefined;
              void navigate({
                to: ".",
                search: (was) => ({ ...was, project: chosen }),
                replace: true,
              });
            }}
            data={[
              { value: "", label: t("everywhere") },
              ...projects.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
          />
        </div>
        <p role="status" className={classes.status}>
          {short ? "" : error ? error.message : told(data, isFetching, quiet.trim(), t)}
        </p>
        {short ? (
          <ul className={classes.hints}>
            {(["words", "phrase", "key", "where"] as const).map((one) => (
              <li key={one}>{t(`hints.${one}`)}</li>
            ))}
          </ul>
        ) : (
          data && !error && <Groups found={data} />
        )}
      </div>
    </Page>
  );
}

function Groups({ found }: { found: FoundList }) {
  const { t } = useTranslation("search");
  return grouped(found).map(({ key, project, items }) => {
    const title = project?.name ?? t("people");
    return (
      <section key={key} aria-label={title} className={classes.group}>
        <h2>
          <bdi>{title}</bdi>
          {project?.archived && <span className={classes.archived}>{t("archived")}</span>}
        </h2>
        <ul className={classes.list}>
          {items.map((item) => (
            <li key={item.id}>
              <Hit item={item} project={project} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

type Words = ReturnType<typeof useTranslation<"search">>["t"];

function told(found: FoundList | undefined, asking: boolean, query: string, t: Words): string {
  if (!found) return asking ? t("asking") : "";
  const lines = [];
  if (!found.items.length) lines.push(t("none", { query }));
  else if (found.more) lines.push(t("more", { count: found.items.length }));
  else lines.push(t("count", { count: found.items.length }));
  if (found.corrected) lines.unshift(t("corrected", { query }));
  if (!found.complete) lines.push(t("incomplete"));
  return lines.join(" ");
}
