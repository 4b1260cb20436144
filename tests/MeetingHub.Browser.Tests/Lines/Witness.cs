using System.Globalization;
using System.Text.Json;
using MeetingHub.Browser.Tests.Running;
using MeetingHub.Testing.Media;

namespace MeetingHub.Browser.Tests.Lines;

/// <summary>
/// What happens inside a page on a line: its connection is led over the line, and each frame that it shows and each 20 ms of what
/// it plays is written down. Beside the meeting a connection of the page to itself runs over no line at all, with a small picture
/// and a tone of its own: what stands still there stands still for want of processor, not for a bad line.
/// </summary>
internal sealed class Witness(RoomWindow window)
{
    /// <summary>To be run before the page's own scripts.</summary>
    public static string Script(SocketLine line) => Page.Replace("$PORT", line.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Begins to look and listen, once these people's pictures are there.</summary>
    public Task BeginAsync(params Voice[] people) =>
        window.Page.EvaluateAsync("people => witness.begin(people)", people.Select(p => new { name = p.Name, hertz = p.Hertz }).ToArray());

    /// <summary>What was seen and heard since the beginning or the last call.</summary>
    public async Task<Testimony> CutAsync()
    {
        var json = await window.Page.EvaluateAsync<string>("() => JSON.stringify(witness.cut())");
        return JsonSerializer.Deserialize<Testimony>(json, JsonSerializerOptions.Web)!;
    }

    /// <summary>What the page sends, in words for a person who reads the test's output.</summary>
    public Task<string> SentAsync() => window.Page.EvaluateAsync<string>("() => witness.sent()");

    private const string Page =
        """
        (() => {
          const Plain = RTCPeerConnection;
          const peers = (window.peers = []);
          // The server offers its own address; this browser lives behind a line and reaches it there.
          window.RTCPeerConnection = class extends Plain {
            constructor(...all) { super(...all); peers.push(this); }
            setRemoteDescription(answer) {
              let count = 0;
              const sdp = answer.sdp.replace(/a=candidate:[^\r\n]*\r\n/g, () => count++ ? '' : 'a=candidate:1 1 udp 2130706431 127.0.0.1 $PORT typ host\r\n');
              return super.setRemoteDescription({ type: answer.type, sdp });
            }
          };
          // A tone without pauses is noise to a browser's filters; here it stands for somebody who speaks without drawing breath.
          const devices = navigator.mediaDevices;
          const ask = devices.getUserMedia.bind(devices);
          devices.getUserMedia = (wanted) => ask(!wanted.audio ? wanted
            : { ...wanted, audio: { ...(wanted.audio === true ? {} : wanted.audio), echoCancellation: false, noiseSuppression: false, autoGainControl: false } });

          const fftSize = 2048;
          const context = () => (window.ear ??= new AudioContext());
          const spectrum = new Float32Array(fftSize / 2);
          const listenTo = (track) => {
            const source = context().createMediaStreamSource(new MediaStream([track]));
            const analyser = context().createAnalyser();
            analyser.fftSize = fftSize;
            analyser.smoothingTimeConstant = 0;
            source.connect(analyser);
            return analyser;
          };
          /** Of one analyser, decibels at each of the tones. */
          const levels = (analyser, tones) => {
            analyser.getFloatFrequencyData(spectrum);
            return tones.map((hertz) => {
              const bin = Math.round((hertz * fftSize) / context().sampleRate);
              return Math.max(-200, spectrum[bin - 1], spectrum[bin], spectrum[bin + 1]);
            });
          };
          const lookAt = (find, frames) => {
            let video = null;
            return () => {
              const found = find();
              if (!found || found === video) return;
              video = found;
              let shown = 0;
              const next = (_, frame) => {
                if (video !== found) return;
                frames.push([frame.presentationTime, Math.max(1, shown ? frame.presentedFrames - shown : 1), frame.height]);
                shown = frame.presentedFrames;
                found.requestVideoFrameCallback(next);
              };
              found.requestVideoFrameCallback(next);
            };
          };

          let people = [], control = null, since = 0, polls = [];
          const sum = (all, field) => all.reduce((total, one) => total + (one[field] ?? 0), 0);
          const incoming = async (peer, kind) => [...(await peer.getStats()).values()].filter((one) => one.type === 'inbound-rtp' && (!kind || one.kind === kind));
          /** What is made up while nobody speaks is silence and does not count. */
          const madeUp = (streams) => sum(streams, 'concealedSamples') - sum(streams, 'silentConcealedSamples');
          const ears = new Map();
          const fresh = () => ({ frames: [], levels: [] });
          const tile = (name) => [...document.querySelectorAll('figure.tile')].find((one) => one.textContent.includes(name))?.querySelector('video');

          /** A connection of the page to itself. */
          async function loop() {
            const [near, far] = [new Plain(), new Plain()];
            near.onicecandidate = (e) => e.candidate && far.addIceCandidate(e.candidate);
            far.onicecandidate = (e) => e.candidate && near.addIceCandidate(e.candidate);
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [160, 90];
            const pen = canvas.getContext('2d');
            let drawn = 0;
            setInterval(() => { pen.fillStyle = `hsl(${drawn++ % 360} 80% 50%)`; pen.fillRect((drawn * 7) % 160, 0, 40, 90); }, 50);
            const tone = context().createOscillator();
            const out = context().createMediaStreamDestination();
            tone.frequency.value = 3000;
            tone.connect(out);
            tone.start();
            near.addTrack(canvas.captureStream().getTracks()[0]);
            near.addTrack(out.stream.getTracks()[0]);
            const came = { ...fresh(), analyser: null, peer: far };
            far.ontrack = ({ track }) => {
              const element = document.createElement(track.kind);
              element.srcObject = new MediaStream([track]);
              element.autoplay = true;
              // Heard by the analyser, not by the room.
              element.muted = true;
              element.style = 'position: fixed; right: 0; bottom: 0; width: 2px; height: 2px';
              document.body.append(element);
              if (track.kind === 'audio') came.analyser = listenTo(track);
              else lookAt(() => element, came.frames)();
            };
            await near.setLocalDescription(await near.createOffer());
            await far.setRemoteDescription(near.localDescription);
            await far.setLocalDescription(await far.createAnswer());
            await near.setRemoteDescription(far.localDescription);
            return came;
          }

          function listen() {
            const now = performance.now();
            for (const { receiver } of peers.at(-1)?.getTransceivers() ?? []) {
              const track = receiver.track;
              if (track.kind === 'audio' && track.readyState === 'live' && !track.muted && !ears.has(track)) ears.set(track, listenTo(track));
            }
            const tones = people.map((one) => one.hertz);
            const loudest = tones.map(() => -200);
            for (const [track, analyser] of ears)
              if (track.readyState === 'live') levels(analyser, tones).forEach((level, at) => (loudest[at] = Math.max(loudest[at], level)));
              else ears.delete(track);
            people.forEach((one, at) => one.levels.push([now, loudest[at]]));
            if (control.analyser) control.levels.push([now, levels(control.analyser, [3000])[0]]);
            for (const one of people) one.look();
          }

          async function poll() {
            const [inbound, looped] = await Promise.all([incoming(peers.at(-1)), incoming(control.peer, 'audio')]);
            const of = (kind) => inbound.filter((one) => one.kind === kind);
            polls.push({
              at: performance.now(),
              concealed: madeUp(of('audio')), controlConcealed: madeUp(looped),
              concealments: sum(of('audio'), 'concealmentEvents'),
              audioPackets: sum(of('audio'), 'packetsReceived'), audioLost: sum(of('audio'), 'packetsLost'),
              audioFec: sum(of('audio'), 'fecPacketsReceived'),
              videoPackets: sum(of('video'), 'packetsReceived'), videoLost: sum(of('video'), 'packetsLost'),
              retransmitted: sum(of('video'), 'retransmittedPacketsReceived'), nacks: sum(of('video'), 'nackCount'), plis: sum(of('video'), 'pliCount'),
              decoded: sum(of('video'), 'framesDecoded'), dropped: sum(of('video'), 'framesDropped'), keyframes: sum(of('video'), 'keyFramesDecoded'),
              freezes: sum(of('video'), 'freezeCount'), frozen: sum(of('video'), 'totalFreezesDuration'),
              bytes: sum(inbound, 'bytesReceived'), height: Math.max(0, ...of('video').map((one) => one.frameHeight ?? 0)),
            });
          }

          window.witness = {
            async begin(wanted) {
              await context().resume();
              people = wanted.map((one) => {
                const seen = { ...one, ...fresh() };
                return { ...seen, look: lookAt(() => tile(one.name), seen.frames) };
              });
              control = await loop();
              since = performance.now();
              await poll();
              setInterval(listen, 20);
              setInterval(poll, 100);
            },
            cut() {
              const until = performance.now();
              const take = (list) => list.splice(0, Math.max(0, list.length));
              const of = (one) => ({ name: one.name ?? '', frames: take(one.frames), levels: take(one.levels) });
              const testimony = { since, until, people: people.map(of), control: of(control), polls: polls.slice() };
              polls = polls.slice(-1);
              since = until;
              return testimony;
            },
            async sent() {
              const all = [...(await peers.at(-1).getStats()).values()];
              const pair = all.find((one) => one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded');
              const streams = all.filter((one) => one.type === 'outbound-rtp' && one.packetsSent > 0).map((one) =>
                `${one.kind}${one.rid ? ' ' + one.rid : ''} ${one.frameHeight ?? ''} ${Math.round((one.targetBitrate ?? 0) / 1000)} kbit/s ${one.framesPerSecond ?? ''} fps` +
                ` ${one.scalabilityMode ?? ''} sent ${one.packetsSent} again ${one.retransmittedPacketsSent} nacks ${one.nackCount ?? 0} plis ${one.pliCount ?? 0} ${one.qualityLimitationReason ?? ''}`);
              return `${Math.round((pair?.availableOutgoingBitrate ?? 0) / 1000)} kbit/s, round trip ${Math.round((pair?.currentRoundTripTime ?? 0) * 1000)} ms; ${streams.join('; ')}`;
            },
          };
        })();
        """;
}
