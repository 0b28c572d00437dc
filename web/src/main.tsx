import "~/styles/mantine";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "~/app/App";
import { fetchAhead } from "~/app/ahead";
import { Refusal } from "~/protocol/http";
import { speakTheirs } from "~/text/i18n";
import { watchTyping } from "~/ui/part";

fetchAhead(window.location.pathname);
watchTyping();

const root = document.getElementById("root");
if (root) {
  const made = createRoot(root, {
    // A refusal is shown where it was caught; it is no fault to report.
    onCaughtError: (error) => {
      if (!(error instanceof Refusal)) console.error(error);
    },
  });
  void speakTheirs().then(() =>
    made.render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
}
