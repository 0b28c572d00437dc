/** The colours that the open project's tasks have now, for all views alike. */

import { createContext, createElement, type ReactNode, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useColour } from "~/here/colour";
import { TaskFields } from "~/model/filters-fields";
import { firstWeekday } from "~/model/week";
import { useSession, useStore } from "~/store/react";
import { locale } from "~/text/locale";
import { type Colours, coloursBy } from "./colours";

const Scope = createContext<Colours | null>(null);

/** Gives all below the colours of the grouping that is chosen. */
export function ColourScope({ children }: { children?: ReactNode }) {
  const { t } = useTranslation("filter");
  const { store } = useSession();
  const [colour] = useColour();
  // Colours are told once a change of the plan, and only where there are any.
  const revision = useStore((found) => (colour ? found.revision : 0));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the plan is another one a revision
  const colours = useMemo(() => {
    if (!colour) return null;
    const fields = new TaskFields(store, firstWeekday(locale()));
    return coloursBy(colour, fields, t("colour.others"));
  }, [colour, store, revision, t]);
  return createElement(Scope.Provider, { value: colours }, children);
}

/** The colours of all tasks; null where the plan's own are shown. */
export function useColours(): Colours | null {
  return useContext(Scope);
}

/** The number of a task's colour, as elements carry it in `data-colour`. */
export function useColourOf(id: number): number | undefined {
  return useColours()?.of(id)?.place;
}
