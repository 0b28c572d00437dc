/** The odds of compared plans, simulated one after the other while the rest is looked at. */

import { useCallback, useEffect, useMemo, useState } from "react";
import { queryClient } from "~/here/queries";
import { type ComparedPlan, type Comparison, type Odds, oddsQuery } from "~/here/scenarios";

export interface Simulating {
  /** The comparison with all odds that are known by now. */
  readonly data: Comparison | undefined;
  /** Plans that are still to be simulated. */
  readonly waiting: ReadonlySet<string>;
  readonly stopped: boolean;
  readonly stop: () => void;
  readonly start: () => void;
}

export const planKey = (plan: Pick<ComparedPlan, "kind" | "id">) => `${plan.kind}-${plan.id}`;

export function useOdds(project: number, data: Comparison | undefined): Simulating {
  const [stopped, setStopped] = useState(false);
  const [found, setFound] = useState<ReadonlyMap<string, Odds | null>>(new Map());

  useEffect(() => {
    setFound(new Map());
    if (!data || stopped) return;
    let gone = false;
    const asked: (readonly unknown[])[] = [];
    const simulate = async () => {
      for (const plan of data.plans) {
        if (gone) return;
        if (plan.risk) continue;
        const query = oddsQuery(project, plan, [data.version, plan.version], data.trials);
        asked.push(query.queryKey);
        // One that cannot be simulated stays without odds; the others need not.
        const odds = await queryClient.fetchQuery(query).catch(() => null);
        if (gone) return;
        setFound((before) => new Map(before).set(planKey(plan), odds));
      }
    };
    void simulate();
    return () => {
      gone = true;
      for (const queryKey of asked) void queryClient.cancelQueries({ queryKey });
    };
  }, [project, data, stopped]);

  return {
    data: useMemo(
      () =>
        data && {
          ...data,
          plans: data.plans.map((plan) => ({
            ...plan,
            risk: plan.risk ?? found.get(planKey(plan)) ?? null,
          })),
        },
      [data, found],
    ),
    waiting: new Set(
      (stopped ? [] : (data?.plans ?? []))
        .filter((plan) => !plan.risk && !found.has(planKey(plan)))
        .map(planKey),
    ),
    stopped,
    stop: useCallback(() => setStopped(true), []),
    start: useCallback(() => setStopped(false), []),
  };
}
