"""What axe finds serious or critical on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

AXE = Path(__file__).resolve().parents[1] / "web" / "node_modules" / "axe-core" / "axe.min.js"
STILL = """() => document.getAnimations().every((one) => one.playState !== "running"
  || !one.effect || one.effect.getComputedTiming().endTime === Infinity)"""
"""Whether nothing fades or slides any more: half-way, texts have less contrast. It is asked again and
again: what Chromium promises of an animation's end it does not always keep."""
BARRIERS = """async (where) => {
  const result = await axe.run(where ?? document, { resultTypes: ["violations"] });
  return result.violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .flatMap((one) => one.nodes.map(
      (node) => `${one.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`));
}"""


def barriers(page: Any, where: str | None = None) -> list[str]:
    """Return what axe finds serious or critical, as `rule: selector html`.

    `where` is a CSS selector, the whole page without it. The page's context must bypass the policy.
    """
    # Reading it takes a page as long as looking once does.
    if page.evaluate("typeof axe") == "undefined":
        page.add_script_tag(path=str(AXE))
    page.wait_for_function(STILL)
    return list(page.evaluate(BARRIERS, where))
