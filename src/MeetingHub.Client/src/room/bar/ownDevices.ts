import { computed, ref } from "vue";
import { useI18n } from "vue-i18n";
import type { LoggedEvent, Welcome } from "../../contract.g";
import { useDo, useToast } from "../doing";
import type { LiveRoom } from "../liveRoom";
import type { LocalDevices } from "../media/devices";
import type { RoomMedia } from "../roomMedia";

/**
 * The person's own microphone and camera. The microphone's state is the log's: it is on when this very window may be heard.
 * Only the person turns it on; after a broken line it comes back by itself if nobody muted it meanwhile.
 */
export function useOwnDevices(room: LiveRoom, media: RoomMedia, devices: LocalDevices) {
  const { t } = useI18n();
  const act = useDo();
  const say = useToast();
  /** The person wants to be heard. */
  const wantsSound = ref(false);
  const isMicOn = computed(() => media.maySound.value && devices.tracks.microphone !== null);
  const isCameraOn = computed(() => devices.tracks.camera !== null);

  async function toggleMic(): Promise<void> {
    if (isMicOn.value) {
      wantsSound.value = false;
      const track = devices.tracks.microphone;
      if (track) track.enabled = false; // at once, not after the way to the server and back
      await act({ type: "mute" });
      return;
    }
    await turnMicOn();
  }

  async function turnMicOn(): Promise<void> {
    if (!devices.tracks.microphone) await devices.on("microphone");
    if (!devices.tracks.microphone) return say({ text: t(`room.fault.microphone.${devices.faults.microphone ?? "missing"}`), kind: "late" });
    wantsSound.value = true;
    if (!media.maySound.value) await act({ type: "unmute" });
  }

  async function toggleCamera(): Promise<void> {
    if (isCameraOn.value) return devices.off("camera");
    await devices.on("camera");
    if (!devices.tracks.camera) say({ text: t(`room.fault.camera.${devices.faults.camera ?? "missing"}`), kind: "late" });
  }

  /** To be told each event, also those missed while the line was broken. */
  function happened({ event, by }: LoggedEvent): void {
    if (event.type === "participantMuted" && event.participant === room.myId.value && by !== room.myId.value) {
      const wanted = wantsSound.value;
      wantsSound.value = false;
      if (wanted) say({ text: t("room.news.mutedByChair"), kind: "late" });
    }
  }

  /** After coming in or back. A snapshot hides who muted whom meanwhile: then the person turns it on again, if it is off. */
  function entered(welcome: Welcome, isFirst: boolean): void {
    if (!isFirst && welcome.state) wantsSound.value = media.maySound.value;
    if (wantsSound.value && !media.maySound.value) void act({ type: "unmute" });
  }

  return { isMicOn, isCameraOn, wantsSound, toggleMic, turnMicOn, toggleCamera, happened, entered };
}

export type OwnDevices = ReturnType<typeof useOwnDevices>;
