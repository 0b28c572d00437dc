/** Periods in which a resource is available more or less than usual. */

import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconPlus, IconX } from "~/ui/icons";
import { dayOfIso, isoDay, type Period } from "./capacity";
import classes from "./PeoplePage.module.css";

export function AvailabilityFields(props: {
  periods: readonly Period[];
  onChange: (periods: readonly Period[]) => void;
}) {
  const { t } = useTranslation("people");
  const { periods } = props;
  const put = (place: number, change: Partial<Period>) =>
    props.onChange(periods.map((one, at) => (at === place ? { ...one, ...change } : one)));
  const add = () => {
    const last = periods.at(-1);
    const after = last ? (last.last ?? last.first + 30) + 1 : (dayOfIso(today()) ?? 0);
    const closed = periods.map((one) =>
      one === last && one.last === null ? { ...one, last: after - 1 } : one,
    );
    props.onChange([...closed, { first: after, last: null, units: 5_000 }]);
  };
  return (
    <fieldset className={classes.periods}>
      <legend>{t("periods.title")}</legend>
      {periods.map((period, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a period is its place in the list
        <div key={place} className={classes.period}>
          <TextInput
            type="date"
            label={t("periods.from")}
            value={isoDay(period.first)}
            onChange={(event) => {
              const first = dayOfIso(event.currentTarget.value);
              if (first !== null) put(place, { first });
            }}
          />
          <TextInput
            type="date"
            label={t("periods.to")}
            placeholder={t("periods.forGood")}
            value={isoDay(period.last)}
            onChange={(event) => put(place, { last: dayOfIso(event.currentTarget.value) })}
          />
          <TextInput
            label={t("periods.percent")}
            inputMode="decimal"
            value={String(period.units / 100)}
            onChange={(event) => {
              const units = Math.round(Number(event.currentTarget.value.replace(",", ".")) * 100);
              if (units >= 0) put(place, { units });
            }}
          />
          <ActionIcon
            size={24}
            aria-label={t("periods.remove", { date: isoDay(period.first) })}
            onClick={() => props.onChange(periods.filter((_, at) => at !== place))}
          >
            <IconX size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button size="compact-xs" leftSection={<IconPlus size={13} />} onClick={add}>
        {t("periods.add")}
      </Button>
    </fieldset>
  );
}

function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
