/** What the finish and the cost may come to, what moves them most, and what is feared. */

import { Button, NativeSelect, NumberInput, SegmentedControl, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import { queryClient } from "~/here/queries";
import { Refusal } from "~/protocol/http";
import { useSession, useStore } from "~/store/react";
import { FirstTask } from "~/task/FirstTask";
import { locale } from "~/text/locale";
import { Chart } from "~/ui/Chart";
import { EmptyState } from "~/ui/EmptyState";
import { Page, Section } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { toasts } from "~/ui/toasts";
import { Criticality } from "./Criticality";
import { EstimatesDialog } from "./EstimatesDialog";
import { Figures } from "./Figures";
import { Groups } from "./Groups";
import {
  isUnderway,
  type Options,
  type RiskAnswer,
  type RiskResult,
  riskQuery,
  simulate,
  stopRun,
} from "./query";
import classes from "./RiskPage.module.css";
import { Risks } from "./Risks";
import { Targets } from "./Targets";
import { Throughput } from "./Throughput";

const TRIALS = [1000, 10_000, 100_000];
/** So many may those ask for who only look on. */
const LOOKING = 10_000;

export function RiskPage() {
  const { t } = useTranslation("risk");
  const { store } = useSession();
  const id = store.projectId;
  const version = useStore((s) => s.version);
  const name = useStore((s) => s.project.name);
  const empty = useStore((s) => s.rows("tasks").size === 0);
  const edits = useStore((s) => s.may("plan.edit"));
  const panel = usePanel();
  const [options, setOptions] = useState<Options>({ trials: 10_000, seed: 1, certain: false });
  const [estimating, setEstimating] = useState(false);
  const { data, error } = useQuery({ ...riskQuery(id, version, options), enabled: !empty });
  useHere("risk", panel.task);

  if (error) throw error;
  if (empty) {
    return (
      <Page title={t("title")} of={name} level={2}>
        <EmptyState
          level={2}
          title={t("empty.title")}
          text={t("empty.text")}
          action={<FirstTask />}
        />
      </Page>
    );
  }
  return (
    <Page
      title={t("title")}
      of={name}
      level={2}
      lead={t("lead")}
      actions={edits && <Button onClick={() => setEstimating(true)}>{t("estimates.open")}</Button>}
    >
      <Choose options={options} onChange={setOptions} />
      {!data ? <Skeleton /> : <Answer answer={data} options={options} />}
      <Risks struck={data?.result?.risks ?? []} unhit={data?.result?.unhit ?? []} />
      <Groups />
      <Throughput />
      {estimating && <EstimatesDialog onClose={() => setEstimating(false)} />}
    </Page>
  );
}

function Choose(props: { options: Options; onChange: (options: Options) => void }) {
  const { t } = useTranslation("risk");
  const { options, onChange } = props;
  const edits = useStore((store) => store.may("plan.edit"));
  return (
    <div className={classes.choose}>
      <NativeSelect
        label={t("trials")}
        value={String(options.trials)}
        data={TRIALS.filter((count) => edits || count <= LOOKING).map((count) => ({
          value: String(count),
          label: new Intl.NumberFormat(locale()).format(count),
        }))}
        onChange={(event) => onChange({ ...options, trials: Number(event.currentTarget.value) })}
      />
      <NumberInput
        label={t("seed")}
        description={t("seedText")}
        inputWrapperOrder={["label", "input", "description"]}
        value={options.seed}
        min={0}
        max={2 ** 31}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        onChange={(value) => {
          if (typeof value === "number") onChange({ ...options, seed: value });
        }}
      />
      <Switch
        label={t("vary")}
        description={t("varyText")}
        checked={!options.certain}
        onChange={(event) => onChange({ ...options, certain: !event.currentTarget.checked })}
      />
    </div>
  );
}

function Answer({ answer, options }: { answer: RiskAnswer; options: Options }) {
  const { t } = useTranslation("risk");
  const { result, run } = answer;
  const stale = result !== null && result.version !== answer.version;
  return (
    <>
      {(!answer.quick || run) && <Large answer={answer} options={options} stale={stale} />}
      {result && <Result result={result} />}
      {result && result.outgrown.length > 0 && (
        <p className={classes.note}>
          {t("outgrown", {
            count: result.outgrown.length,
            names: result.outgrown
              .slice(0, 5)
              .map((one) => one.name)
              .join(", "),
          })}
        </p>
      )}
    </>
  );
}

/** A plan that takes longer than one likes to wait: simulated when asked for. */
function Large(props: { answer: RiskAnswer; options: Options; stale: boolean }) {
  const { t } = useTranslation("risk");
  const { store } = useSession();
  const { run, result } = props.answer;
  const again = () => queryClient.invalidateQueries({ queryKey: ["risk", store.projectId] });
  const begin = async () => {
    try {
      await simulate(store.projectId, props.options);
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      toasts.show({ tone: "bad", text: refused.message });
    }
    await again();
  };
  if (run && isUnderway(run)) {
    const done = run.progress ? (100 * run.progress.done) / run.progress.trials : 0;
    return (
      <div className={classes.large} role="status">
        <span>{t(run.state === "queued" ? "run.waits" : "run.runs")}</span>
        <progress value={done} max={100} className={classes.meter} aria-label={t("run.runs")} />
        <Button disabled={run.stopping} onClick={() => void stopRun(run.id).then(again)}>
          {t("run.stop")}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.large}>
      <span role={run?.error ? "alert" : undefined}>
        {run?.error ?? t(props.stale ? "run.stale" : result ? "run.fresh" : "run.none")}
      </span>
      <Button variant={result && !props.stale ? "default" : "filled"} onClick={() => void begin()}>
        {t("run.begin")}
      </Button>
    </div>
  );
}

function Result({ result }: { result: RiskResult }) {
  const { t } = useTranslation("risk");
  const panel = usePanel();
  const [of, setOf] = useState<"finish" | "cost">("finish");
  const cost = of === "cost" ? result.cost : null;
  const charts = cost ? cost.charts : result.charts;
  return (
    <>
      <Figures result={result} />
      <Section
        title={t(cost ? "distribution.cost" : "distribution.finish")}
        level={3}
        actions={
          result.cost && (
            <SegmentedControl
              aria-label={t("distribution.of")}
              value={cost ? "cost" : "finish"}
              onChange={(value) => setOf(value === "cost" ? "cost" : "finish")}
              data={[
                { value: "finish", label: t("finish") },
                { value: "cost", label: t("cost") },
              ]}
            />
          )
        }
      >
        <div className={classes.columns}>
          <Chart spec={charts.curve} label={t(cost ? "curve.cost" : "curve.finish")} />
          <Chart spec={charts.histogram} label={t(cost ? "histogram.cost" : "histogram.finish")} />
        </div>
      </Section>
      <Section title={t("targets.title")} text={t("targets.text")} level={3}>
        <Targets targets={result.targets} />
      </Section>
      <div className={classes.columns}>
        <Section title={t("tornado.title")} text={t("tornado.text")} level={3}>
          {result.charts.tornado ? (
            <Chart
              spec={result.charts.tornado}
              label={t("tornado.title")}
              onPick={(datum) => {
                const bar = result.tornado.find((one) => one.id === datum.id);
                if (bar?.kind === "task") panel.open(bar.id);
              }}
            />
          ) : (
            <p className="hw-dim">{t("tornado.none")}</p>
          )}
        </Section>
        <Section title={t("criticality.title")} text={t("criticality.text")} level={3}>
          <Criticality result={result} />
        </Section>
      </div>
    </>
  );
}
