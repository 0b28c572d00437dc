/** One check: how it stands, what was measured, and the tasks that it names. */

import { Button, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { number } from "~/ui/dates";
import {
  IconAlertTriangle,
  IconChevronDown,
  IconChevronRight,
  IconCircleCheck,
  IconHelp,
} from "~/ui/icons";
import classes from "./PlanCheckPage.module.css";
import type { Check } from "./query";

/** Findings that are listed until somebody asks for more. */
const FEW = 8;
const SIGNS = { pass: IconCircleCheck, fail: IconAlertTriangle, unknown: IconHelp } as const;

export function CheckLine(props: {
  check: Check;
  onOpen: (id: number) => void;
  onShow: (check: Check) => void;
}) {
  const { t } = useTranslation("plan-check");
  const { check } = props;
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState(false);
  const Sign = SIGNS[check.state];
  const listed = check.findings.length > 0;
  const shown = all ? check.findings : check.findings.slice(0, FEW);
  const head = (
    <>
      <Sign
        size={18}
        stroke={1.7}
        aria-label={t(`state.${check.state}`)}
        className={classes.sign}
      />
      <span className={classes.name}>
        <span className={classes.title}>
          {check.number !== null && <span className={classes.number}>{check.number}</span>}
          {check.title}
        </span>
        <span className={classes.about}>
          {check.state === "unknown" ? check.reason : check.about}
        </span>
      </span>
      <span className={classes.measured}>
        <span className="hw-num">{useMeasured(check)}</span>
        <span className={classes.threshold}>{t("threshold", { value: check.threshold })}</span>
      </span>
    </>
  );
  return (
    <li className={classes.check} data-state={check.state} data-check={check.key}>
      {listed ? (
        <UnstyledButton
          className={classes.head}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
          {head}
        </UnstyledButton>
      ) : (
        <div className={classes.head}>
          <span className={classes.space} />
          {head}
        </div>
      )}
      {open && (
        <div className={classes.findings}>
          <ul>
            {shown.map((finding, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a task can be named twice
              <li key={`${finding.task_id}-${place}`}>
                <UnstyledButton
                  className={classes.task}
                  onClick={() => props.onOpen(finding.task_id)}
                >
                  {finding.name || t("unnamed")}
                </UnstyledButton>
                <span className="hw-dim">{finding.text}</span>
              </li>
            ))}
          </ul>
          <div className={classes.more}>
            {check.findings.length > FEW && !all && (
              <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
                {t("all", { count: check.findings.length })}
              </Button>
            )}
            <Button size="compact-sm" onClick={() => props.onShow(check)}>
              {t("show")}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}

function useMeasured(check: Check): string {
  const { t } = useTranslation("plan-check");
  if (check.measured === null) return "–";
  switch (check.unit) {
    case "share":
      return t("share", {
        percent: number(check.measured * 100),
        count: check.count,
        of: check.of,
      });
    case "ratio":
      return number(check.measured, 2);
    case "days":
      return t("days", { count: check.measured });
    default:
      return number(check.measured, 0);
  }
}
