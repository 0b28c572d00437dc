/** A project in three answers, then what to begin with. */

import { Button, NativeSelect, Radio, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "~/here/me";
import { keepPaste } from "~/here/paste";
import { countriesQuery, queryClient, templatesQuery } from "~/here/queries";
import { momentNow } from "~/model/moments";
import { handOver } from "~/pages/import/waiting";
import { READ_SUFFIXES } from "~/protocol/formats.generated";
import { api, Refusal } from "~/protocol/http";
import { fromDateInput, toDateInput } from "~/ui/dates";
import { Fields, Page } from "~/ui/Page";
import { useStillShown } from "~/ui/still";
import { localCountry, localZone } from "./locale";
import classes from "./NewProjectPage.module.css";

const DAY_START = 9 * 60;
const DAY_FINISH = 17 * 60;
const FROM = ["blank", "template", "file", "paste"] as const;
type From = (typeof FROM)[number];

export function NewProjectPage() {
  const { t } = useTranslation("new");
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const { data: countries = [] } = useQuery(countriesQuery);
  const { data: every = [] } = useQuery(templatesQuery);
  const templates = every.filter((one) => (one.workspace_id ?? workspace?.id) === workspace?.id);
  const [template, setTemplate] = useState("");
  const chosen = template || (templates.find((one) => one.workspace_id) ?? templates[0])?.id || "";
  const [end, setEnd] = useState<"start" | "finish">("start");
  const [from, setFrom] = useState<From>("blank");
  const [country, setCountry] = useState(localCountry());
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const still = useStillShown();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (from === "file") {
      if (!file) return setError({ file: t("file.missing") });
      handOver(file, country);
      return void navigate({ to: "/import" });
    }
    const date = fromDateInput(String(form.get("date")), end === "start" ? DAY_START : DAY_FINISH);
    const name = String(form.get("name")).trim();
    const pasted = String(form.get("paste") ?? "");
    if (!name) return setError({ name: t("name.missing") });
    if (date === null) return setError({ date: t("date.missing") });
    setBusy(true);
    setError({});
    try {
      const answer = await api.post<{ created: { projects?: number[] } }>("/projects", {
        workspace_id: workspace?.id,
        name,
        ...(end === "start" ? { start: isoOf(date) } : { finish_by: isoOf(date) }),
        country,
        zone: localZone(),
        ...(from === "template" ? { template: form.get("template") } : {}),
      });
      const [id] = answer.created.projects ?? [];
      if (id === undefined) throw new Error("The answer names no project.");
      if (from === "paste" && pasted.trim()) keepPaste(id, pasted);
      await queryClient.invalidateQueries({ queryKey: ["projects"] });
      if (still()) await navigate({ to: "/p/$projectId/gantt", params: { projectId: String(id) } });
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      const [first] = refused.problem.errors ?? [];
      const field = first?.field.split(".").at(-1) ?? "";
      setError({ [["name", "country"].includes(field) ? field : "date"]: refused.message });
      setBusy(false);
    }
  };

  return (
    <Page
      title={t("title")}
      of={workspace?.name}
      lead={workspace && t("in", { name: workspace.name })}
    >
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <Fields>
          <TextInput
            name="name"
            label={t("name.label")}
            placeholder={t("name.placeholder")}
            error={error.name}
            maxLength={200}
            required={from !== "file"}
            disabled={from === "file"}
            data-autofocus
            autoFocus
          />
          <div className={classes.dates}>
            <NativeSelect
              label={t("date.which")}
              value={end}
              disabled={from === "file"}
              onChange={(event) => setEnd(event.currentTarget.value as "start" | "finish")}
              data={[
                { value: "start", label: t("date.start") },
                { value: "finish", label: t("date.finish") },
              ]}
            />
            <TextInput
              key={end}
              name="date"
              type="date"
              label={t(end === "start" ? "date.startDate" : "date.finishDate")}
              defaultValue={end === "start" ? toDateInput(momentNow()) : ""}
              error={error.date}
              required={from !== "file"}
              disabled={from === "file"}
            />
          </div>
          <NativeSelect
            name="country"
            label={t("country.label")}
            description={t(from === "file" ? "country.ofFile" : "country.text")}
            value={country}
            onChange={(event) => setCountry(event.currentTarget.value)}
            error={error.country}
            data={[
              { value: "", label: t("country.none") },
              ...countries.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        </Fields>
        <Radio.Group
          label={t("from.label")}
          value={from}
          onChange={(value) => setFrom(value as From)}
          className={classes.from}
        >
          <div className={classes.choices}>
            {FROM.filter((one) => one !== "template" || templates.length > 0).map((one) => (
              <Radio
                key={one}
                value={one}
                label={t(`from.${one}`)}
                description={t(`from.${one}Text`)}
              />
            ))}
          </div>
        </Radio.Group>
        <Fields>
          {from === "template" && (
            <NativeSelect
              name="template"
              label={t("template")}
              value={chosen}
              onChange={(event) => setTemplate(event.currentTarget.value)}
              description={templates.find(({ id }) => id === chosen)?.description}
              data={[false, true]
                .map((own) => ({
                  group: t(own ? "ownTemplates" : "usualTemplates"),
                  items: templates
                    .filter((one) => (one.workspace_id !== undefined) === own)
                    .map((one) => ({
                      value: one.id,
                      label: t("templateOf", { name: one.name, count: one.tasks }),
                    })),
                }))
                .filter(({ items }) => items.length > 0)
                .reverse()}
            />
          )}
          {from === "file" && (
            <div>
              <label htmlFor="new-file" className={classes.fileLabel}>
                {t("file.label")}
              </label>
              <input
                id="new-file"
                type="file"
                accept={READ_SUFFIXES.join(",")}
                onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
              />
              {error.file && <p className={classes.error}>{error.file}</p>}
            </div>
          )}
          {from === "paste" && (
            <Textarea
              name="paste"
              label={t("paste.label")}
              description={t("paste.text")}
              placeholder={t("paste.placeholder")}
              autosize
              minRows={6}
              maxRows={16}
              classNames={{ input: classes.paste ?? "" }}
            />
          )}
          <div>
            <Button type="submit" variant="filled" size="sm" loading={busy}>
              {t(from === "file" ? "next" : "create")}
            </Button>
          </div>
        </Fields>
      </form>
    </Page>
  );
}

const isoOf = (minutes: number) => new Date(minutes * 60_000).toISOString().slice(0, 16);
