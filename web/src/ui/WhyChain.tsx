/** The chain of why: from a date back to what it rests on, in words, each step a way to the task. */

import { ActionIcon, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isoDate, isoRange, number, planDate } from "./dates";
import { IconX } from "./icons";
import classes from "./WhyChain.module.css";

export interface ChainStep {
  task_id: number | null;
  name: string;
  kind: string;
  text: string;
  notes?: string[];
  at: string;
  finish?: string;
}

export interface ChainSlip {
  minutes: number;
  days: number;
  baseline_finish: string;
  cause: { task_id: number; name: string; minutes: number; days: number } | null;
}

export function WhyChain(props: {
  why: { chain: ChainStep[]; slip?: ChainSlip | null } | undefined;
  /** Minutes; the date that is explained. */
  finish: number | null;
  onReveal: (taskId: number) => void;
  onClose?: () => void;
}) {
  const { t } = useTranslation("shell");
  const { why } = props;
  const slip = why?.slip;
  return (
    <section className={classes.chain} aria-label={t("project.noBaseline")}>
      <div className={classes.head}>
        <div>
          <h2>
            {t("project.why.title", {
              date: props.finish === null ? "" : planDate(props.finish),
            })}
          </h2>
          <p className="hw-dim">{t("project.why.subtitle")}</p>
        </div>
        {props.onClose && (
          <ActionIcon aria-label={t("close")} onClick={props.onClose} data-autofocus>
            <IconX size={16} />
          </ActionIcon>
        )}
      </div>
      {slip && (
        <p className={classes.slip} data-late={slip.minutes > 0 || undefined}>
          {t(slip.minutes > 0 ? "project.why.slip" : "project.why.inTime", {
            days: number(slip.days),
            date: isoDate(slip.baseline_finish),
          })}
        </p>
      )}
      {slip?.cause && (
        <p className={classes.first}>
          <span className="hw-dim">{t("project.why.cause")}:</span>
          <UnstyledButton
            className={classes.name}
            onClick={() => slip.cause && props.onReveal(slip.cause.task_id)}
          >
            {t("project.why.causeOf", { name: slip.cause.name, days: number(slip.cause.days) })}
          </UnstyledButton>
        </p>
      )}
      {!why && <p className="hw-dim">{t("project.why.loading")}</p>}
      {why && !why.chain.length && <p className="hw-dim">{t("project.why.none")}</p>}
      {why && <WhySteps chain={why.chain} cause={slip?.cause ?? null} onReveal={props.onReveal} />}
    </section>
  );
}

/** The steps alone, from the date back to its root. */
export function WhySteps(props: {
  chain: readonly ChainStep[];
  cause: ChainSlip["cause"];
  onReveal: (taskId: number) => void;
}) {
  const { cause } = props;
  return (
    <ol className={classes.steps}>
      {props.chain.map((step, place) => (
        <Step
          // biome-ignore lint/suspicious/noArrayIndexKey: hidden steps have no key of their own
          key={`${step.task_id}-${place}`}
          step={step}
          cause={cause !== null && cause.task_id === step.task_id ? cause : null}
          onReveal={props.onReveal}
        />
      ))}
    </ol>
  );
}

function Step(props: {
  step: ChainStep;
  cause: ChainSlip["cause"];
  onReveal: (taskId: number) => void;
}) {
  const { t } = useTranslation("shell");
  const { step, cause } = props;
  const id = step.task_id;
  return (
    <li className={classes.step} data-cause={cause ? true : undefined}>
      <div className={classes.first}>
        {id === null ? (
          <span className={classes.name}>{step.name}</span>
        ) : (
          <UnstyledButton
            className={classes.name}
            onClick={() => props.onReveal(id)}
            aria-label={t("project.why.show", { name: step.name })}
          >
            {step.name}
          </UnstyledButton>
        )}
        <span className={classes.dates}>{isoRange(step.at, step.finish)}</span>
      </div>
      {cause && (
        <div className={classes.cause}>
          {t("project.why.cause")}: {t("project.why.causeText", { days: number(cause.days) })}
        </div>
      )}
      <div className="hw-dim">{step.text}</div>
      {step.notes?.map((note) => (
        <div key={note} className={classes.note}>
          {note}
        </div>
      ))}
    </li>
  );
}
