/** Whose clock a time of day or a "today" is meant by, where it is not the reader's. Pure. */

import { dayOf, momentNow } from "./moments";

/** The place that a zone is named by: "New York" of America/New_York. */
export function placeOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** The plan's zone where its clock shows another time than the reader's now; "" where none is. */
export function otherClock(zone: string, now = new Date(), reader?: string): string {
  return zone && momentNow(zone, now) !== momentNow(reader, now) ? placeOf(zone) : "";
}

/** The plan's zone where it has another day than the reader now; "" where none is. */
export function otherDay(zone: string, now = new Date(), reader?: string): string {
  const same = dayOf(momentNow(zone || reader, now)) === dayOf(momentNow(reader, now));
  return same ? "" : placeOf(zone);
}
