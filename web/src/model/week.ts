/** With which day a week begins, by the locale. Pure. */

interface WeekInfo {
  /** 1 is Monday, 7 Sunday. */
  readonly firstDay: number;
}

/** Regions whose week begins on Sunday or Saturday, where the browser does not know (CLDR). */
const SUNDAY = new Set(
  "AG AS AU BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW".split(
    " ",
  ),
);
const SATURDAY = new Set("AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY".split(" "));

/** The first day of the week, Monday as 0. */
export function firstWeekday(locale?: string): number {
  const known = new Intl.Locale(locale ?? new Intl.DateTimeFormat().resolvedOptions().locale);
  const more = known as Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };
  const info = more.getWeekInfo?.() ?? more.weekInfo;
  if (info) return info.firstDay - 1;
  const region = known.maximize().region ?? "";
  return SUNDAY.has(region) ? 6 : SATURDAY.has(region) ? 5 : 0;
}

/** The first day of the week that a day (since 1970-01-01) is in. */
export function weekOf(day: number, first: number): number {
  const weekday = (((day + 3) % 7) + 7) % 7;
  return day - ((weekday - first + 7) % 7);
}
