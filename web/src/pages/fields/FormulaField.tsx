/** A formula as it is written: with the fields and functions there are, and what is wrong where. */

import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { fieldsOf } from "~/model/custom";
import type { CustomFieldRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import type { Checked } from "./useChecked";

const OWN = [
  "Name",
  "Start",
  "Finish",
  "Duration",
  "Work",
  "Actual work",
  "Remaining work",
  "Percent complete",
  "Critical",
  "Total float",
  "Free float",
  "Deadline",
  "Status",
  "Type",
  "Priority",
  "Story points",
  "Summary",
  "Milestone",
  "Done",
  "Actual start",
  "Actual finish",
  "Baseline start",
  "Baseline finish",
  "Baseline duration",
  "Baseline work",
  "Late start",
  "Late finish",
  "Constraint date",
  "Optimistic",
  "Pessimistic",
  "Number",
  "Active",
  "Deliverable",
];
const FUNCTIONS = [
  "IF(, , )",
  "SUM(CHILDREN([]))",
  "MAX(CHILDREN([]))",
  "MIN(CHILDREN([]))",
  "AVG(CHILDREN([]))",
  "COUNT(CHILDREN([]))",
  "ROUND(, 2)",
  "ABS()",
  "AND(, )",
  "OR(, )",
  "NOT()",
  "EMPTY()",
  "IFERROR(, )",
  "TODAY()",
  "STATUSDATE()",
  "DAYS(, )",
  "HOURS()",
  "WORKDAYS(, )",
  "WORKDAY(, )",
  "DATE(, , )",
  "YEAR()",
  "MONTH()",
  "WEEKDAY()",
  'CONTAINS(, "")',
  "LEFT(, 3)",
  "UPPER()",
];
const RESULTS = ["", "number", "cost", "duration", "date", "text", "flag"] as const;

export function FormulaField(props: {
  field: CustomFieldRow | null;
  text: string;
  result: CustomFieldRow["result"];
  problem: Checked["problem"];
  fresh: boolean;
  onText: (text: string) => void;
  onResult: (result: CustomFieldRow["result"]) => void;
}) {
  const { t } = useTranslation("fields");
  const { store } = useSession();
  const area = useRef<HTMLTextAreaElement>(null);
  const { text, problem, fresh } = props;
  const mine = fieldsOf(store)
    .filter((one) => one.id !== props.field?.id && one.type !== "person")
    .map((one) => one.name);
  const place = problem?.position;

  function insert(piece: string): void {
    const input = area.current;
    const from = input?.selectionStart ?? text.length;
    const to = input?.selectionEnd ?? text.length;
    props.onText(text.slice(0, from) + piece + text.slice(to));
    const hole = piece.search(/[([](?=[,)\]])/) + 1;
    const at = from + (hole > 0 ? hole : piece.length);
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(at, at);
    });
  }

  return (
    <>
      <Textarea
        ref={area}
        label={t("formula")}
        description={t("formulaText")}
        value={text}
        required
        maxLength={2000}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--hw-font-mono)" } }}
        error={text.trim() !== "" && problem ? problem.detail : undefined}
        onChange={(event) => props.onText(event.currentTarget.value)}
      />
      <p role="status" style={{ margin: 0, fontSize: "var(--hw-text-sm)", minHeight: 20 }}>
        {place !== undefined ? (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              area.current?.focus();
              area.current?.setSelectionRange(place, Math.min(text.length, place + 1));
            }}
          >
            {t("at", { place: place + 1 })}
          </Button>
        ) : (
          fresh && !problem && text.trim() !== "" && t("good")
        )}
      </p>
      <div style={{ display: "flex", flexWrap: "wrap", gap: 12 }}>
        <NativeSelect
          label={t("insert")}
          value=""
          data={["", ...mine, ...OWN]}
          onChange={(event) => insert(`[${event.currentTarget.value}]`)}
        />
        <NativeSelect
          label={t("function")}
          value=""
          data={["", ...FUNCTIONS]}
          onChange={(event) => insert(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("result")}
          value={props.result}
          data={RESULTS.map((one) => ({
            value: one,
            label: one === "" ? t("resultAuto") : t(`types.${one}`),
          }))}
          onChange={(event) =>
            props.onResult(event.currentTarget.value as CustomFieldRow["result"])
          }
        />
      </div>
    </>
  );
}
