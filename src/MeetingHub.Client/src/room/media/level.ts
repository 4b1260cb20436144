import { onScopeDispose, ref, watch, type Ref } from "vue";

/** How loud a track is now, 0 to 1, about twenty times a second; 0 without a track. */
export function useLevel(track: () => MediaStreamTrack | null): Ref<number> {
  const level = ref(0);
  let stop = () => {};
  watch(
    track,
    (now) => {
      stop();
      level.value = 0;
      if (now) stop = listen(now, (value) => (level.value = value));
    },
    { immediate: true },
  );
  onScopeDispose(() => stop());
  return level;
}

function listen(track: MediaStreamTrack, hear: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  const source = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) });
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    // A page that nobody has touched yet: browsers hold the context back.
    if (context.state === "suspended") void context.resume().catch(() => undefined);
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    // −60 dB is a quiet room, −10 dB somebody close to the microphone.
    const decibels = 10 * Math.log10(power + 1e-12);
    hear(Math.min(1, Math.max(0, (decibels + 60) / 50)));
  }, 50);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close().catch(() => undefined);
  };
}
