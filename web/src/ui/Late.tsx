/** Components that are fetched when they are first shown, and what stands there if they do not come. */

import { Button } from "@mantine/core";
import { type ComponentType, type FunctionComponent, use, useEffect, useReducer } from "react";
import { useTranslation } from "react-i18next";
import { i18next } from "~/text/i18n";
import { EmptyState } from "./EmptyState";
import { fetchPart, PartGone, reloadSoon } from "./part";
import { toasts } from "./toasts";

/** A component, and a way to fetch it ahead. */
export type Late<Props extends object> = FunctionComponent<Props> & {
  preload: () => Promise<void>;
};

/** A page or view: a notice stands in its place if it does not come. */
export function latePage<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): Late<Props> {
  return late(async () => (await load())[name], true, MissingPage);
}

/** A dialog or panel: if it does not come, that is said beside what is there, which stays. */
export function lateDialog<Name extends string, Props extends object>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
  onGone?: (props: Props) => void,
): Late<Props> {
  return late(async () => (await load())[name], false, MissingDialog, onGone);
}

interface Missing {
  gone: PartGone;
  again: () => void;
  /** Called as it is shown. */
  onShow: () => void;
}

function late<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  quietly: boolean,
  Instead: ComponentType<Missing>,
  onGone?: (props: Props) => void,
): Late<Props> {
  let part: ComponentType<Props> | null = null;
  let gone: PartGone | null = null;
  let coming: Promise<void> | null = null;

  const preload = (): Promise<void> => {
    if (part) return Promise.resolve();
    coming ??= fetchPart(load, quietly)
      .then(
        (found) => {
          part = found;
          gone = null;
        },
        (error: unknown) => {
          if (!(error instanceof PartGone)) throw error;
          gone = error;
        },
      )
      .finally(() => {
        coming = null;
      });
    return coming;
  };

  const Shown = (props: Props) => {
    const [, draw] = useReducer((count: number) => count + 1, 0);
    // The next time that it is shown it is asked for again.
    useEffect(
      () => () => {
        gone = null;
      },
      [],
    );
    if (!part && !gone) use(preload());
    const Part = part;
    if (Part) return <Part {...props} />;
    const again = () => {
      gone = null;
      draw();
    };
    return gone && <Instead gone={gone} again={again} onShow={() => onGone?.(props)} />;
  };
  return Object.assign(Shown, { preload });
}

function MissingPage({ gone, again }: Missing) {
  return <GonePage gone={gone} again={again} />;
}

export function GonePage({ gone, again }: { gone: PartGone; again?: () => void }) {
  const { t } = useTranslation("ui");
  return gone.updated ? (
    <EmptyState
      title={t("gone.updated")}
      text={t("gone.updatedText")}
      role="alert"
      action={
        <Button variant="filled" onClick={reloadSoon}>
          {t("gone.reload")}
        </Button>
      }
    />
  ) : (
    <EmptyState
      title={t("gone.lost")}
      text={t("gone.lostText")}
      role="alert"
      action={
        <Button variant="filled" onClick={again ?? reloadSoon}>
          {t("gone.again")}
        </Button>
      }
    />
  );
}

function MissingDialog({ gone, onShow }: Missing) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once each time that it is missing
  useEffect(() => {
    tellGone(gone);
    onShow();
  }, [gone]);
  return null;
}

/** Say that a part did not come; what is on the page stays as it is. */
export function tellGone(gone: PartGone): void {
  const t = (key: string) => i18next.t(key, { ns: "ui" });
  if (!gone.updated) {
    toasts.show({ tone: "bad", key: "gone", text: t("gone.lost"), detail: t("gone.lostText") });
    return;
  }
  toasts.show({
    key: "gone",
    text: t("gone.updated"),
    detail: t("gone.kept"),
    milliseconds: Number.POSITIVE_INFINITY,
    actions: [{ label: t("gone.reload"), run: reloadSoon }],
  });
}
