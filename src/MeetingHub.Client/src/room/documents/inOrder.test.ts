import { expect, it } from "vitest";
import type { AgendaItem, AgendaItemId, DocumentId, DocumentView } from "../../contract.g";
import { inOrder } from "./inOrder";

const item = (n: number) => `i${n}` as AgendaItemId;
const agenda = [1, 2, 3].map((n): AgendaItem => ({ id: item(n), title: `${n}`, runs: [] }));
const paper = (id: string, agendaItem: AgendaItemId | null, mediaType = "application/pdf") => ({ id: id as DocumentId, agendaItem, mediaType }) as DocumentView;

it("offers the open item's papers first, then the meeting's, then the rest by the agenda, and nothing but PDFs", () => {
  const documents = [paper("third", item(3)), paper("whole", null), paper("sheet", null, "application/vnd.ms-excel"), paper("first", item(1)), paper("open", item(2))];

  expect(inOrder(documents, agenda, item(2)).map((one) => one.id)).toEqual(["open", "whole", "first", "third"]);
});
