/** Whose work is listed: that of all workspaces, or of one alone. */

import { NativeSelect } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useMe } from "~/here/me";
import type { WorkspaceItem } from "~/here/queries";

export interface Scope {
  /** The workspace that is looked at alone; null for all. */
  readonly only: WorkspaceItem | null;
  readonly workspaces: readonly WorkspaceItem[];
  /** Choose one by its key, or 0 for all. */
  readonly choose: (id: number) => void;
}

/** The choice, which this browser remembers for the account; one that is left is none. */
export function useScope(): Scope {
  const { user, workspaces } = useMe();
  const [chosen, choose] = useLocalStorage<number>({
    key: `hw-my-work-of-${user.id}`,
    defaultValue: 0,
    getInitialValueInEffect: false,
  });
  const one = workspaces.length > 1 && workspaces.find((workspace) => workspace.id === chosen);
  return { only: one || null, workspaces, choose };
}

export function ScopeChoice({ only, workspaces, choose }: Scope) {
  const { t } = useTranslation("my-work");
  return (
    <NativeSelect
      aria-label={t("scope.label")}
      value={only?.id ?? 0}
      onChange={(event) => choose(Number(event.currentTarget.value))}
    >
      <option value={0}>{t("scope.all")}</option>
      {workspaces.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </NativeSelect>
  );
}
