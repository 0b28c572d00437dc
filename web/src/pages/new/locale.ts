/** What the browser tells of where its person is. */

/** The likely country: that of the locale, else by the zone's usual one; "" if unknown. */
export function localCountry(): string {
  for (const tag of navigator.languages) {
    try {
      const region = new Intl.Locale(tag).region;
      if (region) return region;
    } catch {
      // A language tag that the browser itself cannot read says nothing.
    }
  }
  try {
    return new Intl.Locale(navigator.language).maximize().region ?? "";
  } catch {
    return "";
  }
}

export function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
