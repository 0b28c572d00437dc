/** What is shown when a page breaks, or when the server cannot answer. */

import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Refusal } from "~/protocol/http";
import { EmptyState } from "./EmptyState";
import { GonePage } from "./Late";
import { PartGone } from "./part";

export function ErrorPage({ error }: { error: unknown }) {
  const { t } = useTranslation("ui");
  if (error instanceof PartGone) return <GonePage gone={error} />;
  const refused = error instanceof Refusal;
  return (
    <EmptyState
      title={refused ? error.problem.title : t("error.title")}
      text={refused ? error.problem.detail : t("error.text")}
      role="alert"
      action={
        <Button variant="filled" onClick={() => window.location.reload()}>
          {t("error.reload")}
        </Button>
      }
    >
      {!refused && (
        <details>
          <summary className="hw-dim">{t("error.details")}</summary>
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </details>
      )}
    </EmptyState>
  );
}
