import { expect, it } from "vitest";
import { itemText, lastItem, listedNames, namedOptions, namesText } from "./optionText";

const NAMES = ["North, upper", "South", 'The "old" one', "North", "North, South", "a; b"];
const OPTIONS = NAMES.map((name, n) => ({ id: `o${n}`, name }));

it.each([
  [["South", "North, upper"], 'South, "North, upper"'],
  [["North", "South"], '"North", "South"'],
  [["North, South"], '"North, South"'],
  [['The "old" one', "a; b"], '"The ""old"" one", "a; b"'],
])("writes %j so that they are read again", (names, text) => {
  expect(namesText(names, NAMES)).toBe(text);
  const ids = names.map((name) => `o${NAMES.indexOf(name)}`);
  expect(namedOptions(text, OPTIONS, true)).toEqual(ids);
});

it.each([
  ["north, upper", ["o0"]],
  ["South;north", ["o1", "o3"]],
  ["South\nNorth", ["o1", "o3"]],
  ['"south" , ', ["o1"]],
  ['The "old" one, South', ["o2", "o1"]],
  ["South, West", null],
  [", ,", null],
])("reads %j as it is typed", (text, ids) =>
  expect(namedOptions(text, OPTIONS, true)).toEqual(ids),
);

it("reads one option by its whole name, or as the one of a list", () => {
  expect(namedOptions("North, South", OPTIONS, false)).toEqual(["o4"]);
  expect(namedOptions('"North, upper"', OPTIONS, false)).toEqual(["o0"]);
  expect(namedOptions("South, North", OPTIONS, false)).toBeNull();
});

it("takes a quote that nothing closes as a sign like others", () => {
  expect(listedNames('"North, South"x, South')).toEqual(['"North', 'South"x', "South"]);
  expect(listedNames('"North, South')).toEqual(['"North', "South"]);
});

it.each([
  ["", 0],
  ["South, No", 6],
  ['"North, up', 0],
  ['"North, upper", So', 15],
  ['"a ""b"", c", d', 13],
])("knows where in %j the last name begins", (text, place) => expect(lastItem(text)).toBe(place));

it("quotes a name where it must", () => {
  expect([itemText("South"), itemText("a; b")]).toEqual(["South", '"a; b"']);
});
