import { describe, expect, it } from "vitest";
import { byGivenName, folded } from "./names";

describe("names", () => {
  it("are sorted by the last word, in Vietnamese order", () => {
    const names = ["Phạm Thu Trang", "Nguyễn Thị Hà", "Lê Minh Tuấn", "Bùi Văn Đức", "Trần Dũng"];
    expect(names.sort(byGivenName)).toEqual(["Trần Dũng", "Bùi Văn Đức", "Nguyễn Thị Hà", "Phạm Thu Trang", "Lê Minh Tuấn"]);
  });

  it("are found without their marks", () => {
    expect(folded("Bùi Văn Đức")).toBe("bui van duc");
  });
});
