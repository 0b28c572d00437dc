/** Words of pages that few open: they are fetched with the page, not with the app. */

import { words } from "./all";

/** Fetch a part together with the namespaces of `pages/` that it uses. */
export function withWords<Part>(
  namespaces: readonly string[],
  load: () => Promise<Part>,
): () => Promise<Part> {
  return async () => {
    const [part] = await Promise.all([load(), words.bring(namespaces)]);
    return part;
  };
}
