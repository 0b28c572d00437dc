/** Short forms of people's names. */

/** "AL" of Ana Lima, "A" of Ana, "?" of nobody; works for any script. */
export function initials(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => (word ? [...word][0] : ""))
    .join("");
  return letters.toLocaleUpperCase() || "?";
}
