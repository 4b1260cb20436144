import type { BallotId, LoggedEvent } from "../contract.g";
import type { Toast } from "./doing";
import type { LiveRoom } from "./liveRoom";
import { haveAllVoted, standingOf } from "./voting/ballots";
import type { Voting } from "./voting/voting";
import { useVoteWords, withoutEnd } from "./voting/words";

type Words = (key: string, values?: Record<string, unknown>) => string;

/** What a person is told of others' doings: aloud for who cannot see the page, on the page for who is meant. */
export function roomNews(room: LiveRoom, voting: Voting, t: Words, announce: (text: string) => void, say: (toast: Toast) => void, toVotes: () => void) {
  const words = useVoteWords();
  const ballotOf = (id: BallotId) => voting.ballots.value.find((one) => one.id === id)!;
  function happened({ event, by, at }: LoggedEvent): void {
    // What this page catches up on after a break is no news; the state shows it.
    if (room.line.value.kind !== "open") return;
    const mine = by !== undefined && by === room.myId.value;
    switch (event.type) {
      case "meetingStarted":
        announce(t("room.news.started"));
        break;
      case "handRaised":
        if (room.isStaff.value && !mine) announce(t("room.news.hand", { name: room.nameOf(event.participant) }));
        break;
      case "floorGiven":
        if (event.participant === room.myId.value) say({ text: t("room.news.yourFloor") });
        else announce(t("room.news.floor", { name: room.nameOf(event.participant) }));
        break;
      case "floorTaken":
        if (event.participant === room.myId.value && !mine) say({ text: t("room.news.floorOver") });
        break;
      case "agendaItemOpened":
      case "agendaItemReopened": {
        const item = room.state.value?.agenda.find((one) => one.id === event.item);
        if (item) announce(t("room.news.item", { title: item.title }));
        break;
      }
      case "documentPresented": {
        const before = room.state.value?.presentations.at(-2);
        if (before?.to === at && before.participant === room.myId.value && !mine) say({ text: t("room.news.paperReplaced", { name: room.nameOf(event.participant) }) });
        else announce(t("room.news.paper", { name: room.nameOf(event.participant), document: event.document.name }));
        break;
      }
      case "pageTurned": {
        const document = room.state.value?.presentations.at(-1)?.document;
        if (document) announce(document.pages ? t("room.paper.label", { page: event.page, pages: document.pages, name: document.name }) : t("room.paper.labelShort", { page: event.page, name: document.name }));
        break;
      }
      case "presentingStopped":
        if (event.participant === room.myId.value && !mine) say({ text: t("room.news.paperStopped") });
        else announce(t("room.news.paperOff"));
        break;
      case "turnCalled":
        if (room.me.value?.seat === event.seat) say({ text: t("room.news.yourTurn") });
        break;
      case "actionItemRecorded":
        if (event.owner.person !== undefined && event.owner.person === room.me.value?.person && !mine) say({ text: t("room.news.yourTask") });
        break;
      case "ballotOpened": {
        const standing = standingOf(ballotOf(event.ballot), voting.seat.value);
        if (standing.kind === "without") say({ text: `${t("room.news.ballot", { question: withoutEnd(event.question) })} ${t(`room.vote.without.${standing.why}`)}` });
        else announce(`${t("room.news.ballot", { question: withoutEnd(event.question) })} ${t("room.news.ballotKey")}`);
        break;
      }
      case "ballotCast": {
        const ballot = ballotOf(event.ballot);
        if (voting.seat.value?.id === event.seat) announce(ballot.isSecret ? t("room.vote.takenSecret") : t("room.vote.taken", { choice: words.choiceOf(ballot, event.choice) }));
        // The last to come, not one who thought again.
        if (room.isStaff.value && haveAllVoted(ballot) && ballot.votes.at(-1)?.seat === event.seat) say({ text: t("room.news.allVoted"), action: { label: t("room.news.toVotes"), run: toVotes } });
        break;
      }
      case "ballotClosed":
        say({ text: t("room.news.ballotClosed", { result: words.result(ballotOf(event.ballot)) }), action: { label: t("room.news.toVotes"), run: toVotes } });
        break;
      default:
        break;
    }
  }
  return { happened };
}
