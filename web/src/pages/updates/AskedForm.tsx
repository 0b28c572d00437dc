/** The tasks that one is asked about, each answered in a few presses. */

import { Button, Select, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { isAway } from "~/here/answers";
import { Refusal } from "~/protocol/http";
import { isoDate } from "~/ui/dates";
import { IconAlertTriangle, IconCheck, IconWifiOff } from "~/ui/icons";
import {
  type Asked,
  type AskedTask,
  effectOf,
  type Problems,
  type Said,
  type Waiting,
} from "./query";
import { type Draft, draftOf, emptyDraft, saidOf } from "./saying";
import classes from "./Updates.module.css";

const SHARES = [0, 25, 50, 75, 100] as const;
const SURE = ["high", "medium", "low"] as const;
const NONE: Waiting = new Map();
/** Wait for what is typed to end before asking what it would do. */
const SETTLE = 500;

export function AskedForm(props: {
  asked: Asked;
  /** Tells the effect of answers on the finish, where they count at once. */
  effect?: (said: readonly Said[]) => ReactNode;
  /** What was sent and is kept here until the server can be reached. */
  waiting?: Waiting;
  /** What had waited and was not taken: it comes back into the fields. */
  refused?: { readonly problems: Problems; readonly said: readonly Said[] } | null;
  onSend: (said: readonly Said[]) => Promise<Problems>;
}) {
  const { t } = useTranslation("updates");
  const { asked, waiting = NONE, refused = null } = props;
  const [drafts, setDrafts] = useState<Readonly<Record<number, Draft>>>({});
  const [problems, setProblems] = useState<Problems>({});
  const [sent, setSent] = useState<Readonly<Record<number, Draft>>>({});
  const [failed, setFailed] = useState("");
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (!refused) return;
    // What was taken of it needs no second sending.
    const back = refused.said.flatMap((one) => {
      if (!(one.task_id in refused.problems)) return [];
      const task = asked.tasks.find(({ id }) => id === one.task_id);
      return task ? [[one.task_id, draftOf(one, task, asked.project)] as const] : [];
    });
    setDrafts((before) => ({ ...Object.fromEntries(back), ...before }));
    setProblems(refused.problems);
  }, [refused, asked]);

  const found = asked.tasks.map((task) => ({
    task,
    ...saidOf(task, drafts[task.id] ?? emptyDraft(task), asked.project),
  }));
  const said = found.flatMap((one) => (one.said ? [one.said] : []));
  const wrong = found.some((one) => one.wrong !== null);
  const went = new Set([...Object.keys(sent).map(Number), ...waiting.keys()]);
  const kept = [...went].some((id) => waiting.has(id));

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!said.length || wrong || busy) return;
    setBusy(true);
    setFailed("");
    try {
      const refused = await props.onSend(said);
      const gone = said.map((one) => one.task_id).filter((id) => !(id in refused));
      setProblems(refused);
      const taken = Object.entries(drafts).filter(([id]) => gone.includes(Number(id)));
      setSent({ ...sent, ...Object.fromEntries(taken) });
      // What was typed meanwhile is not sent yet.
      setDrafts((before) =>
        Object.fromEntries(
          Object.entries(before).filter(
            ([id, draft]) => !gone.includes(Number(id)) || draft !== drafts[Number(id)],
          ),
        ),
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setFailed(error.message);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className={classes.form} onSubmit={(event) => void send(event)}>
      <div className={classes.asked}>
        <h2>
          <bdi>{asked.project.name}</bdi>
        </h2>
        <p className="hw-dim">
          {t(asked.by ? "askedBy" : "asked", { name: asked.by, date: isoDate(asked.asked) })}
          {asked.waits && ` ${t("waits")}`}
        </p>
        {asked.note && <blockquote dir="auto">{asked.note}</blockquote>}
      </div>
      {found.map(({ task, wrong: field }) => {
        const kept = waiting.get(task.id);
        const given = kept ? draftOf(kept, task, asked.project) : sent[task.id];
        const change = (draft: Draft) => {
          setDrafts((before) => ({ ...before, [task.id]: draft }));
          setProblems(({ [task.id]: _, ...others }) => others);
        };
        return given && !drafts[task.id] ? (
          <Given
            key={task.id}
            task={task}
            asked={asked}
            given={given}
            kept={kept !== undefined}
            onChange={() => change(given)}
          />
        ) : (
          <TaskFields
            key={task.id}
            task={task}
            asked={asked}
            draft={drafts[task.id] ?? emptyDraft(task)}
            answered={task.answered || task.id in sent}
            wrong={field}
            problem={problems[task.id]}
            onChange={change}
          />
        );
      })}
      {failed && (
        <p className={classes.problem} role="alert">
          {failed}
        </p>
      )}
      <div className={classes.foot}>
        {!asked.waits && props.effect?.(said)}
        <p role="status" className={classes.sent}>
          {went.size > 0 && !said.length && (
            <>
              {kept ? <IconWifiOff size={16} stroke={1.8} /> : <IconCheck size={16} stroke={2} />}{" "}
              {t(kept ? "kept" : "sent", { count: went.size })}
            </>
          )}
        </p>
        <Button type="submit" variant="filled" disabled={!said.length || wrong} loading={busy}>
          {t("send", { count: said.length })}
        </Button>
      </div>
    </form>
  );
}

