/** No such page, or none that the viewer may know of. */

import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "~/ui/EmptyState";
import { useTitle } from "~/ui/title";

export function NotFound() {
  const { t } = useTranslation("shell");
  useTitle(t("missing.title"));
  return (
    <main id="main" tabIndex={-1}>
      <EmptyState
        title={t("missing.title")}
        text={t("missing.text")}
        action={
          <Button component={Link} to="/" variant="filled">
            {t("missing.back")}
          </Button>
        }
      />
    </main>
  );
}
