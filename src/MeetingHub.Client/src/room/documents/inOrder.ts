import type { AgendaItem, AgendaItemId, DocumentView } from "../../contract.g";

/** The PDFs of a meeting as one looks for them: those of the open item, those of the meeting as a whole, the rest by the agenda. */
export function inOrder(documents: readonly DocumentView[], agenda: readonly AgendaItem[], openItem: AgendaItemId | undefined): DocumentView[] {
  const place = ({ agendaItem }: DocumentView) => {
    if (agendaItem === null) return 0;
    return agendaItem === openItem ? -1 : 1 + agenda.findIndex((item) => item.id === agendaItem);
  };
  return documents.filter((one) => one.mediaType === "application/pdf").sort((one, other) => place(one) - place(other));
}
