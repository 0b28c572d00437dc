/** No such page, or none that the viewer may know of. */

import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "~/ui/EmptyState";
import { useTitle } from "~/ui/title";

/** Outside the frame, with a landmark of its own. */
export function NotFound() {
  return (
    <main id="main" tabIndex={-1}>
      <Nothing />
    </main>
  );
}

export function Nothing() {
  const { t } = useTranslation("shell");
  useTitle(t("missing.title"));
  return (
    <EmptyState
      title={t("missing.title")}
      text={t("missing.text")}
      action={
        <Button component={Link} to="/" variant="filled">
          {t("missing.back")}
        </Button>
      }
    />
  );
}
