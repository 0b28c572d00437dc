/** The project's scenarios: what each changed, and what can be done with it. */

import { Button, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dropScenario } from "~/commands/scenarios";
import type { ScenarioItem } from "~/here/scenarios";
import { useTellChange } from "~/here/undo";
import { useSession, useStore } from "~/store/react";
import { ago, instant } from "~/ui/dates";
import { IconDots } from "~/ui/icons";
import { Section } from "~/ui/Page";
import { NameDialog } from "./NameDialog";
import classes from "./ScenariosPage.module.css";

export function ScenarioList(props: {
  items: readonly ScenarioItem[];
  /** Those that stand side by side. */
  beside: ReadonlySet<number>;
  full: boolean;
  onBeside: (id: number) => void;
  onMerge: (id: number) => void;
  onRebase: (id: number) => void;
}) {
  const { t } = useTranslation("scenarios");
  const session = useSession();
  const tell = useTellChange();
  const edits = useStore((store) => store.may("plan.edit"));
  const [renaming, setRenaming] = useState<ScenarioItem | null>(null);

  const drop = async (item: ScenarioItem) => {
    const outcome = await dropScenario(session, item.id);
    const changeset = outcome.ok ? outcome.changeset?.id : undefined;
    if (changeset === undefined) return;
    tell(changeset, { text: t("dropped", { name: item.name }) });
  };

  return (
    <>
      <ul className={classes.list} aria-label={t("list.label")}>
        {props.items.map((item) => (
          <li key={item.id} data-testid={`scenario-${item.name}`}>
            <input
              className={classes.pick}
              type="checkbox"
              aria-label={t("list.beside", { name: item.name })}
              checked={props.beside.has(item.id)}
              disabled={props.full && !props.beside.has(item.id)}
              onChange={() => props.onBeside(item.id)}
            />
            <div className={classes.item}>
              <Link
                to="/p/$projectId/gantt"
                params={{ projectId: String(item.id) }}
                className={classes.name}
              >
                {item.name}
              </Link>
              {item.notes && <p className={classes.notes}>{item.notes}</p>}
              <p className={classes.facts}>
                <span>{changed(item, t)}</span>
                <span title={instant(item.created_at)}>
                  {t("list.by", { name: item.by, when: ago(item.created_at) })}
                </span>
                <span>
                  {item.behind > 0 ? t("list.behind", { count: item.behind }) : t("list.current")}
                </span>
              </p>
            </div>
            <div className={classes.buttons}>
              <Button size="compact-sm" component={Link} to={`/p/${item.id}/gantt`}>
                {t("list.open")}
              </Button>
              {edits && (
                <>
                  {item.behind > 0 && (
                    <Button
                      size="compact-sm"
                      onClick={() => props.onRebase(item.id)}
                      aria-label={t("list.rebaseLabel", { name: item.name })}
                    >
                      {t("rebase")}
                    </Button>
                  )}
                  <Button
                    size="compact-sm"
                    onClick={() => props.onMerge(item.id)}
                    aria-label={t("list.mergeLabel", { name: item.name })}
                  >
                    {t("merge")}
                  </Button>
                  <Button
                    size="compact-sm"
                    onClick={() => void drop(item)}
                    aria-label={t("list.dropLabel", { name: item.name })}
                  >
                    {t("drop")}
                  </Button>
                  <Menu position="bottom-end">
                    <Menu.Target>
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        aria-label={t("list.renameLabel", { name: item.name })}
                      >
                        <IconDots size={16} stroke={1.6} />
                      </Button>
                    </Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item onClick={() => setRenaming(item)}>{t("list.rename")}</Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                </>
              )}
            </div>
          </li>
        ))}
      </ul>
      {renaming && <NameDialog of={renaming} onClose={() => setRenaming(null)} />}
    </>
  );
}

/** What was merged or dropped: its plan can still be looked at. */
export function Closed({ items }: { items: readonly ScenarioItem[] }) {
  const { t } = useTranslation("scenarios");
  return (
    <Section title={t("list.closed")} level={3}>
      <ul className={classes.closed}>
        {items.map((item) => (
          <li key={item.id}>
            <Link to="/p/$projectId/gantt" params={{ projectId: String(item.id) }}>
              {item.name}
            </Link>
            <span className="hw-dim">
              {t(item.state === "merged" ? "list.merged" : "list.dropped")}
            </span>
            <span className="hw-dim" title={instant(item.created_at)}>
              {t("list.by", { name: item.by, when: ago(item.created_at) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function changed(item: ScenarioItem, t: TFunction<["scenarios", "shell"]>): string {
  const { changes } = item;
  const parts = [
    changes.tasks_changed && t("changed.tasks", { count: changes.tasks_changed }),
    changes.tasks_added && t("changed.added", { count: changes.tasks_added }),
    changes.tasks_removed && t("changed.removed", { count: changes.tasks_removed }),
    changes.other && t("changed.other"),
  ].filter(Boolean);
  return parts.length ? parts.join(", ") : t("changed.none");
}
