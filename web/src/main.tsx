import "~/styles/mantine";
import "~/text/i18n";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "~/app/App";
import { reloadAfterUpgrade } from "~/app/upgrade";
import { Refusal } from "~/protocol/http";

reloadAfterUpgrade();

const root = document.getElementById("root");
if (root) {
  createRoot(root, {
    // A refusal is shown where it was caught; it is no fault to report.
    onCaughtError: (error) => {
      if (!(error instanceof Refusal)) console.error(error);
    },
  }).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
