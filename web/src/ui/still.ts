/** Whether what one began is still shown: an answer that comes late leads nobody away from elsewhere. */

import { useCallback, useEffect, useRef } from "react";

export function useStillShown(): () => boolean {
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  return useCallback(() => shown.current, []);
}
