/** Words of pages that few open: they are fetched with the page, not with the app. */

import { i18next } from "./i18n";

const files = import.meta.glob<Record<string, unknown>>("./en/pages/*.json", { import: "default" });

/** Fetch a part together with the namespaces of `en/pages/` that it uses. */
export function withWords<Part>(
  namespaces: readonly string[],
  load: () => Promise<Part>,
): () => Promise<Part> {
  return async () => {
    const words = namespaces.map(async (namespace) => {
      if (i18next.hasResourceBundle("en", namespace)) return;
      const found = await files[`./en/pages/${namespace}.json`]?.();
      i18next.addResourceBundle("en", namespace, found);
    });
    const [part] = await Promise.all([load(), ...words]);
    return part;
  };
}
