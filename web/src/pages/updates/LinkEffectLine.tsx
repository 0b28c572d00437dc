/** What answers by link would do to the finish of their own tasks, told before they are sent. */

import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { isoDate } from "~/ui/dates";
import { type Asked, linkEffectOf, type Said } from "./query";
import classes from "./Updates.module.css";

/** Milliseconds without typing before it is asked: a link asks only so often a minute. */
const SETTLE = 800;

interface Props {
  readonly token: string;
  readonly asked: Asked;
  readonly said: readonly Said[];
}

export function LinkEffectLine({ token, asked, said }: Props) {
  const { t } = useTranslation("updates");
  const [settled] = useDebouncedValue(JSON.stringify(said), SETTLE);
  const { data } = useQuery({
    queryKey: ["update-link-effect", token, settled],
    queryFn: () => linkEffectOf(token, JSON.parse(settled) as Said[]),
    enabled: said.length > 0 && settled !== "[]",
    retry: false,
    gcTime: 0,
  });
  if (!said.length) return null;
  return (
    <div className={classes.effect} role="status">
      {data?.tasks.map(({ id, before, after }) => {
        const name = asked.tasks.find((task) => task.id === id)?.name ?? "";
        const dates = { name, before: isoDate(before), after: isoDate(after) };
        const way = before === after ? "effect.ownNone" : "effect.own";
        return <p key={id}>{t(way, dates)}</p>;
      })}
    </div>
  );
}
