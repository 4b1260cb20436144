import { api } from "../../api/http";
import type { DepartmentView, PersonName, PersonView } from "../../contract.g";
import type { Page } from "../../api/page";

/** The first twenty whose folded names or positions hold the folded words: "ha" finds "Nguyễn Thị Hà". */
export async function searchPeople(text: string): Promise<PersonName[]> {
  const page = await api.get<Page<PersonView>>(`/api/people?size=20&search=${encodeURIComponent(text.trim().slice(0, 100))}`);
  return page.items.map<PersonName>(({ id, name, position, department }) => ({ id, name, position, department }));
}

/** A department and how deep it stands under the top, 0 for the top itself. */
export interface PlacedDepartment extends DepartmentView {
  depth: number;
}

/** All departments as the office lists them: each behind the one above it. */
export async function allDepartments(): Promise<PlacedDepartment[]> {
  const found: DepartmentView[] = [];
  for (let number = 1; ; number++) {
    const page = await api.get<Page<DepartmentView>>(`/api/departments?size=100&page=${number}`);
    found.push(...page.items);
    if (found.length >= page.total || page.items.length === 0) break;
  }
  return placed(found);
}

export function placed(departments: readonly DepartmentView[]): PlacedDepartment[] {
  const known = new Set(departments.map((department) => department.id));
  const under = (parent: string | null, depth: number): PlacedDepartment[] =>
    departments
      .filter((department) => (department.parent && known.has(department.parent) ? department.parent : null) === parent)
      .sort((a, b) => a.rank - b.rank)
      .flatMap((department) => [{ ...department, depth }, ...under(department.id, depth + 1)]);
  return under(null, 0);
}