/** The answer that was sent, with the way to give another. */
function Given(props: {
  task: AskedTask;
  asked: Asked;
  given: Draft;
  /** It is not sent yet. */
  kept: boolean;
  onChange: () => void;
}) {
  const { t } = useTranslation("updates");
  const { task, asked, given, kept } = props;
  const waits = asked.waits || task.state === "waiting";
  const name = task.name || `${asked.project.key}-${task.number}`;
  const percent = Number(given.percent.replace("%", ""));
  const lines = [
    [t("said.done"), t("percent", { percent })],
    [t("said.finish"), percent < 100 && given.finish && isoDate(given.finish)],
    [t("said.left"), given.left.trim()],
    [t("blocked"), given.blocked.trim()],
    [t("said.sure"), given.confidence && t(`sures.${given.confidence}`)],
    [t("note"), given.note.trim()],
  ] as const;
  return (
    <fieldset className={classes.task} data-answered>
      <legend>
        <bdi>{name}</bdi>
      </legend>
      <p className={classes.planned}>
        <span className={classes.answered}>
          {kept ? <IconWifiOff size={14} stroke={1.8} /> : <IconCheck size={14} stroke={2} />}{" "}
          {t(kept ? "keptOne" : waits ? "waiting" : "answered")}
        </span>
      </p>
      <dl className={classes.given}>
        {lines.map(
          ([label, text]) =>
            text && (
              <div key={label}>
                <dt>{label}</dt>
                <dd dir="auto">{text}</dd>
              </div>
            ),
        )}
      </dl>
      <button
        type="button"
        className={classes.same}
        aria-label={t("changeOf", { name })}
        onClick={props.onChange}
      >
        {t("change")}
      </button>
    </fieldset>
  );
}

