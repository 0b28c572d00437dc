/** All changes that this browser keeps: what clashed, what was not taken, what waits to be sent. */

import { Button, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { keptDeeds, openConflicts, useKept } from "~/here/kept";
import { describe } from "~/pages/history/describe";
import { apart } from "~/sync/choices";
import type { Kept } from "~/sync/journal";
import { ago } from "~/ui/dates";
import { toasts } from "~/ui/toasts";
import { ClashForm } from "./ClashForm";
import classes from "./Kept.module.css";
import { typedOf } from "./typed";

export function KeptDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["offline", "history", "shell"]);
  const { all } = useKept();
  const clashes = all.filter((one) => one.clash);
  const refused = all.filter((one) => one.refused && !all.some((a) => a.id === because(one)));
  const waiting = all.filter((one) => !one.clash && !one.refused);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("title")}
      size={640}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <p className="hw-dim">{t(all.length > 0 ? "text" : "none")}</p>
      <Part title={t("clashes")} text={t("clashesText")} list={clashes}>
        {(kept) => <Clash kept={kept} />}
      </Part>
      <Part title={t("refused")} text={t("refusedText")} list={refused}>
        {(kept) => <Refused kept={kept} resting={all.filter((one) => because(one) === kept.id)} />}
      </Part>
      <Part title={t("waiting")} text={t("waitingText")} list={waiting}>
        {(kept) => <What kept={kept} />}
      </Part>
    </Modal>
  );
}

const because = (kept: Kept) => kept.refused?.because ?? null;

function Part(props: {
  title: string;
  text: string;
  list: readonly Kept[];
  children: (kept: Kept) => ReactNode;
}) {
  if (props.list.length === 0) return null;
  return (
    <section className={classes.part} aria-label={props.title}>
      <h3>{props.title}</h3>
      <p>{props.text}</p>
      <ul className={classes.list}>
        {props.list.map((kept) => (
          <li key={kept.id} className={classes.item}>
            {props.children(kept)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function useWords() {
  const { t } = useTranslation(["offline", "history"]);
  return (kept: Kept): string => {
    const names = kept.about?.names ?? {};
    const change = {
      type: kept.command.type,
      undoes: kept.undoes ? 0 : null,
      inputs: kept.optimistic,
    };
    return t("you", { what: describe(change, (id) => names[id], t) });
  };
}

function What({ kept }: { kept: Kept }) {
  const { t } = useTranslation("offline");
  const words = useWords();
  return (
    <>
      <p className={classes.what}>
        <bdi>{words(kept)}</bdi>
      </p>
      <p className={classes.where}>
        {t("in", {
          project: kept.about?.project ?? "",
          when: ago(new Date(kept.order).toISOString()),
        })}
      </p>
    </>
  );
}

function Clash({ kept }: { kept: Kept }) {
  const problem = kept.clash;
  if (!problem) return null;
  const { command } = kept;
  return (
    <>
      <What kept={kept} />
      <ClashForm
        problem={problem}
        apart={apart(command, command.stream, problem.fields ?? [])}
        nameOf={(id) => kept.about?.names[id]}
        onChoose={(takes) => {
          // The open project shows at once what was chosen, and can undo it.
          const open = openConflicts.get(kept.id);
          if (open && !open.settled()) void open.choose(takes);
          else keptDeeds()?.choose(kept, takes);
        }}
      />
    </>
  );
}

function Refused({ kept, resting }: { kept: Kept; resting: readonly Kept[] }) {
  const { t } = useTranslation(["offline", "history"]);
  const words = useWords();
  const all = [kept, ...resting];
  const text = () =>
    all
      .flatMap((one) => [words(one), ...typedOf(one, t).map((typed) => t("value", { ...typed }))])
      .join("\n");
  const copy = () =>
    void navigator.clipboard
      .writeText(text())
      .then(() => toasts.show({ tone: "quiet", key: "copied", text: t("copied") }));
  return (
    <>
      <What kept={kept} />
      <p className={classes.why}>{kept.refused?.problem.detail}</p>
      <TypedList kept={kept} />
      {resting.length > 0 && (
        <>
          <p className={classes.where}>{t("resting", { count: resting.length })}</p>
          {resting.map((one) => (
            <div key={one.id}>
              <What kept={one} />
              <TypedList kept={one} />
            </div>
          ))}
        </>
      )}
      <div className={classes.actions}>
        <Button onClick={copy} aria-label={t("copyLabel", { what: words(kept) })}>
          {t("copy")}
        </Button>
        <Button
          onClick={() => keptDeeds()?.drop(all.map((one) => one.id))}
          aria-label={t("dropLabel", { what: words(kept) })}
        >
          {t("drop")}
        </Button>
      </div>
    </>
  );
}

function TypedList({ kept }: { kept: Kept }) {
  const { t } = useTranslation(["offline", "history"]);
  const typed = typedOf(kept, t);
  if (typed.length === 0) return null;
  return (
    <dl className={classes.typed} aria-label={t("typed")}>
      {typed.map((one) => (
        <div key={`${one.field} ${one.value}`}>
          <dt>{one.field}: </dt>
          <dd>
            <bdi>{one.value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
