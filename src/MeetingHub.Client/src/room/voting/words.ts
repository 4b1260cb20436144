import { useI18n } from "vue-i18n";
import type { Ballot } from "../../contract.g";
import { leading, resultOf, share, silent } from "./ballots";

/** A question where a sentence goes on after it, as the paper prints it. */
export const withoutEnd = (question: string): string => question.replace(/[\s.?;:]+$/u, "");

/** What ballots are called in words: the same on the card, in the panel, and as near to the paper as a screen allows. */
export function useVoteWords() {
  const { t, locale } = useI18n();
  const choice = ({ key, text }: { key: string | null; text?: string }): string => text ?? t(`room.vote.choice.${key ?? "silent"}`);
  return {
    choice,
    choiceOf: (ballot: Ballot, key: string | undefined): string => choice(ballot.choices.find((one) => one.key === key) ?? { key: null }),
    kind: (ballot: Ballot): string => t(ballot.isSecret ? "room.vote.secret" : "room.vote.public"),
    progress: (ballot: Ballot): string => t("room.vote.progress", { count: ballot.entitled.length - silent(ballot).length, all: ballot.entitled.length }),
    figure: (count: number, all: number): string => `${count}/${all} (${share(count, all, locale.value)})`,
    /** In one line, of a closed ballot; of many choices those with most votes. */
    result: (ballot: Ballot): string => {
      const { lines, isAll } = leading(resultOf(ballot));
      const words = lines.map((line) => `${choice(line)} ${line.count}/${ballot.entitled.length}`);
      return (isAll ? words : [...words, "…"]).join(" · ");
    },
  };
}