function TaskFields(props: {
  task: AskedTask;
  asked: Asked;
  draft: Draft;
  answered: boolean;
  wrong: "percent" | "left" | "finish" | null;
  problem: { field: string; message: string } | undefined;
  onChange: (draft: Draft) => void;
}) {
  const { t } = useTranslation("updates");
  const { task, asked, draft, wrong, problem, onChange } = props;
  const set = (fields: Partial<Draft>) => onChange({ ...draft, ...fields, asPlanned: false });
  const name = task.name || `${asked.project.key}-${task.number}`;
  return (
    <fieldset className={classes.task} data-answered={props.answered || undefined}>
      <legend>
        <bdi>{name}</bdi>
      </legend>
      <p className={classes.planned}>
        {t("planned", { date: isoDate(task.finish), percent: task.percent })}
        {props.answered && (
          <span className={classes.answered}>
            <IconCheck size={14} stroke={2} />{" "}
            {t(task.state === "waiting" ? "waiting" : "answered")}
          </span>
        )}
      </p>
      {task.state === "returned" && task.reply && (
        <p className={classes.returned}>
          <IconAlertTriangle size={14} stroke={1.8} /> {t("returned", { text: task.reply })}
        </p>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons with a name */}
      <div className={classes.shares} role="group" aria-label={t("done", { name })}>
        {SHARES.map((share) => (
          <button
            key={share}
            type="button"
            aria-pressed={Number(draft.percent) === share}
            onClick={() => onChange({ ...draft, percent: String(share), asPlanned: true })}
          >
            {share === 100 ? t("allDone") : t("percent", { percent: share })}
          </button>
        ))}
        <TextInput
          aria-label={t("percentOf", { name })}
          inputMode="numeric"
          value={draft.percent}
          rightSection="%"
          error={wrong === "percent" && t("wrong.percent")}
          onChange={(event) => set({ percent: event.currentTarget.value })}
        />
      </div>
      {!task.milestone && Number(draft.percent) < 100 && (
        <div className={classes.pair}>
          <TextInput
            type="date"
            label={t("finish")}
            value={draft.finish}
            error={problem?.field.endsWith("finish") ? problem.message : undefined}
            onChange={(event) => set({ finish: event.currentTarget.value, left: "" })}
          />
          <TextInput
            label={t("left")}
            placeholder={t("leftPlaceholder")}
            value={draft.left}
            error={wrong === "left" && t("wrong.left")}
            onChange={(event) => set({ left: event.currentTarget.value, finish: "" })}
          />
        </div>
      )}
      <div className={classes.pair}>
        <TextInput
          label={t("blocked")}
          placeholder={t("blockedPlaceholder")}
          value={draft.blocked}
          maxLength={2000}
          onChange={(event) => set({ blocked: event.currentTarget.value })}
        />
        <Select
          label={t("sure")}
          placeholder={t("surePlaceholder")}
          clearable
          value={draft.confidence || null}
          data={SURE.map((value) => ({ value, label: t(`sures.${value}`) }))}
          onChange={(value) => set({ confidence: value ?? "" })}
        />
      </div>
      <Textarea
        label={t("note")}
        autosize
        minRows={1}
        maxRows={6}
        value={draft.note}
        maxLength={2000}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
      {problem && !problem.field.endsWith("finish") && (
        <p className={classes.problem} role="alert">
          {problem.message}
        </p>
      )}
      {!props.answered && !draft.asPlanned && (
        <button
          type="button"
          className={classes.same}
          aria-label={t("asPlannedOf", { name })}
          onClick={() => onChange({ ...emptyDraft(task), asPlanned: true })}
        >
          {t("asPlanned")}
        </button>
      )}
    </fieldset>
  );
}

/** What the answers would do to the finish, told before they are sent. */
export function EffectLine({ asked, said }: { asked: Asked; said: readonly Said[] }) {
  const { t } = useTranslation("updates");
  const answers = said.map((one) => ({ ...one, resource_id: asked.resource_id }));
  const [settled] = useDebouncedValue(JSON.stringify(answers), SETTLE);
  const { data, error } = useQuery({
    queryKey: ["update-effect", asked.project_id, settled],
    queryFn: () => effectOf(asked.project_id, { answers: JSON.parse(settled) as object[] }),
    enabled: answers.length > 0 && settled !== "[]",
    retry: false,
    gcTime: 0,
  });
  if (!answers.length) return null;
  return (
    <p className={classes.effect} role="status">
      {error instanceof Refusal
        ? !isAway(error) && error.message
        : data &&
          (data.project.before === data.project.after
            ? t("effect.none", { date: isoDate(data.project.before) })
            : t("effect.moves", {
                before: isoDate(data.project.before),
                after: isoDate(data.project.after),
              }))}
      {data && data.moved > 0 && ` ${t("effect.tasks", { count: data.moved })}`}
    </p>
  );
}
