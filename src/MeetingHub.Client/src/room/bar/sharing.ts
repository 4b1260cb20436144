import { computed } from "vue";
import { usePresenting } from "../documents/presenting";
import { useMedia } from "../roomMedia";

/** The one key for showing something to all: a screen, or a paper of the meeting. */
export function useSharing() {
  const media = useMedia();
  const presenting = usePresenting();
  const hasScreen = computed(() => !media.unavailable.value && "getDisplayMedia" in (navigator.mediaDevices ?? {}));
  const isOn = computed(() => media.isSharing.value || presenting.isMine.value);

  return {
    hasScreen,
    isOn,
    can: computed(() => hasScreen.value || presenting.may.value || isOn.value),
    /** @param choose Asks which, where there is a choice. */
    toggle(choose: () => void): void {
      if (media.isSharing.value) media.stopSharing();
      else if (presenting.isMine.value) void presenting.stop();
      else if (presenting.may.value) choose();
      else void media.share();
    },
  };
}
