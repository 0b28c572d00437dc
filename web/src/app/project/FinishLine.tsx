/** How the finish stands against the baseline, in one line; it opens the chain of why. */

import { Popover, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWish } from "~/here/intents";
import { useReveal } from "~/here/panel";
import { projectWhyQuery, type Slip } from "~/here/queries";
import { projectWork } from "~/model/calendars";
import type { Figures } from "~/model/figures";
import { useStore } from "~/store/react";
import { number } from "~/ui/dates";
import { WhyChain } from "~/ui/WhyChain";
import classes from "./FinishLine.module.css";

/** Wait for a burst of changes to end before asking why again. */
const SETTLE = 300;

interface FinishLineProps {
  readonly figures: Figures;
  /** Whether the chain is open: the finish beside it opens it too. */
  readonly open: boolean;
  onOpen(open: boolean): void;
}

export function FinishLine({ figures, open, onOpen: setOpen }: FinishLineProps) {
  const { t } = useTranslation("shell");
  const id = useStore((store) => store.projectId);
  const version = useStore((store) => store.version);
  const compared = useStore((store) => store.baseline?.number ?? 0);
  const mustFinish = useStore((store) => store.project.finish_by);
  const perDay = useStore((store) => store.project.minutes_per_day);
  const [settled] = useDebouncedValue(version, SETTLE);
  const { data: why } = useQuery({
    ...projectWhyQuery(id, settled, compared),
    enabled: figures.tasks > 0,
  });
  const work = useStore(projectWork);
  const reveal = useReveal();
  const asks = useStore((store) => store.may("analysis.read") && store.parentId === null);
  useWish("why", () => setOpen(true));

  if (figures.tasks === 0) return <span className={classes.empty}>{t("project.empty")}</span>;
  const slip = why?.slip ?? null;
  const over =
    mustFinish !== null && figures.finish !== null && figures.finish > mustFinish
      ? Math.max(1, Math.ceil(work.between(mustFinish, figures.finish) / perDay))
      : 0;
  const tone = over ? "critical" : slip === null ? "none" : slip.minutes > 0 ? "late" : "done";
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-start"
      width={440}
      trapFocus
      returnFocus
      closeOnClickOutside={false}
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.line}
          data-tone={tone}
          data-hint="why"
          onClick={() => setOpen(!open)}
        >
          <span className={classes.dot} aria-hidden />
          <span className={classes.text}>
            {over > 0
              ? t("project.mustFinish", { count: over })
              : slip
                ? slipWords(t, slip, perDay)
                : t("project.noBaseline")}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.popover}>
        {open && (
          <WhyChain
            why={why}
            finish={figures.finish}
            onReveal={(id) => {
              // On a phone the chain would cover what it shows.
              if (window.matchMedia("(max-width: 48em)").matches) setOpen(false);
              reveal(id);
            }}
            onClose={() => setOpen(false)}
          />
        )}
        {open && asks && (
          <Link
            to="/p/$projectId/delays"
            params={{ projectId: String(id) }}
            className={classes.delays}
            onClick={() => setOpen(false)}
          >
            {t("project.why.delays")}
          </Link>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

type T = ReturnType<typeof useTranslation>["t"];

/** "Cutover 6 days late: switch delivery +6 d". */
export function slipWords(t: T, slip: Slip, minutesPerDay: number): string {
  const days = slip.minutes / minutesPerDay;
  if (slip.minutes < 0) return t("project.early", { days: number(-days) });
  if (slip.minutes === 0) return t("project.onTime");
  const named = { name: slip.name, days: number(days) };
  if (!slip.cause) return t("project.late", named);
  const cause = { ...named, cause: slip.cause.name, causeDays: number(slip.cause.days) };
  return t(days === 1 ? "project.lateCauseOne" : "project.lateCause", cause);
}
