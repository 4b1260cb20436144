import { describe, expect, it } from "vitest";
import { hours } from "../../src/pages/meetings/agenda/hours";
import { moved, neighbour } from "../../src/pages/meetings/agenda/order";
import { clock, dateText, parseClock, parseDate, parseLocal, weekday } from "../../src/pages/meetings/localTime";

describe("the hours of an agenda", () => {
  it("follow from the start and the minutes of what stands before", () => {
    expect(hours(510, [15, 20, 30])).toEqual({ begins: [510, 525, 545], ends: 575 });
    expect(hours(510, [])).toEqual({ begins: [], ends: 510 });
  });

  it("go on past midnight", () => expect(clock(hours(1430, [20, 5]).begins[1]!)).toBe("00:10"));
});

describe("moving an item", () => {
  it("puts it where it was dropped, up or down", () => {
    expect(moved(["a", "b", "c", "d"], 0, 2)).toEqual(["b", "c", "a", "d"]);
    expect(moved(["a", "b", "c", "d"], 3, 0)).toEqual(["d", "a", "b", "c"]);
  });

  it("stops at the ends and leaves the list it was given", () => {
    const list = ["a", "b"];
    expect(moved(list, 1, 9)).toEqual(["a", "b"]);
    expect(moved(list, 0, -3)).toEqual(["a", "b"]);
    expect(list).toEqual(["a", "b"]);
  });

  it("is told to the server by the neighbour, so that two who move at once both get what they meant", () => {
    const list = [{ id: "a" }, { id: "b" }];
    expect(neighbour(list, 0)).toBe("b");
    expect(neighbour(list, 1)).toBeNull();
  });
});

describe("dates and hours as people type them", () => {
  it.each([
    ["30/11/2026", "2026-11-30"],
    ["5.1.2027", "2027-01-05"],
    ["301126", "2026-11-30"],
    ["31/02/2026", null],
    ["hôm nay", null],
    ["", null],
  ])("%s is %s", (typed, date) => expect(parseDate(typed)).toBe(date));

  it.each([
    ["8:30", "08:30"],
    ["08h30", "08:30"],
    ["8h", "08:00"],
    ["14g15", "14:15"],
    ["0830", "08:30"],
    ["24:00", null],
    ["8:61", null],
    ["sáng", null],
  ])("%s is %s", (typed, time) => expect(parseClock(typed)).toBe(time));
});

describe("the wall clock of a plan", () => {
  it("is read without any zone", () => {
    const start = parseLocal("2026-11-30T08:30:00");
    expect(clock(start.minute)).toBe("08:30");
    expect(dateText(start)).toBe("30/11/2026");
    expect(weekday(start, "vi")).toBe("Thứ Hai");
    expect(weekday(start, "en")).toBe("Monday");
  });
});
