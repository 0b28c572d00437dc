/** Names the browser's tab after what is shown. */

import { useEffect } from "react";

export function useTitle(...parts: (string | undefined)[]): void {
  const title = [...parts.filter(Boolean), "Headway"].join(" · ");
  useEffect(() => {
    document.title = title;
  }, [title]);
}
