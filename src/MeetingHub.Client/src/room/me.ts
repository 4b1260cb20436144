import { api } from "../api/http";
import type { PersonName } from "./plan";

interface Me {
  personId: PersonName["id"];
  name: string;
  position?: string | null;
  department?: string | null;
}

export async function loadMe(): Promise<PersonName> {
  const me = await api.get<Me>("/api/me");
  return { id: me.personId, name: me.name, position: me.position ?? "", department: me.department ?? "" };
}
