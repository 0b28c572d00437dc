/** What the time line shows beside the bars: chosen by the person and remembered. */

import { Model } from "~/views/grid/model";
import { isBoolean, recall, remember } from "~/views/grid/remember";

export const SHOWABLE = ["baseline", "float", "links", "labels", "progress"] as const;
export type Showable = (typeof SHOWABLE)[number];

export type Shown = Readonly<Record<Showable, boolean>>;

export class ShownModel extends Model {
  value: Shown = {
    baseline: recall("gantt.baseline", true, isBoolean),
    float: recall("gantt.float", true, isBoolean),
    links: recall("gantt.links", true, isBoolean),
    labels: recall("gantt.labels", true, isBoolean),
    progress: recall("gantt.progress", false, isBoolean),
  };

  toggle(what: Showable): void {
    this.value = { ...this.value, [what]: !this.value[what] };
    remember(`gantt.${what}`, this.value[what]);
    this.changed();
  }
}
